#!/usr/bin/env python3
"""Compares what Amplia's learner sees with what Gymnasium's AtariPreprocessing gives, step by step.

    benchmarks/parity/run.sh [GAME ...]

Same cartridge, same console seed, same actions, nothing sticky, no no-op start, frame skip 4, the brighter of
the last two frames, 84 x 84, grey. Prints a Markdown table; exit code 1 if anything but pixels differs or if
a pixel differs by more than one grey level.
"""
import importlib.metadata as metadata
import pathlib
import subprocess
import sys
import tempfile

import ale_py
import gymnasium
import numpy as np
from gymnasium.wrappers import AtariPreprocessing

STEPS = 500
LCG = 12345
SEED = 123
SIDE = 84
RECORD = np.dtype([("picture", np.uint8, (SIDE, SIDE)), ("reward", ">i4"), ("lost", np.uint8), ("ending", np.uint8)])
GAMES = """alien asterix asteroids beam_rider boxing breakout carnival enduro freeway frostbite gopher ice_hockey
kangaroo krull ms_pacman pong qbert riverraid seaquest skiing space_invaders tennis video_pinball zaxxon""".split()
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Peer:
    """Gymnasium's wrapper around a console that starts as Amplia's does: loaded with the seed, not reset again."""

    def __init__(self, game):
        camel = "".join(part.capitalize() for part in game.split("_"))
        gymnasium.register_envs(ale_py)
        base = gymnasium.make(f"ALE/{camel}-v5", frameskip=1, repeat_action_probability=0.0, full_action_space=False)
        self.atari = base.unwrapped
        self.rom = ale_py.roms.get_rom_path(game)
        self.atari.reset = self._load
        self.env = AtariPreprocessing(base, noop_max=0, frame_skip=4, screen_size=SIDE, grayscale_obs=True)
        self.actions = len(self.atari.ale.getMinimalActionSet())

    def _load(self, **_):
        ale = self.atari.ale
        ale.setInt("random_seed", SEED)
        ale.loadROM(self.rom)
        return self.atari._get_obs(), self.atari._get_info()

    def start(self):
        picture, _ = self.env.reset()
        self.lives = self.atari.ale.lives()
        return picture, 0, 0, 0

    def step(self, action):
        picture, reward, over, _, _ = self.env.step(action)
        lives = self.atari.ale.lives()
        lost = max(0, self.lives - lives)
        self.lives = lives
        return picture, int(reward), lost, 2 if over else 1 if lost else 0


def peer_records(game):
    peer = Peer(game)
    yield peer.start()
    random = LCG
    for _ in range(STEPS):
        random = (random * 1103515245 + 12345) & 0x7FFFFFFF
        record = peer.step((random >> 16) % peer.actions)
        yield record
        if record[3] == 2:
            # A new console: one that was loaded twice draws other power-on RAM, which Q*bert shows.
            peer = Peer(game)
            yield peer.start()


def amplia_records(game):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "observations"
        subprocess.run(
            [ROOT / "amplia", "trace", game, "--steps", str(STEPS), "--lcg", str(LCG), "--observations", file],
            check=True,
        )
        return np.fromfile(file, dtype=RECORD)


def compare(game):
    ours = amplia_records(game)
    theirs = list(peer_records(game))
    equal_rest = len(ours) == len(theirs)
    pixels = differing = largest = at_endings = 0
    for mine, (picture, reward, lost, ending) in zip(ours, theirs):
        equal_rest &= (mine["reward"], mine["lost"], mine["ending"]) == (reward, lost, ending)
        difference = np.abs(mine["picture"].astype(int) - picture.astype(int))
        if ending == 2:
            at_endings = max(at_endings, int(difference.max()))
            continue
        pixels += difference.size
        differing += int((difference > 0).sum())
        largest = max(largest, int(difference.max()))
    endings = int((ours["ending"] == 2).sum())
    print(
        f"| {game} | {'equal' if equal_rest else 'DIFFERENT'} | {endings} | {100 * differing / pixels:.4f} % "
        f"| {largest} | {at_endings if endings else '–'} |",
        flush=True,
    )
    return equal_rest and largest <= 1


def main():
    print(
        f"Amplia against gymnasium {metadata.version('gymnasium')}, ale-py {metadata.version('ale-py')}, "
        f"opencv {metadata.version('opencv-python-headless')}; {STEPS} agent steps a game.\n"
    )
    print("| game | rewards, lives, endings | games over | pixels that differ | by at most | at a game over by at most |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    good = [compare(game) for game in sys.argv[1:] or GAMES]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
