#!/usr/bin/env python3
"""What PyTorch says the losses of package baseline, and two updates, are at fixed inputs.

    python3 -m venv target/losses-venv
    target/losses-venv/bin/pip install torch stable-baselines3
    target/losses-venv/bin/python benchmarks/parity/losses.py

Writes src/test/resources/org/amplia/baseline/losses.json, which LossParityTest holds the Java code against. Every
gradient is autograd's, in double precision, at inputs that are exact in single precision; the losses are put together
from PyTorch's own functions (smooth_l1_loss, mse_loss, cross_entropy, Categorical, logsumexp), advantages come from
Stable-Baselines3's RolloutBuffer. The script stops if the inputs leave a branch of a loss untouched. With --check it
writes nothing, and fails if the file differs from what it would write by more than 1e-9.
"""
import argparse
import json
import math
import pathlib

import gymnasium
import numpy as np
import stable_baselines3
import torch
import torch.nn.functional as F
from stable_baselines3.common.buffers import RolloutBuffer
from stable_baselines3.common.utils import explained_variance
from torch.distributions import Categorical

OUT = pathlib.Path(__file__).resolve().parents[2] / "src/test/resources/org/amplia/baseline/losses.json"
CASES = []


def rounded(values):
    """As doubles that single precision holds exactly, so that both sides start from the same numbers."""
    return torch.as_tensor(np.asarray(values, dtype=np.float32).astype(np.float64))


def plain(value):
    if isinstance(value, (torch.Tensor, np.ndarray, np.generic)):
        return value.tolist()
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return value


def case(name, kind, settings, inputs, expected):
    CASES.append(dict(name=name, kind=kind, settings=settings, inputs=plain(inputs), expected=plain(expected)))


def with_gradient(outputs, loss):
    """The value of loss(outputs) with its gradient; what else the loss returns by name."""
    leaf = outputs.clone().requires_grad_(True)
    value, parts = loss(leaf)
    value.backward()
    return dict(value=value.detach(), gradient=leaf.grad, **{k: v.detach() for k, v in parts.items()})


def taken(table, actions):
    return table.gather(1, actions[:, None])[:, 0]


def elementwise(penalty, estimates, targets):
    if penalty == "HUBER":
        return F.smooth_l1_loss(estimates, targets, reduction="none", beta=1.0)
    return F.mse_loss(estimates, targets, reduction="none")


class Transitions:
    """Twelve transitions of four actions; returns of several steps, one of them cut short, two ended games."""

    def __init__(self, seed):
        draw = np.random.default_rng(seed)
        self.outputs = rounded(draw.normal(0, 1.6, (12, 4)))
        self.next_online = rounded(draw.normal(0, 1.6, (12, 4)))
        self.next_target = rounded(draw.normal(0, 1.6, (12, 4)))
        self.returns = rounded(draw.normal(0.3, 1.4, 12))
        self.discounts = rounded([0.99**3, 0.99**3, 0, 0.99, 0.99**3, 0.99**2, 0, 0.99**3, 0.99**3, 0, 0.99**3, 0.99**3])
        self.actions = torch.as_tensor(draw.integers(0, 4, 12))
        self.weights = rounded(draw.uniform(0.2, 1, 12))
        self.demonstrated = torch.tensor([True, False, True, True, False, True] * 2)

    def targets(self, rule, temperature=1.0):
        if rule == "highest":
            following = self.next_target.max(1).values
        elif rule == "double":
            following = taken(self.next_target, self.next_online.argmax(1))
        else:
            following = temperature * torch.logsumexp(self.next_target / temperature, 1)
        return self.returns + self.discounts * following


def q_losses():
    for seed, rule, penalty, temperature in [
        (1, "highest", "HUBER", 1.0),
        (2, "double", "HUBER", 1.0),
        (3, "double", "SQUARED", 1.0),
        (4, "soft", "SQUARED", 0.3),
    ]:
        batch = Transitions(seed)
        targets = batch.targets(rule, temperature)
        errors = targets - taken(batch.outputs, batch.actions)
        assert (errors > 1).any() and (errors < -1).any() and (errors.abs() < 1).any(), "a branch of Huber is idle"
        if rule == "double":
            assert (batch.next_online.argmax(1) != batch.next_target.argmax(1)).any()

        def loss(outputs):
            return (batch.weights * elementwise(penalty, taken(outputs, batch.actions), targets)).mean(), {}

        case(
            f"q {rule} {penalty}".lower(),
            "q",
            dict(rule=rule, penalty=penalty, temperature=temperature),
            dict(
                outputs=batch.outputs,
                actions=batch.actions,
                returns=batch.returns,
                discounts=batch.discounts,
                next_online=batch.next_online,
                next_target=batch.next_target,
                weights=batch.weights,
            ),
            dict(targets=targets, td_errors=errors, **with_gradient(batch.outputs, loss)),
        )


