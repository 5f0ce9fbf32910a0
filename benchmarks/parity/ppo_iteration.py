#!/usr/bin/env python3
"""Two iterations of Stable-Baselines3's PPO on fixed games, for baseline/Ppo to end in the same parameters.

    python3 -m venv target/losses-venv
    target/losses-venv/bin/pip install torch stable-baselines3 ale-py
    target/losses-venv/bin/python benchmarks/parity/ppo_iteration.py

Writes src/test/resources/org/amplia/baseline/ppo-iteration.json, which PpoParityTest holds Amplia against; with
--check it compares with the file instead. An iteration is PPO's own collect_rollouts() and train(), with the
network that benchmarks/learner/sb3.py trains, but small. Observations, rewards and endings follow a script, so that
nothing but actions and parameters depends on the learner. Chance is Amplia's: the numbers that choose the actions and
shuffle the minibatches come from its random stream.

In Amplia the step after an ending begins an episode and is not learned from; Stable-Baselines3 has no such step. The
script ends one episode for each environment and rollout, so that 17 steps there are 16 here: at the beginning, in the
middle and at the end of a rollout, by the game's end and by a time limit.
"""
import argparse
import json
import pathlib
import sys

import gymnasium
import numpy as np
import stable_baselines3
import torch
from stable_baselines3 import PPO
from stable_baselines3.common.callbacks import CallbackList
from stable_baselines3.common.distributions import CategoricalDistribution
from stable_baselines3.common.vec_env import DummyVecEnv

from losses import RandomStream, nearly_equal

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "learner"))
from sb3 import TwoLayers  # noqa: E402

OUT = ROOT / "src/test/resources/org/amplia/baseline/ppo-iteration.json"
ITERATIONS = 2
STEPS = 17  # of a rollout in Amplia
PLAYED = 16  # of them, by each environment
ENVIRONMENTS = 4
EPOCHS = 3
WIDTH = 8
UNITS = 8
ACTIONS = 3
SEED = 7  # of Amplia's random stream
SETTINGS = dict(
    learning_rate=3e-3, gamma=0.99, gae_lambda=0.95, clip_range=0.1, vf_coef=0.5, ent_coef=0.01, max_grad_norm=0.5
)
# The steps that begin an episode, of either rollout; what ended the one before.
BEGINS = [{6, 17 + 10}, {9, 17 + 1}, {3, 17 + 15}, {0, 17}]
TIME_LIMITS = [set(), {9}, {17 + 15}, {17}]
LAST_STEP_ENDS = [False, False, False, True]
LAYERS = {"01Linear": "features_extractor.layers.0", "03Linear": "features_extractor.layers.2"}
HEADS = ["action_net", "value_net"]


class Script:
    """What every step shows and brings, whatever is done."""

    def __init__(self):
        draw = np.random.default_rng(17)
        total = ITERATIONS * STEPS
        shape = (total, ENVIRONMENTS)
        self.observations = draw.integers(0, 256, (total + 1, ENVIRONMENTS, WIDTH))
        self.rewards = draw.choice([-3, -1, 0, 0, 1, 2], shape)
        self.begins = np.zeros(shape, bool)
        self.game_over = np.zeros(shape, bool)
        self.time_limit = np.zeros(shape, bool)
        for e in range(ENVIRONMENTS):
            for step in BEGINS[e]:
                self.begins[step, e] = True
                self.rewards[step, e] = 0
                if step > 0:
                    limited = step in TIME_LIMITS[e]
                    (self.time_limit if limited else self.game_over)[step - 1, e] = True
            self.game_over[-1, e] |= LAST_STEP_ENDS[e]
        self.played = [np.flatnonzero(~self.begins[:, e]) for e in range(ENVIRONMENTS)]
        assert all(
            ((p >= k * STEPS) & (p < (k + 1) * STEPS)).sum() == PLAYED for p in self.played for k in range(ITERATIONS)
        )

    def plain(self):
        names = ("observations", "rewards", "begins", "game_over", "time_limit")
        return {name: getattr(self, name).tolist() for name in names}


class Game(gymnasium.Env):
    """One environment of the script, as Gymnasium has them."""

    def __init__(self, script, index):
        self.script = script
        self.index = index
        self.next = 0
        self.observation_space = gymnasium.spaces.Box(0, 1, (WIDTH,), np.float32)
        self.action_space = gymnasium.spaces.Discrete(ACTIONS)

    def _seen(self, step):
        return (self.script.observations[step, self.index] / 255).astype(np.float32)

    def reset(self, *, seed=None, options=None):
        played = self.script.played[self.index]
        return self._seen(played[min(self.next, len(played) - 1)]), {}

    def step(self, action):
        now = self.script.played[self.index][self.next]
        self.next += 1
        over, late = (bool(ends[now, self.index]) for ends in (self.script.game_over, self.script.time_limit))
        return self._seen(now + 1), float(np.sign(self.script.rewards[now, self.index])), over, late, {}


