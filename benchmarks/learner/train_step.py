#!/usr/bin/env python3
"""Milliseconds of a gradient step beside PyTorch: Nature CNN, uint8 pictures, Huber's loss, Adam.

    python3 benchmarks/learner/train_step.py

makes a virtual environment in target/learner-venv, installs PyTorch from PyPI, and measures Amplia,
PyTorch with its default Adam and PyTorch with Adam(fused=True) in turn, several times over, each time
in a process of its own. Prints a Markdown table of medians. Needs Python 3.10 or newer and a JDK, and
nothing else running on the machine.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

from environment import PYTHON, amplia, prepare, processor

SYSTEMS = ["amplia", "default", "fused"]
TITLES = {"amplia": "Amplia", "default": "PyTorch", "fused": "PyTorch, fused"}
PATIENCE_SECONDS = 1800


def peer(system, given):
    """In the virtual environment: the same work in PyTorch."""
    import time

    import torch
    from torch import nn

    torch.set_num_threads(given.threads)
    torch.manual_seed(1)
    medians = {}
    for batch in map(int, given.batch.split(",")):
        pictures = torch.randint(0, 256, (batch, 4, 84, 84), dtype=torch.uint8)
        actions = torch.randint(0, 6, (batch, 1))
        targets = torch.ones(batch, 1)
        net = nn.Sequential(
            nn.Conv2d(4, 32, 8, 4), nn.ReLU(), nn.Conv2d(32, 64, 4, 2), nn.ReLU(), nn.Conv2d(64, 64, 3, 1),
            nn.ReLU(), nn.Flatten(), nn.Linear(3136, 512), nn.ReLU(), nn.Linear(512, 6),
        )
        adam = torch.optim.Adam(net.parameters(), lr=1e-4, eps=1.5e-4, fused=True if system == "fused" else None)
        times = []
        for step in range(given.warm_up + given.steps):
            start = time.perf_counter()
            loss = nn.functional.smooth_l1_loss(net(pictures.float() / 255).gather(1, actions), targets)
            adam.zero_grad()
            loss.backward()
            adam.step()
            if step >= given.warm_up:
                times.append(1000 * (time.perf_counter() - start))
        medians[batch] = statistics.median(times)
    print(json.dumps({"milliseconds": medians, "torch": torch.__version__.split("+")[0]}))


def measure(system, given):
    settings = ["--batch", given.batch, "--steps", given.steps, "--warm-up", given.warm_up]
    settings = [str(word) for word in settings + ["--threads", given.threads]]
    if system == "amplia":
        command = amplia("bench", "learner", *settings, "--json")
    else:
        command = [PYTHON, __file__, "--peer", system, *settings]
    environment = dict(os.environ, OMP_NUM_THREADS=str(given.threads))
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, env=environment)
    if done.returncode != 0:
        sys.exit(f"{system}: {(done.stderr.strip() or 'failed').splitlines()[-1]}")
    answer = json.loads(done.stdout.strip().splitlines()[-1])
    if system == "amplia":
        versions = answer["versions"]
        return {t["batch"]: t["median"] for t in answer["milliseconds"]}, (
            f"Amplia {versions['amplia']} (DJL {versions['djl']}, libtorch {versions['pytorch']}, Java {versions['java']})"
        )
    return {int(b): ms for b, ms in answer["milliseconds"].items()}, f"PyTorch {answer['torch']}"


def table(given, figures, versions):
    lines = [
        "| batch | " + " | ".join(f"{TITLES[s]}, ms" for s in SYSTEMS) + " | Amplia / PyTorch | Amplia / fused |",
        "| ---: |" + " ---: |" * (len(SYSTEMS) + 2),
    ]
    for batch in map(int, given.batch.split(",")):
        median = {s: statistics.median(figures[batch, s]) for s in SYSTEMS}
        cells = [
            f"**{median[s]:.2f}** ({min(figures[batch, s]):.2f} – {max(figures[batch, s]):.2f})" for s in SYSTEMS
        ]
        cells += [f"{median['amplia'] / median[s]:.2f}" for s in SYSTEMS[1:]]
        lines.append(f"| {batch} | " + " | ".join(cells) + " |")
    lines += [
        "",
        f"Median (smallest – largest) of {given.repetitions} processes' medians over {given.steps} steps after"
        f" {given.warm_up}, {given.threads} threads, in turn. {date.today()}, {processor()}, {os.cpu_count()} cores.",
        ", ".join(sorted(set(versions.values()))) + f", Python {platform.python_version()}.",
    ]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--batch", default="32,8", help="pictures in a step")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--steps", type=int, default=200, help="measured in each process")
    parser.add_argument("--warm-up", type=int, default=100, help="steps before")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--torch", default="torch", help="what pip installs, e.g. torch==2.7.1 (Amplia's libtorch)")
    parser.add_argument("--out", type=Path, help="write the table here too")
    parser.add_argument("--peer", choices=SYSTEMS[1:], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        peer(given.peer, given)
        return
    prepare(given.torch, "numpy", "safetensors")
    figures, versions = {}, {}
    for repetition in range(given.repetitions):
        # Nobody always comes first.
        turn = repetition % len(SYSTEMS)
        for system in SYSTEMS[turn:] + SYSTEMS[:turn]:
            found, versions[system] = measure(system, given)
            for batch, milliseconds in found.items():
                figures.setdefault((batch, system), []).append(milliseconds)
        print(f"repetition {repetition + 1} of {given.repetitions} measured", file=sys.stderr)
    text = table(given, figures, versions)
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