def fitted_q():
    batch = Transitions(5)
    case(
        "fitted q",
        "fitted_q",
        {},
        dict(outputs=batch.outputs, actions=batch.actions, targets=batch.returns),
        with_gradient(batch.outputs, lambda outputs: (F.mse_loss(taken(outputs, batch.actions), batch.returns), {})),
    )


def dqfd():
    for seed, penalty, n_weight, margin_weight in [(6, "SQUARED", 1.0, 1.0), (7, "HUBER", 0.5, 2.0)]:
        one, many = Transitions(seed), Transitions(seed + 100)
        margin = 0.8
        one.outputs[0, one.actions[0]] = one.outputs[0].max() + 1.5  # Here the margin is kept.
        one_targets, many_targets = rounded(one.targets("double")), rounded(many.targets("double"))
        held = F.one_hot(one.actions, 4) == 0

        def loss(outputs):
            estimates = taken(outputs, one.actions)
            one_step = (one.weights * elementwise(penalty, estimates, one_targets)).mean()
            n_step = (one.weights * elementwise(penalty, estimates, many_targets)).mean()
            large_margin = (outputs + margin * held).max(1).values - estimates
            large_margin = (one.weights * one.demonstrated * large_margin).mean()
            parts = dict(one_step_loss=one_step, n_step_loss=n_step, margin_loss=large_margin)
            return one_step + n_weight * n_step + margin_weight * large_margin, parts

        short = ((one.outputs + margin * held).max(1).values - taken(one.outputs, one.actions))[one.demonstrated]
        assert (short > 0).any() and (short == 0).any(), "the margin is nowhere kept or nowhere broken"
        case(
            f"dqfd {penalty}".lower(),
            "dqfd",
            dict(penalty=penalty, n_step_weight=n_weight, margin_weight=margin_weight, margin=margin),
            dict(
                outputs=one.outputs,
                actions=one.actions,
                one_step_targets=one_targets,
                n_step_targets=many_targets,
                demonstrated=one.demonstrated,
                weights=one.weights,
            ),
            dict(td_errors=one_targets - taken(one.outputs, one.actions), **with_gradient(one.outputs, loss)),
        )


def sqil():
    for seed, penalty, temperature, own_weight in [(9, "SQUARED", 1.0, 1.0), (10, "HUBER", 0.25, 0.5)]:
        batch = Transitions(seed)
        shown = batch.demonstrated
        assert shown.sum() == 8  # Kinds of unequal size, so that their means are told apart from the whole's.
        batch.returns = shown.double()
        targets = batch.targets("soft", temperature)

        def loss(outputs):
            costs = elementwise(penalty, taken(outputs, batch.actions), targets)
            parts = dict(demonstrated_loss=costs[shown].mean(), own_loss=costs[~shown].mean())
            return parts["demonstrated_loss"] + own_weight * parts["own_loss"], parts

        case(
            f"sqil {penalty}".lower(),
            "sqil",
            dict(penalty=penalty, temperature=temperature, own_weight=own_weight),
            dict(
                outputs=batch.outputs,
                actions=batch.actions,
                demonstrated=shown,
                discounts=batch.discounts,
                next_target=batch.next_target,
            ),
            dict(td_errors=targets - taken(batch.outputs, batch.actions), **with_gradient(batch.outputs, loss)),
        )


def ppo():
    for seed, clip, value_weight, entropy_weight, normalise in [
        (11, 0.2, 0.5, 0.0, True),
        (12, 0.1, 0.5, 0.01, True),
        (13, 0.1, 1.0, 0.05, False),
    ]:
        draw = np.random.default_rng(seed)
        size, actions = 32, 3
        outputs = rounded(np.hstack([draw.normal(0, 1, (size, actions)), draw.normal(0, 1, (size, 1))]))
        chosen = torch.as_tensor(draw.integers(0, actions, size))
        old_scores = outputs[:, :actions] + torch.as_tensor(draw.normal(0, 0.35, (size, actions)))
        old = rounded(Categorical(logits=old_scores).log_prob(chosen))
        given = rounded(draw.normal(0.4, 1.5, size))
        returns = rounded(outputs[:, actions].numpy() + draw.normal(0, 0.7, size))

        def loss(out):
            policy = Categorical(logits=out[:, :actions])
            advantages = given
            if normalise:
                advantages = (given - given.mean()) / (given.std() + 1e-8)
            log_ratio = policy.log_prob(chosen) - old
            ratio = log_ratio.exp()
            policy_loss = -torch.min(advantages * ratio, advantages * ratio.clamp(1 - clip, 1 + clip)).mean()
            for sign in (advantages > 0, advantages < 0):
                for where in (ratio > 1 + clip, ratio < 1 - clip, (ratio - 1).abs() <= clip):
                    assert (sign & where).any(), "a branch of the clip is idle"
            value_loss = F.mse_loss(returns, out[:, actions])
            entropy = policy.entropy().mean()
            parts = dict(
                policy_loss=policy_loss,
                value_loss=value_loss,
                policy_entropy=entropy,
                approximate_kl=((ratio - 1) - log_ratio).mean(),
                clip_fraction=((ratio - 1).abs() > clip).double().mean(),
            )
            return policy_loss + value_weight * value_loss - entropy_weight * entropy, parts

        case(
            f"ppo seed {seed}",
            "ppo",
            dict(clip_range=clip, value_weight=value_weight, entropy_weight=entropy_weight, normalise=normalise),
            dict(outputs=outputs, actions=chosen, old_log_probabilities=old, advantages=given, returns=returns),
            dict(
                explained_variance=explained_variance(outputs[:, actions].numpy(), returns.numpy()),
                **with_gradient(outputs, loss),
            ),
        )


