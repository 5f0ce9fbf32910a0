#!/usr/bin/env python3
"""What rliable makes of a few score matrices: the reference values of StatisticsTest.

    python3 -m venv target/rliable && target/rliable/bin/pip install rliable 'pandas<3'
    target/rliable/bin/python benchmarks/parity/rliable_statistics.py > src/test/resources/org/amplia/report/stat/rliable.json

The bootstrap indices are made here, handed to rliable in place of its own random numbers, and stored with the
results, so that both sides resample the same runs. Matrices are runs x tasks:

    rliable-tests   the arrays of rliable's own tests (tests/rliable/library_test.py): 5 x 16
    atari-shaped    generated here, log-normal, in the shape of rliable's Atari 200M scores: 5 x 55
    unequal         generated here, coarse, so with many ties: 7 x 16 against 10 x 16

rliable's published Atari scores lie in a Google Cloud bucket and are not used.
"""

import json
from importlib.metadata import version

import numpy as np
from rliable import library, metrics

DRAWS = 50
GAMMA = 1.0
THRESHOLDS = [0.0, 0.25, 0.5, 1.0, 2.0, 8.0, 40.0]


def data_sets():
    rng = np.random.default_rng(20210831)
    x = np.arange(5 * 16, dtype=float).reshape(5, 16)
    yield "rliable-tests", x, np.flip(x, axis=0).copy()
    level = rng.normal(0, 1.2, 55)
    yield (
        "atari-shaped",
        np.round(np.exp(level + rng.normal(0, 0.4, (5, 55))) - 0.2, 4),
        np.round(np.exp(level + rng.normal(-0.1, 0.6, (5, 55))) - 0.2, 4),
    )
    yield "unequal", np.round(rng.normal(1, 1, (7, 16)), 0), np.round(rng.normal(0.6, 1, (10, 16)), 0)


def aggregates(scores):
    return np.array([
        metrics.aggregate_iqm(scores),
        metrics.aggregate_mean(scores),
        metrics.aggregate_median(scores),
        metrics.aggregate_optimality_gap(scores, GAMMA),
    ])


def with_draws(draws, work):
    """Runs rliable with its np.random.choice answering from the list."""
    queue = list(draws)
    original = np.random.choice

    def replayed(runs, shape, replace):
        indices = queue.pop(0)
        assert replace and indices.shape == tuple(shape) and indices.max() < runs
        return indices

    np.random.choice = replayed
    try:
        result = work()
    finally:
        np.random.choice = original
    assert not queue
    return result


def digits(draws):
    """One string a draw, one digit a cell, row after row."""
    return ["".join(map(str, draw.ravel())) for draw in draws]


def reference(name, x, y):
    rng = np.random.default_rng(len(name))
    draws_x = [rng.integers(0, len(x), x.shape) for _ in range(DRAWS)]
    draws_y = [rng.integers(0, len(y), y.shape) for _ in range(DRAWS)]
    points, intervals = with_draws(
        draws_x, lambda: library.get_interval_estimates({"x": x}, aggregates, reps=DRAWS)
    )
    profile, profile_intervals = with_draws(
        draws_x, lambda: library.create_performance_profile({"x": x}, THRESHOLDS, reps=DRAWS)
    )
    both = [draw for pair in zip(draws_x, draws_y) for draw in pair]
    better, better_interval = with_draws(
        both,
        lambda: library.get_interval_estimates(
            {"xy": [x, y]}, lambda a, b: np.array([metrics.probability_of_improvement(a, b)]), reps=DRAWS
        ),
    )
    return {
        "name": name,
        "x": x.tolist(),
        "y": y.tolist(),
        "drawsX": digits(draws_x),
        "drawsY": digits(draws_y),
        "aggregates": points["x"].tolist(),
        "aggregateIntervals": intervals["x"].T.tolist(),
        "profile": profile["x"].tolist(),
        "profileIntervals": profile_intervals["x"].T.tolist(),
        "probabilityOfImprovement": float(better["xy"][0]),
        "probabilityOfImprovementInterval": better_interval["xy"].T[0].tolist(),
    }


def main():
    print(json.dumps({
        "versions": {name: version(name) for name in ("rliable", "arch", "scipy", "numpy")},
        "gamma": GAMMA,
        "thresholds": THRESHOLDS,
        "dataSets": [reference(*data) for data in data_sets()],
    }, separators=(",", ":")))


if __name__ == "__main__":
    main()
