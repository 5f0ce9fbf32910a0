"""One training run of Stable-Baselines3, and what it came to: prints one line of JSON.

Run by learning.py and end_to_end.py in the virtual environment that they make:

    python sb3.py dqn --rom crossing/freeway.bin --seed 1 --frames 1000000
    python sb3.py dqn --pixels Pong --frames 40000

Games, observations and hyper-parameters are Amplia's own (config/DqnConfiguration.java and
config/PpoConfiguration.java), but plain DQN: Stable-Baselines3 has no double Q-learning.
"""

import argparse
import json
import time
from importlib import metadata

import ale_py
import gymnasium
import numpy as np
import torch
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.env_util import make_atari_env
from stable_baselines3.common.monitor import Monitor
from stable_baselines3.common.torch_layers import BaseFeaturesExtractor
from stable_baselines3.common.vec_env import DummyVecEnv, SubprocVecEnv, VecFrameStack

FRAME_SKIP = 4
STICKY = 0.25
MOST_NOOPS = 30
MOST_FRAMES = 108_000
EXPLORATION = 0.001
CAPACITY = 100_000
BEFORE_LEARNING = 5_000
EXPLORATION_STEPS = 50_000
STEPS_PER_GRADIENT_STEP = 4
UNITS = 256


class RamGame(gymnasium.Env):
    """The console's RAM now and a step before and the last action, as Amplia's RAM observation has them."""

    def __init__(self, rom, seed, clip):
        ale_py.ALEInterface.setLoggerMode(ale_py.LoggerMode.Error)
        self.ale = ale_py.ALEInterface()
        self.ale.setInt("random_seed", seed)
        self.ale.setFloat("repeat_action_probability", STICKY)
        self.ale.loadROM(rom)
        self.actions = self.ale.getMinimalActionSet()
        self.clip = clip
        self.random = np.random.default_rng(seed)
        self.action_space = gymnasium.spaces.Discrete(len(self.actions))
        self.observation_space = gymnasium.spaces.Box(0, 1, (256 + len(self.actions),), np.float32)

    def _observation(self, action):
        last = np.zeros(len(self.actions))
        last[action] = 1
        return (np.concatenate([self.ram, self.before, last]) / 255).astype(np.float32)

    def reset(self, *, seed=None, options=None):
        self.ale.reset_game()
        for _ in range(self.random.integers(MOST_NOOPS + 1)):
            self.ale.act(ale_py.Action.NOOP)
        self.ram = self.before = self.ale.getRAM()
        return self._observation(0), {}

    def step(self, action):
        points = 0
        for _ in range(FRAME_SKIP):
            points += self.ale.act(self.actions[action])
            if self.ale.game_over():
                break
        self.before, self.ram = self.ram, self.ale.getRAM()
        late = self.ale.getEpisodeFrameNumber() >= MOST_FRAMES
        reward = float(np.sign(points)) if self.clip else float(points)
        return self._observation(action), reward, self.ale.game_over(), late, {}


class TwoLayers(BaseFeaturesExtractor):
    """Both hidden layers, shared by actor and critic."""

    def __init__(self, space, units=UNITS):
        super().__init__(space, units)
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(space.shape[0], units), torch.nn.ReLU(), torch.nn.Linear(units, units), torch.nn.ReLU()
        )

    def forward(self, observations):
        return self.layers(observations)


class Watch(BaseCallback):
    """Seconds since gradient steps began, and an end after so many of them."""

    def __init__(self, after_steps, seconds):
        super().__init__()
        self.after_steps = after_steps
        self.seconds = seconds
        self.start = None

    def _on_step(self):
        if self.num_timesteps < self.after_steps:
            return True
        if self.start is None:
            self.start = time.perf_counter()
            self.first = self.num_timesteps
        self.elapsed = time.perf_counter() - self.start
        self.steps = self.num_timesteps - self.first
        return not self.seconds or self.elapsed < self.seconds


