#!/usr/bin/env python3
"""Reads what `amplia report RUN... --tensorboard DIR` wrote with TensorBoard's own reader, beside metrics.csv.

    python3 -m venv target/board && target/board/bin/pip install tensorboard
    target/board/bin/python benchmarks/parity/tensorboard_read.py DIR RUN/report/metrics.csv

Ends with 1 if a value is missing, superfluous or not the float nearest to the CSV's.
"""

import csv
import struct
import sys
from collections import defaultdict
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator, TENSORS


def nearest_float(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def in_csv(file):
    curves = defaultdict(list)
    with open(file, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            value = nearest_float(float(row["value"]))
            curves[row["run"], row["name"]].append((int(row["frames"]), repr(value)))
    return curves


def in_folder(folder, wanted):
    curves = {}
    for run in wanted:
        accumulator = EventAccumulator(str(folder / run), size_guidance={TENSORS: 0, "scalars": 0})
        accumulator.Reload()
        for tag in accumulator.Tags()["scalars"]:
            curves[run, tag] = [(e.step, repr(e.value)) for e in accumulator.Scalars(tag)]
    return curves


def main():
    folder, table = Path(sys.argv[1]), in_csv(sys.argv[2])
    read = in_folder(folder, sorted({run for run, _ in table}))
    wrong = [key for key in sorted(set(table) | set(read)) if table.get(key) != read.get(key)]
    for run, name in wrong:
        print(f"{run} {name}: CSV {table.get((run, name))}, TensorBoard {read.get((run, name))}")
    print(f"{len(read)} curves, {sum(map(len, read.values()))} values, {len(wrong)} curves differ")
    sys.exit(1 if wrong or not read else 0)


if __name__ == "__main__":
    main()