def generalised_advantage():
    draw = np.random.default_rng(14)
    steps, environments = 12, 3
    rewards = rounded(draw.normal(0, 1, (steps, environments))).numpy()
    values = rounded(draw.normal(0, 1, (steps, environments))).numpy()
    after = rounded(draw.normal(0, 1, environments)).numpy()
    ends = draw.uniform(size=(steps, environments)) < 0.2
    ends[-1] = [True, False, True]  # The rollout's last step ends a game, goes on, and meets a time limit.
    limited = ends & (draw.uniform(size=ends.shape) < 0.5)
    limited[-1] = [False, False, True]
    assert limited[:-1].any() and (ends & ~limited)[:-1].any()
    limit_values = np.where(limited, rounded(draw.normal(0, 1, ends.shape)).numpy(), 0.0)
    for discount, lam in [(0.99, 0.95), (0.9, 0.0), (1.0, 1.0)]:
        buffer = RolloutBuffer(
            steps,
            gymnasium.spaces.Box(0, 1, (1,)),
            gymnasium.spaces.Discrete(2),
            gae_lambda=lam,
            gamma=discount,
            n_envs=environments,
        )
        starts = np.ones(environments)
        for t in range(steps):
            # What collect_rollouts of Stable-Baselines3 does at a time limit.
            reward = rewards[t] + discount * limit_values[t]
            value = torch.as_tensor(values[t])
            nothing = np.zeros((environments, 1))
            buffer.add(nothing, nothing, reward, starts, value, torch.zeros(environments))
            starts = ends[t].astype(float)
        buffer.compute_returns_and_advantage(torch.as_tensor(after), ends[-1])
        case(
            f"gae discount {discount} lambda {lam}",
            "gae",
            {"discount": discount, "lambda": lam},
            dict(rewards=rewards, values=values, ends=ends, time_limit_values=limit_values, next_values=after),
            dict(advantages=buffer.advantages, returns=buffer.returns),
        )


