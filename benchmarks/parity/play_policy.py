#!/usr/bin/env python3
"""Games of a RAM policy of Amplia's, played by the evaluation that Stable-Baselines3's policies get.

    python3 -m venv target/losses-venv
    target/losses-venv/bin/pip install torch safetensors stable-baselines3 ale-py
    ./amplia train rally --method ppo --set ppo.ramInputs=bytes --out RUN
    target/losses-venv/bin/python benchmarks/parity/play_policy.py RUN... [--games 50]

Loads RUN/checkpoints/last.safetensors in PyTorch and plays with evaluate() of benchmarks/learner/sb3.py. Prints for
each run the mean of those games and of the final games that Amplia played, then the mean difference with its standard
error over runs.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import sys
import tempfile

import torch

from load_policy import load

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "learner"))
from learning import RULES  # noqa: E402
from sb3 import evaluate  # noqa: E402


class Policy:
    """What evaluate() asks of a trained model; of an actor-critic's outputs the last is the value."""

    def __init__(self, file):
        self.net, _ = load(file, "policy.")

    def predict(self, observation, deterministic):
        assert deterministic
        with torch.no_grad():
            return self.net(torch.as_tensor(observation)[None])[0, :-1].argmax().item(), None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+", type=pathlib.Path, metavar="RUN")
    parser.add_argument("--game", choices=RULES, default="rally")
    parser.add_argument("--games", type=int, default=50)
    given = parser.parse_args()
    torch.set_num_threads(1)
    differences = []
    with tempfile.TemporaryDirectory() as folder:
        rom = pathlib.Path(folder) / f"{RULES[given.game]}.bin"
        shutil.copy(ROOT / f"src/main/resources/org/amplia/rom/{given.game}.bin", rom)
        for seed, run in enumerate(given.runs):
            lines = map(json.loads, (run / "evaluations.jsonl").read_text(encoding="utf-8").splitlines())
            ours = statistics.mean(next(line["scores"] for line in lines if line["kind"] == "final"))
            policy = Policy(run / "checkpoints" / "last.safetensors")
            theirs = statistics.mean(evaluate(policy, str(rom), 2_000_000 + seed, given.games))
            differences.append(ours - theirs)
            print(f"{run.name}: Amplia {ours:.2f}, evaluate() {theirs:.2f}", flush=True)
    print(f"mean difference {statistics.mean(differences):+.3f}", end="")
    if len(differences) > 1:
        print(f" ± {statistics.stdev(differences) / len(differences) ** 0.5:.3f}", end="")
    print(f" over {len(differences)} runs")


if __name__ == "__main__":
    main()