def model(given, games, before_learning):
    ram = not given.pixels
    steps = given.frames // FRAME_SKIP
    if given.algorithm == "ppo":
        return PPO(
            "MlpPolicy" if ram else "CnnPolicy",
            games,
            n_steps=128,
            n_epochs=4,
            batch_size=256,
            learning_rate=lambda left: 2.5e-4 * left,
            gamma=0.99,
            gae_lambda=0.95,
            clip_range=0.1,
            vf_coef=0.5,
            ent_coef=0.01,
            max_grad_norm=0.5,
            policy_kwargs={"features_extractor_class": TwoLayers, "net_arch": []} if ram else {},
            seed=given.seed,
        )
    return DQN(
        "MlpPolicy" if ram else "CnnPolicy",
        games,
        buffer_size=CAPACITY,
        batch_size=32,
        learning_rate=1e-4,
        # One gradient step for every four agent steps, of however many environments.
        train_freq=max(1, STEPS_PER_GRADIENT_STEP // games.num_envs),
        gradient_steps=max(1, games.num_envs // STEPS_PER_GRADIENT_STEP),
        target_update_interval=1000,
        learning_starts=before_learning,
        exploration_fraction=min(1, EXPLORATION_STEPS / steps),
        exploration_final_eps=0.01,
        gamma=0.99,
        max_grad_norm=10,
        policy_kwargs={"net_arch": [UNITS, UNITS]} if ram else {},
        optimize_memory_usage=False,
        seed=given.seed,
    )


def evaluate(trained, rom, seed, games):
    env = RamGame(rom, seed, clip=False)
    random = np.random.default_rng(seed)
    scores = []
    for _ in range(games):
        observation, _ = env.reset()
        score, over, late = 0.0, False, False
        while not (over or late):
            action = int(trained.predict(observation, deterministic=True)[0])
            if random.random() < EXPLORATION:
                action = int(random.integers(len(env.actions)))
            observation, reward, over, late, _ = env.step(action)
            score += reward
        scores.append(score)
    return scores


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("algorithm", choices=["dqn", "ppo"])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--rom", help="learn from RAM; the file is named after the game whose rules are meant")
    what.add_argument("--pixels", help="learn from pixels; a game as Gymnasium calls it: Pong")
    parser.add_argument("--frames", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--environments", type=int, default=8)
    parser.add_argument("--processes", action="store_true", help="environments in processes of their own")
    parser.add_argument("--games", type=int, default=100, help="of the final evaluation")
    parser.add_argument("--seconds", type=float, default=0, help="measure speed for so long, and do not evaluate")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    if given.pixels:
        gymnasium.register_envs(ale_py)
        games = make_atari_env(
            f"ALE/{given.pixels}-v5",
            n_envs=given.environments,
            seed=given.seed,
            wrapper_kwargs={"terminal_on_life_loss": False},
            env_kwargs={"frameskip": 1, "repeat_action_probability": STICKY},
            vec_env_cls=SubprocVecEnv if given.processes else DummyVecEnv,
        )
        games = VecFrameStack(games, n_stack=4)
    else:
        seeds = [1000 * given.seed + e for e in range(given.environments)]
        games = DummyVecEnv([lambda s=s: Monitor(RamGame(given.rom, s, clip=True)) for s in seeds])
    before_learning = 1_000 if given.seconds else BEFORE_LEARNING
    trained = model(given, games, before_learning)
    watch = Watch(before_learning + 500, given.seconds)
    start = time.perf_counter()
    trained.learn(given.frames // FRAME_SKIP, callback=watch)
    answer = {
        "system": f"Stable-Baselines3 {metadata.version('stable_baselines3')}",
        "torch": torch.__version__.split("+")[0],
        "ale": metadata.version("ale_py"),
        "seconds": time.perf_counter() - start,
        "steps_per_second": watch.steps / watch.elapsed,
    }
    if not given.seconds:
        if not given.pixels:
            # Of the last hundred games of training, rewards as they are learned from.
            answer["training_score"] = float(np.mean([game["r"] for game in trained.ep_info_buffer]))
        answer["scores"] = evaluate(trained, given.rom, 1_000_000 + given.seed, given.games)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
