#!/usr/bin/env python3
"""Scores of dqn and ppo beside Stable-Baselines3's, with the same games, settings and steps.

    python3 benchmarks/learner/learning.py --out target/learning

makes a virtual environment in target/learner-venv, installs Stable-Baselines3, PyTorch and ale-py from
PyPI, and trains every algorithm on every game with every seed by both. Stable-Baselines3 plays our
cartridges through ale-py; both learn from RAM. Every finished run is a line of OUT/runs.jsonl: started
again, the script goes on from there. Prints a Markdown table: mean of the final games of each seed, mean
over seeds, and a 95 % bootstrap interval of the difference of the means.
"""

import argparse
import concurrent.futures
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import threading
from pathlib import Path

from environment import PYTHON, ROOT, amplia, prepare

RULES = {"crossing": "freeway", "rally": "pong"}
SYSTEMS = ["amplia", "sb3"]
FINAL_GAMES = 50
RESAMPLES = 10_000
HERE = Path(__file__).resolve().parent


def run(given, system, game, algorithm, seed):
    environment = dict(os.environ, OMP_NUM_THREADS="1")
    if system == "sb3":
        command = [PYTHON, HERE / "sb3.py", algorithm, "--rom", given.out / "roms" / f"{RULES[game]}.bin"]
        command += ["--frames", given.frames, "--seed", seed, "--games", FINAL_GAMES]
        answer = json.loads(output(command, environment).splitlines()[-1])
        return {"scores": answer["scores"], "seconds": answer["seconds"], "version": answer["system"]}
    folder = given.out / f"{game}-{algorithm}-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    command = [*amplia("train"), game, "--method", algorithm, "--frames", given.frames, "--seed", seed, "--out", folder]
    settings = {
        "threads": 1,
        f"{algorithm}.ramInputs": "bytes",  # as in Stable-Baselines3
        "evaluation.everyFrames": given.frames // 5,
        "evaluation.progressGames": 8,
        "evaluation.finalGames": FINAL_GAMES,
    }
    if algorithm == "dqn":
        settings["dqn.doubleQ"] = "false"  # as in Stable-Baselines3
    for name, value in settings.items():
        command += ["--set", f"{name}={value}"]
    output(command, environment)
    lines = [json.loads(line) for line in (folder / "evaluations.jsonl").read_text(encoding="utf-8").splitlines()]
    final = next(line for line in lines if line["kind"] == "final")
    shutil.rmtree(folder / "checkpoints")
    return {"scores": final["scores"], "seconds": final["seconds"], "version": "Amplia"}


def output(command, environment):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip() or "failed").splitlines()[-1])
    return done.stdout


def interval(ours, theirs):
    """95 % percentile-bootstrap interval of the difference of the means over seeds."""
    draw = random.Random(1)
    differences = sorted(
        statistics.mean(draw.choices(ours, k=len(ours))) - statistics.mean(draw.choices(theirs, k=len(theirs)))
        for _ in range(RESAMPLES)
    )
    return differences[int(0.025 * RESAMPLES)], differences[int(0.975 * RESAMPLES)]


def table(runs):
    lines = [
        "| game | algorithm | Amplia, by seed | mean | Stable-Baselines3, by seed | mean | difference [95 %] |",
        "| --- | --- | --- | ---: | --- | ---: | ---: |",
    ]
    for game, algorithm in sorted({(r["game"], r["algorithm"]) for r in runs}):
        by_seed = {
            system: [
                statistics.mean(r["scores"])
                for r in sorted(runs, key=lambda r: r["seed"])
                if (r["game"], r["algorithm"], r["system"]) == (game, algorithm, system)
            ]
            for system in SYSTEMS
        }
        if not all(by_seed.values()):
            continue
        ours, theirs = by_seed["amplia"], by_seed["sb3"]
        low, high = interval(ours, theirs)
        cells = [game, f"`{algorithm}`"]
        for scores in (ours, theirs):
            cells += [", ".join(f"{s:.2f}" for s in scores), f"**{statistics.mean(scores):.2f}**"]
        cells.append(f"{statistics.mean(ours) - statistics.mean(theirs):+.2f} [{low:+.2f}, {high:+.2f}]")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", default="crossing,rally")
    parser.add_argument("--algorithms", default="ppo,dqn")
    parser.add_argument("--seed", type=int, default=1, help="the first")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--frames", type=int, default=500_000)
    parser.add_argument("--jobs", type=int, default=2, help="runs at once, one thread each")
    parser.add_argument("--out", type=Path, default=ROOT / "target" / "learning")
    given = parser.parse_args()
    prepare("stable-baselines3", "ale-py", "gymnasium", "opencv-python-headless")
    (given.out / "roms").mkdir(parents=True, exist_ok=True)
    for game, rules in RULES.items():
        shutil.copy(ROOT / f"src/main/resources/org/amplia/rom/{game}.bin", given.out / "roms" / f"{rules}.bin")
    record = given.out / "runs.jsonl"
    runs = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()] if record.exists() else []
    keys = ("system", "game", "algorithm", "seed", "frames")
    finished = {tuple(r[k] for k in keys) for r in runs}
    wanted = [
        (system, game, algorithm, seed)
        for seed in range(given.seed, given.seed + given.seeds)
        for game in given.games.split(",")
        for algorithm in given.algorithms.split(",")
        for system in SYSTEMS
        if (system, game, algorithm, seed, given.frames) not in finished
    ]
    lock = threading.Lock()

    def work(job):
        result = dict(zip(keys, (*job, given.frames)), **run(given, *job))
        with lock, record.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(result) + "\n")
        print(f"{' '.join(map(str, job))}: {statistics.mean(result['scores']):.2f}", file=sys.stderr, flush=True)
        return result

    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        runs += pool.map(work, wanted)
    print(table([r for r in runs if r["frames"] == given.frames]))


if __name__ == "__main__":
    main()