class Chance:
    """What Amplia's stream brings for every rollout, put where Stable-Baselines3 draws."""

    def __init__(self, script):
        stream = RandomStream(SEED)
        self.uniforms = []  # of each step that is played: one an environment
        self.orders = []  # of each epoch: environment × PLAYED + step
        for k in range(ITERATIONS):
            drawn = [[stream.next_double() for _ in range(ENVIRONMENTS)] for _ in range(STEPS)]
            own = [p[k * PLAYED : (k + 1) * PLAYED] - k * STEPS for p in script.played]
            self.uniforms += [[drawn[own[e][s]][e] for e in range(ENVIRONMENTS)] for s in range(PLAYED)]
            order = sorted((int(own[e][s]), e, s) for e in range(ENVIRONMENTS) for s in range(PLAYED))
            for _ in range(EPOCHS):
                for i in range(len(order) - 1, 0, -1):
                    j = stream.next_int(i + 1)
                    order[i], order[j] = order[j], order[i]
                self.orders.append(np.array([e * PLAYED + s for _, e, s in order]))

    def actions(self, distribution):
        above = np.cumsum(distribution.distribution.probs.double().numpy(), 1)[:, :-1]
        uniforms = np.array(self.uniforms.pop(0))[:, None]
        assert np.abs(above - uniforms).min() > 1e-4, "rounding could choose another action"
        return torch.as_tensor((uniforms >= above).sum(1))

    def order(self, size):
        assert size == PLAYED * ENVIRONMENTS
        return self.orders.pop(0)


def set_parameters(policy):
    draw = np.random.default_rng(18)
    with torch.no_grad():
        for name, parameter in policy.named_parameters():
            spread = 0.1 if name.endswith("bias") else 1.2 / np.sqrt(parameter.shape[1])
            parameter.copy_(torch.as_tensor(draw.normal(0, spread, parameter.shape)))


def parameters(policy):
    """Under Amplia's names: one head, the actions' scores above the value."""
    state = policy.state_dict()
    named = {}
    for part in ("weight", "bias"):
        for ours, theirs in LAYERS.items():
            named[f"{ours}_{part}"] = state[f"{theirs}.{part}"]
        named[f"05Linear_{part}"] = torch.cat([state[f"{head}.{part}"] for head in HEADS])
    return {name: {"shape": list(p.shape), "values": [float(str(v)) for v in p.numpy().ravel()]} for name, p in named.items()}


def iterations(minibatch):
    script = Script()
    chance = Chance(script)
    model = PPO(
        "MlpPolicy",
        DummyVecEnv([lambda e=e: Game(script, e) for e in range(ENVIRONMENTS)]),
        n_steps=PLAYED,
        n_epochs=EPOCHS,
        batch_size=minibatch,
        policy_kwargs={
            "features_extractor_class": TwoLayers,
            "features_extractor_kwargs": {"units": UNITS},
            "net_arch": [],
        },
        device="cpu",
        **SETTINGS,
    )
    set_parameters(model.policy)
    initial = parameters(model.policy)
    CategoricalDistribution.sample = lambda self: chance.actions(self)
    np.random.permutation = chance.order
    lengths = []
    clip = torch.nn.utils.clip_grad_norm_
    torch.nn.utils.clip_grad_norm_ = lambda *given: lengths.append(float(clip(*given)))
    after = []
    model._setup_learn(ITERATIONS * PLAYED * ENVIRONMENTS)
    for _ in range(ITERATIONS):
        nobody = CallbackList([])
        nobody.init_callback(model)
        model.collect_rollouts(model.env, nobody, model.rollout_buffer, PLAYED)
        model.train()
        told = model.logger.name_to_value
        metrics = dict(
            policy_loss=told["train/policy_gradient_loss"],
            value_loss=told["train/value_loss"],
            policy_entropy=-told["train/entropy_loss"],
            clip_fraction=told["train/clip_fraction"],
            explained_variance=told["train/explained_variance"],
        )
        assert 0 < metrics["clip_fraction"] < 1, "a branch of the clip is idle"
        after.append(dict(parameters=parameters(model.policy), metrics={n: float(v) for n, v in metrics.items()}))
    torch.nn.utils.clip_grad_norm_ = clip
    assert min(lengths) < SETTINGS["max_grad_norm"] < max(lengths), "gradients are all clipped, or none"
    assert not chance.uniforms and not chance.orders
    return initial, dict(minibatch=minibatch, after=after)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the file instead of writing it")
    check = parser.parse_args().check
    torch.set_num_threads(1)
    # 64 steps: four equal minibatches; two and a smaller one.
    (initial, four), (_, three) = iterations(16), iterations(24)
    made = dict(
        settings=dict(SETTINGS, epochs=EPOCHS, steps=STEPS, seed=SEED),
        script=Script().plain(),
        initial=initial,
        cases=[four, three],
    )
    if check:
        stored = json.loads(OUT.read_text())
        del stored["made_with"]
        if not nearly_equal(json.loads(json.dumps(made)), stored):
            raise SystemExit(f"{OUT.name} is not what Stable-Baselines3 {stable_baselines3.__version__} says")
        print("as stored")
        return
    versions = {"torch": torch.__version__.split("+")[0], "stable_baselines3": stable_baselines3.__version__}
    lines = ",\n".join(f'"{k}":{json.dumps(v, separators=(",", ":"))}' for k, v in dict(made_with=versions, **made).items())
    OUT.write_text(f"{{{lines}}}\n")
    print(f"{OUT.stat().st_size:,} bytes: {OUT.relative_to(pathlib.Path.cwd())}")


if __name__ == "__main__":
    main()
