#!/usr/bin/env python3
"""Hashes of what the games of benchmarks/learner/sb3.py show and bring, for a test to find the same here.

    python3 -m venv target/losses-venv
    target/losses-venv/bin/pip install torch stable-baselines3 ale-py
    target/losses-venv/bin/python benchmarks/parity/ram_game.py > src/test/resources/org/amplia/observe/ram-games.csv

The bundled cartridges, RAM observations, pseudo-random actions, nothing sticky, no no-op start; with the usual
limit of frames, and with one that ends every episode early. A record is what is seen after a start or a step (a
byte each), the reward (8 bits, signed), and 0, 1 at the game's end or 2 at the limit.
"""
import hashlib
import pathlib
import shutil
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "learner"))
import sb3  # noqa: E402
from learning import RULES  # noqa: E402

STEPS = 6_000
LCG = 12345
CAPS = [108_000, 1_000]


def row(game, rom, cap):
    sb3.STICKY, sb3.MOST_NOOPS, sb3.MOST_FRAMES = 0.0, 0, cap
    env = sb3.RamGame(str(rom), seed=123, clip=False)
    digest = hashlib.md5()
    overs = lates = scored = 0

    def record(seen, reward, ending):
        digest.update(np.rint(seen * 255).astype(np.uint8).tobytes() + bytes([int(reward) & 255, ending]))

    record(env.reset()[0], 0, 0)
    random = LCG
    for _ in range(STEPS):
        random = (random * 1103515245 + 12345) & 0x7FFFFFFF
        seen, reward, over, late, _ = env.step((random >> 16) % len(env.actions))
        scored += reward != 0
        overs += over
        lates += late and not over
        record(seen, reward, 1 if over else 2 if late else 0)
        if over or late:
            record(env.reset()[0], 0, 0)
    return f"{game},{cap},{scored},{overs},{lates},{digest.hexdigest()}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        for game, rules in RULES.items():
            rom = pathlib.Path(folder) / f"{rules}.bin"
            shutil.copy(ROOT / f"src/main/resources/org/amplia/rom/{game}.bin", rom)
            for cap in CAPS:
                print(row(game, rom, cap), flush=True)


if __name__ == "__main__":
    main()
