#!/usr/bin/env python3
"""What torch.optim.Adam makes of a fixed problem: the table that AdamTest holds ours against.

    pip install torch
    python3 benchmarks/parity/adam.py > src/test/resources/org/amplia/net/adam.csv

Two parameters of 3,000 and 7 numbers; the gradient of each number is a · x − b, with a and b from a
generator that is easy to write in any language. All of it is 32-bit arithmetic element by element, so
that both sides start a step from the same gradient if they start it from the same x.
"""

import sys

import torch

SIZES = {"weight": 3000, "bias": 7}
SHOWN = {"weight": range(0, 3000, 157), "bias": range(7)}
STEPS = 100
AFTER = (1, 2, 10, 50, 100)
CASES = [  # name, epsilon, weight decay, longest gradient, last rate of a decay over 100 steps from 0.01
    ("default", 1e-8, 0.0, None, None),
    ("dqn", 1.5e-4, 0.0, None, None),
    ("ppo", 1e-5, 0.0, 0.5, 0.0),
    ("dqfd", 1e-8, 1e-2, 10.0, None),
]


def numbers(count, seed):
    """Multiples of 2⁻¹⁰ in −1 … 1."""
    state, drawn = seed, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        drawn.append(((state >> 16) % 2049 - 1024) / 1024)
    return torch.tensor(drawn, dtype=torch.float32)


def main():
    torch.set_num_threads(1)
    print(f"# torch {torch.__version__}: case, parameter, step, index, value")
    for case, epsilon, decay, longest, last_rate in CASES:
        x, a, b = {}, {}, {}
        for i, (name, size) in enumerate(SIZES.items()):
            x[name] = numbers(size, 1 + i).requires_grad_()
            a[name] = numbers(size, 11 + i).abs()
            b[name] = numbers(size, 21 + i)
        adam = torch.optim.Adam(x.values(), lr=0.01, eps=epsilon, weight_decay=decay)
        for step in range(1, STEPS + 1):
            for name in x:
                x[name].grad = a[name] * x[name].detach() - b[name]
            if longest is not None:
                torch.nn.utils.clip_grad_norm_(x.values(), longest)
            if last_rate is not None:
                adam.param_groups[0]["lr"] = 0.01 + (last_rate - 0.01) * (step - 1) / STEPS
            adam.step()
            if step in AFTER:
                for name in x:
                    for index in SHOWN[name]:
                        print(case, name, step, index, repr(x[name][index].item()), sep=",")
    print("torch", torch.__version__, file=sys.stderr)


if __name__ == "__main__":
    main()