class RandomStream:
    """Amplia's random stream (SplitMix64) with Java's own way from bits to doubles and bounded integers."""

    MASK = (1 << 64) - 1

    def __init__(self, state):
        self.state = state

    def bits(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & self.MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & self.MASK
        return z ^ (z >> 31)

    def next_double(self):
        return (self.bits() >> 11) * 2.0**-53

    def next_int(self, bound):
        if bound & (bound - 1) == 0:
            return (self.bits() >> 32) & (bound - 1)
        while True:
            u = self.bits() >> 33
            if u - u % bound + bound - 1 < 1 << 31:
                return u % bound

    def sample(self, probabilities):
        left = self.next_double()
        for k, probability in enumerate(probabilities[:-1]):
            left -= probability
            if left < 0:
                return k
        return len(probabilities) - 1


def updates():
    """One question at a time: scores of five answers, some of them drawn, the overseer's approvals of those, the leash's scores."""
    draw = np.random.default_rng(16)
    scores = rounded(draw.normal(0, 1, 5))
    start = rounded(scores + 0.5 * draw.normal(0, 1, 5))
    log_start = rounded(torch.log_softmax(start, 0))
    answers = [3, 0, 3, 4]
    approvals = rounded(draw.normal(0, 2, 4))

    def leashed(leaf, leash, entropy):
        q = torch.softmax(leaf, 0)
        to_start = F.kl_div(torch.log_softmax(start, 0), torch.log_softmax(leaf, 0), log_target=True, reduction="sum")
        return leash * to_start - entropy * Categorical(probs=q).entropy()

    def one(name, loss, own, objective, **other):
        settings = dict(own=own, baseline=False, clip=0.0, imitation_weight=0.5, leash=0.0, entropy=0.0) | other | dict(loss=loss)
        inputs = dict(scores=scores, start=start, answers=answers, approvals=approvals, log_start=log_start[answers])
        leash, entropy = settings["leash"], settings["entropy"]
        expected = with_gradient(scores, lambda leaf: (objective(torch.log_softmax(leaf, 0)[answers]) + leashed(leaf, leash, entropy), {}))
        case(name, "update", settings, inputs, expected)

    best = int(approvals.argmax())

    def imitation(log_p):
        return -log_p[best]

    def advantages(own, baseline):
        others = (approvals.sum() - approvals) / 3 if baseline else 0
        return (approvals - others)[:own]

    def reinforce(own, baseline, clip):
        advantage = advantages(own, baseline)
        if clip == 0:
            return lambda log_p: -(advantage * log_p[:own]).mean()

        def clipped(log_p):
            ratio = (log_p[:own] - log_start[answers][:own]).exp()
            return -torch.minimum(ratio * advantage, ratio.clamp(1 - clip, 1 + clip) * advantage).mean()

        with torch.no_grad():
            ratio = (torch.log_softmax(scores, 0)[answers][:own] - log_start[answers][:own]).exp()
        outside = (ratio - 1).abs() > clip
        assert outside.any() and not outside.all(), "the clip is left untouched"
        return clipped

    for leash, entropy in [(0.0, 0.0), (0.5, 0.0), (0.3, 0.2)]:
        at = dict(leash=leash, entropy=entropy)
        one(f"imitation, leash {leash}", "imitation", 1, imitation, **at)
        for own, baseline, clip in [(4, False, 0.0), (4, True, 0.0), (2, True, 0.0), (4, True, 0.3)]:
            name = f"reinforce, {own} own, baseline {baseline}, clip {clip}, leash {leash}"
            one(name, "reinforce", own, reinforce(own, baseline, clip), baseline=baseline, clip=clip, **at)
        part = reinforce(2, True, 0.0)
        one(f"mixed, leash {leash}", "mixed", 2, lambda log_p: 0.25 * imitation(log_p) + 0.75 * part(log_p), baseline=True, imitation_weight=0.25, **at)

    # The closed form: cross-entropy to the leashed objective's optimum over the answers asked about.
    for leash, entropy in [(0.5, 0.0), (0.4, 0.2)]:
        optimum = torch.softmax((approvals + leash * log_start[answers]) / (leash + entropy), 0)
        settings = dict(loss="regularised", own=0, baseline=False, clip=0.0, imitation_weight=0.5, leash=leash, entropy=entropy)
        inputs = dict(scores=scores, start=start, answers=answers, approvals=approvals, log_start=log_start[answers])
        expected = with_gradient(scores, lambda leaf: (-(optimum * torch.log_softmax(leaf, 0)[answers]).sum(), {}))
        case(f"regularised, leash {leash} entropy {entropy}", "update", settings, inputs, expected)

    # Differences between the scores of the answers, regressed to differences of their approvals.
    def regression(log_p):
        return F.smooth_l1_loss(log_p - log_p.mean(), approvals - approvals.mean(), reduction="sum")

    errors = (torch.log_softmax(scores, 0)[answers] - torch.log_softmax(scores, 0)[answers].mean()) - (approvals - approvals.mean())
    assert (errors.abs() > 1).any() and (errors.abs() < 1).any(), "the Huber loss is left untouched"
    one("dqfd", "dqfd", 4, regression)


def nearly_equal(a, b):
    if isinstance(a, dict):
        return isinstance(b, dict) and a.keys() == b.keys() and all(nearly_equal(a[k], b[k]) for k in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(nearly_equal, a, b))
    if isinstance(a, float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return a == b


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the file instead of writing it")
    check = parser.parse_args().check
    for make in (q_losses, fitted_q, dqfd, sqil, ppo, generalised_advantage, updates):
        make()
    if check:
        stored = json.loads(OUT.read_text())["cases"]
        if not nearly_equal(json.loads(json.dumps(CASES)), stored):
            raise SystemExit(f"{OUT.name} is not what PyTorch {torch.__version__} says")
        print(f"{len(CASES)} cases are as stored")
        return
    OUT.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(json.dumps(entry) for entry in CASES)
    versions = json.dumps({"torch": torch.__version__, "stable_baselines3": stable_baselines3.__version__})
    OUT.write_text(f'{{"made_with": {versions}, "cases": [\n{lines}\n]}}\n')
    print(f"{len(CASES)} cases, {OUT.stat().st_size:,} bytes: {OUT.relative_to(pathlib.Path.cwd())}")


if __name__ == "__main__":
    main()
