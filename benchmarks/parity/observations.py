#!/usr/bin/env python3
"""Compares what Amplia's learner sees with what its peers give, step by step.

    benchmarks/parity/run.sh [--peer gymnasium|vector] [--hashes] [GAME ...]

Peers are Gymnasium's AtariPreprocessing and ale_py.vector_env.AtariVectorEnv. Same cartridge, same console
seed, same actions, nothing sticky, no no-op start, frame skip 4, the brighter of the last two frames, 84 x 84,
grey, the newest picture of the stack. Prints a Markdown table; exit code 1 if anything but pixels differs or if
a pixel differs by more than one grey level. With --hashes prints instead an MD5 of what the peer gives in each game,
without the picture of the step in which a game ends: ObservationParityTest holds Amplia against those of Gymnasium.
"""
import argparse
import hashlib
import importlib.metadata as metadata
import pathlib
import subprocess
import sys
import tempfile

import ale_py
import gymnasium
import numpy as np
from ale_py.vector_env import AtariVectorEnv
from gymnasium.wrappers import AtariPreprocessing

STEPS = 500
LCG = 12345
SEED = 123
SIDE = 84
RECORD = np.dtype([("picture", np.uint8, (SIDE, SIDE)), ("reward", ">i4"), ("lost", np.uint8), ("ending", np.uint8)])
GAMES = """alien asterix asteroids beam_rider boxing breakout carnival enduro freeway frostbite gopher ice_hockey
kangaroo krull ms_pacman pong qbert riverraid seaquest skiing space_invaders tennis video_pinball zaxxon""".split()
# Games that show how often RESET was pressed, in ale-py alone too: AtariVectorEnv cannot start as Amplia does there.
SHOW_RESETS = {"beam_rider", "boxing", "freeway", "frostbite"}
VECTOR_GAMES = [game for game in GAMES if game not in SHOW_RESETS]
VECTOR_GAMES += "bank_heist centipede hero jamesbond".split()
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Gymnasium:
    """AtariPreprocessing around a console that starts as Amplia's does: loaded with the seed, not reset again."""

    packages = ["gymnasium", "ale-py", "opencv-python-headless"]

    def __init__(self, game):
        camel = "".join(part.capitalize() for part in game.split("_"))
        gymnasium.register_envs(ale_py)
        self.game = game
        self.base = gymnasium.make(
            f"ALE/{camel}-v5", frameskip=1, repeat_action_probability=0.0, full_action_space=False
        )
        self.actions = len(self.base.unwrapped.ale.getMinimalActionSet())
        self._new()

    def _new(self):
        # A new console for each game: one that was loaded twice draws other power-on RAM, which Q*bert shows.
        self.ale = self.base.unwrapped.ale = ale_py.ALEInterface()
        self.ale.setFloat("repeat_action_probability", 0.0)
        self.base.unwrapped.reset = self._load
        self.env = AtariPreprocessing(self.base, noop_max=0, frame_skip=4, screen_size=SIDE, grayscale_obs=True)

    def _load(self, **_):
        self.ale.setInt("random_seed", SEED)
        self.ale.loadROM(ale_py.roms.get_rom_path(self.game))
        return self.base.unwrapped._get_obs(), self.base.unwrapped._get_info()

    def start(self):
        self._new()
        return self.env.reset()[0], self.ale.lives()

    def step(self, action):
        picture, reward, over, _, _ = self.env.step(action)
        return picture, reward, over, self.ale.lives()


class Vector:
    """AtariVectorEnv, which presses RESET once more after loading: that draws other power-on RAM."""

    packages = ["ale-py"]

    def __init__(self, game):
        self.env = AtariVectorEnv(
            game,
            num_envs=1,
            num_threads=1,
            noop_max=0,
            use_fire_reset=False,
            reward_clipping=False,
            repeat_action_probability=0.0,
        )
        self.actions = self.env.single_action_space.n

    def start(self):
        pictures, info = self.env.reset(seed=SEED)
        return pictures[0, -1], int(info["lives"][0])

    def step(self, action):
        pictures, reward, over, _, info = self.env.step(np.array([action], np.int32))
        return pictures[0, -1], reward[0], bool(over[0]), int(info["lives"][0])


PEERS = {"gymnasium": Gymnasium, "vector": Vector}


def peer_records(peer):
    """(picture, reward, lives lost, ending) for the start and each step; 1 a life, 2 game over."""
    picture, lives = peer.start()
    yield picture, 0, 0, 0
    random = LCG
    for _ in range(STEPS):
        random = (random * 1103515245 + 12345) & 0x7FFFFFFF
        picture, reward, over, left = peer.step((random >> 16) % peer.actions)
        lost = max(0, lives - left)
        lives = left
        yield picture, int(reward), lost, 2 if over else 1 if lost else 0
        if over:
            picture, lives = peer.start()
            yield picture, 0, 0, 0


def peer_hash(game, peer):
    digest = hashlib.md5()
    for picture, reward, lost, ending in peer_records(PEERS[peer](game)):
        record = np.zeros(1, RECORD)
        record[0] = (0 if ending == 2 else picture, reward, lost, ending)
        digest.update(record.tobytes())
    return digest.hexdigest()


def amplia_records(game):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "observations"
        subprocess.run(
            [ROOT / "amplia", "trace", game, "--steps", str(STEPS), "--lcg", str(LCG), "--observations", file],
            check=True,
        )
        return np.fromfile(file, dtype=RECORD)


def compare(game, peer):
    ours = amplia_records(game)
    theirs = list(peer_records(PEERS[peer](game)))
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
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", choices=PEERS, default="gymnasium")
    parser.add_argument("--hashes", action="store_true", help="print what the test is to find")
    parser.add_argument("games", nargs="*", metavar="GAME")
    given = parser.parse_args()
    given.games = given.games or (VECTOR_GAMES if given.peer == "vector" else GAMES)
    if given.hashes:
        for game in given.games:
            print(f"{game},{peer_hash(game, given.peer)}", flush=True)
        return
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PEERS[given.peer].packages)
    print(f"Amplia against {given.peer} ({versions}); {STEPS} agent steps a game.\n")
    print("| game | rewards, lives, endings | games over | pixels that differ | by at most | at a game over by at most |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    good = [compare(game, given.peer) for game in given.games]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
