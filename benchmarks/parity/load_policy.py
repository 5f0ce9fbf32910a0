#!/usr/bin/env python3
"""Loads a network of Amplia's in PyTorch and evaluates it on observations from the same file or another.

    pip install torch numpy safetensors
    python3 benchmarks/parity/load_policy.py FILE.safetensors [--prefix policy.] [--observations NAME]

Prints one line of outputs for each observation; observations are unsigned bytes, scaled to 0 … 1. The
modules below are built from the parameters' names and shapes alone; docs/networks.md explains both, and
has the ten lines that suffice for the usual network.
"""

import argparse
import re

import torch
from safetensors.torch import load_file
from torch import nn


class Dueling(nn.Module):
    """Q = V + A − mean A, Wang et al. 2016."""

    def __init__(self, features, units, actions):
        super().__init__()
        self.value = nn.Sequential(nn.Linear(features, units), nn.ReLU(), nn.Linear(units, 1))
        self.advantage = nn.Sequential(nn.Linear(features, units), nn.ReLU(), nn.Linear(units, actions))

    def forward(self, x):
        advantage = self.advantage(x)
        return self.value(x) + advantage - advantage.mean(1, keepdim=True)


class Residual(nn.Module):
    def __init__(self, filters):
        super().__init__()
        self.change = nn.Sequential(
            nn.ReLU(), nn.Conv2d(filters, filters, 3, 1, 1), nn.ReLU(), nn.Conv2d(filters, filters, 3, 1, 1)
        )

    def forward(self, x):
        return x + self.change(x)


def pytorch_name(name):
    """01Conv2d_weight → 0.weight; 08TwoBranches_01value_03Linear_bias → 7.value.2.bias."""
    parts = []
    for part in name.split("_"):
        numbered = re.fullmatch(r"(\d\d)(\w+)", part)
        if numbered and numbered[2] in ("value", "advantage", "change"):
            part = numbered[2]
        elif numbered:
            part = str(int(numbered[1]) - 1)
        parts.append(part)
    return ".".join(parts)


def head(state, layer, features):
    """The last hidden layer and the outputs."""
    dueling = f"{layer}.advantage.2.weight"
    if dueling in state:
        actions, units = state[dueling].shape
        return [Dueling(features, units, actions)]
    units = state[f"{layer}.weight"].shape[0]
    return [nn.Linear(features, units), nn.ReLU(), nn.Linear(units, state[f"{layer + 2}.weight"].shape[0])]


def network(state):
    """The modules that have these parameters."""
    first = state.get("0.weight")
    if first is not None and tuple(first.shape) == (32, 4, 8, 8):  # Nature CNN
        trunk = [
            nn.Conv2d(4, 32, 8, 4), nn.ReLU(), nn.Conv2d(32, 64, 4, 2), nn.ReLU(), nn.Conv2d(64, 64, 3, 1), nn.ReLU(),
            nn.Flatten(),
        ]  # fmt: skip
        return nn.Sequential(*trunk, *head(state, len(trunk), 64 * 7 * 7))
    if first is not None and first.dim() == 4:  # the residual network
        trunk, channels = [], 4
        for filters in (16, 32, 32):
            trunk += [nn.Conv2d(channels, filters, 3, 1, 1), nn.MaxPool2d(3, 2, 1), Residual(filters), Residual(filters)]
            channels = filters
        trunk += [nn.ReLU(), nn.Flatten()]
        return nn.Sequential(*trunk, *head(state, len(trunk), 32 * 11 * 11))
    weights = sorted(int(name.split(".")[0]) for name in state if re.fullmatch(r"\d+\.weight", name))
    layers = []
    for layer in weights:  # every other layer is a ReLU, the one before the last of an Mlp a dropout
        outputs, inputs = state[f"{layer}.weight"].shape
        while len(layers) < layer:
            layers.append(nn.Identity() if layers and isinstance(layers[-1], nn.ReLU) else nn.ReLU())
        layers.append(nn.Linear(inputs, outputs))
    if not weights or f"{weights[-1] + 2}.value.0.weight" in state:  # dueling after the last ReLU
        layer = weights[-1] + 2 if weights else 0
        features = state[f"{layer}.value.0.weight"].shape[1]
        layers += [nn.ReLU()] * bool(weights) + head(state, layer, features)
    return nn.Sequential(*layers)


def load(file, prefix):
    tensors = load_file(file)
    state = {pytorch_name(k[len(prefix) :]): v for k, v in tensors.items() if k.startswith(prefix)}
    net = network(state)
    net.load_state_dict(state)
    return net.eval(), tensors


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--prefix", default="policy.", help="which network of the file")
    parser.add_argument("--observations", default="demonstrations.observations", help="a tensor of bytes in the file")
    given = parser.parse_args()
    net, tensors = load(given.file, given.prefix)
    observations = tensors[given.observations].float() / 255
    if isinstance(net[0], nn.Conv2d):
        observations = observations.reshape(-1, 4, 84, 84)
    with torch.no_grad():
        for row in net(observations):
            print(" ".join(f"{value:.8g}" for value in row.tolist()))


if __name__ == "__main__":
    main()
