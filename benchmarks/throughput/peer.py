"""Emulator frames per second of one of the others, in one game: prints one line of JSON.

Run by throughput.py in the virtual environment that it makes:

    python peer.py envpool pong --mode all --seconds 5 --warm-up 2 --envs 8 --threads 2

The protocol is Amplia's standard: frame skip 4, each frame sticky with probability 0.25, up to 30
no-ops at the start, no FIRE, no ending at a lost life, unclipped rewards, 84 x 84 grey, 4 stacked.
"""

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

FRAME_SKIP = 4
STICKY = 0.25
MAX_FRAMES = 108_000
SEED = 1
BATCHES_OF_ACTIONS = 1_000


class EnvPool:
    """EnvPool, through its Gymnasium interface."""

    def __init__(self, game, rom, envs, batch, threads):
        import envpool

        options = {}
        if rom:
            # It looks for <base_path>/atari/roms/<game>.bin.
            folder = Path(tempfile.mkdtemp())
            (folder / "atari" / "roms").mkdir(parents=True)
            shutil.copy(rom, folder / "atari" / "roms" / f"{game}.bin")
            options["base_path"] = str(folder)
        name = "".join(word.capitalize() for word in game.split("_")) + "-v5"
        self.env = envpool.make(
            name,
            env_type="gymnasium",
            num_envs=envs,
            batch_size=batch,
            num_threads=threads,
            seed=SEED,
            frame_skip=FRAME_SKIP,
            stack_num=4,
            gray_scale=True,
            img_height=84,
            img_width=84,
            noop_max=30,
            use_fire_reset=False,
            episodic_life=False,
            reward_clip=False,
            repeat_action_probability=STICKY,
            max_episode_steps=MAX_FRAMES // FRAME_SKIP,
            **options,
        )
        self.actions = self.env.action_space.n
        self.ids = np.arange(envs)
        self.all = batch == envs
        if self.all:
            self.env.reset()
        else:
            self.env.async_reset()
            self._receive()

    def _receive(self):
        *_, info = self.env.recv()
        self.ids = info["env_id"]

    def step(self, actions):
        if self.all:
            self.env.step(actions)
        else:
            self.env.send(actions, self.ids)
            self._receive()


class AtariVectorEnv:
    """ale_py.vector_env.AtariVectorEnv."""

    def __init__(self, game, rom, envs, batch, threads):
        from ale_py import vector_env

        if rom:
            # It knows cartridges by their md5; the emulator below takes the rules from the name.
            vector_env.roms.get_rom_path = lambda name: Path(rom)
        self.env = vector_env.AtariVectorEnv(
            game,
            num_envs=envs,
            batch_size=batch,
            num_threads=threads,
            frameskip=FRAME_SKIP,
            stack_num=4,
            grayscale=True,
            img_height=84,
            img_width=84,
            maxpool=True,
            noop_max=30,
            use_fire_reset=False,
            episodic_life=False,
            reward_clipping=False,
            repeat_action_probability=STICKY,
            max_num_frames_per_episode=MAX_FRAMES,
        )
        self.actions = self.env.single_action_space.n
        self.env.reset(seed=SEED)

    def step(self, actions):
        # With a batch smaller than all, this sends one half and receives the other.
        self.env.step(actions)


def measure(env, batch, warm_up, seconds):
    actions = np.random.default_rng(SEED).integers(
        env.actions, size=(BATCHES_OF_ACTIONS, batch), dtype=np.int32
    )
    steps = 0
    for length in (warm_up, seconds):
        steps = 0
        start = time.perf_counter()
        while time.perf_counter() - start < length:
            env.step(actions[steps % BATCHES_OF_ACTIONS])
            steps += 1
        spent = time.perf_counter() - start
    return steps * batch * FRAME_SKIP / spent


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=["envpool", "ale-py"])
    parser.add_argument("game", help="in snake_case; with --rom, the game whose rules apply")
    parser.add_argument("--rom", help="a cartridge of the caller's own")
    parser.add_argument("--mode", choices=["all", "ready"], default="all")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--warm-up", type=float, default=1)
    parser.add_argument("--envs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    batch = given.envs if given.mode == "all" else (given.envs + 1) // 2
    peer = {"envpool": EnvPool, "ale-py": AtariVectorEnv}[given.peer]
    env = peer(given.game, given.rom, given.envs, batch, given.threads)
    print(json.dumps({"framesPerSecond": measure(env, batch, given.warm_up, given.seconds)}))


if __name__ == "__main__":
    main()
