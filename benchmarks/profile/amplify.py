#!/usr/bin/env python3
"""Where the amplify phase spends its time: visits and look-ahead, by what is at work.

    python3 benchmarks/profile/amplify.py [GAME] [--frames N] [more words for `train`]

trains by RL-IA under Java Flight Recorder, which looks every 50 ms what the threads are at, in Java's
code and in native code, and prints a Markdown table of the samples that lie in the phase. Of threads
in native code the recorder takes at most one each time, of those in Java's code several: with more than
one thread the emulator's share, which is native, comes out too small rather than too large.
Needs `./mvnw package` before, and Python 3.10 or newer.
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVENTS = ["jdk.ExecutionSample", "jdk.NativeMethodSample"]
SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><configuration version="2.0">'
    + "".join(
        f'<event name="{event}"><setting name="enabled">true</setting>'
        '<setting name="period">50 ms</setting></event>'
        for event in EVENTS
    )
    + "</configuration>"
)

MAKING = ("load", "<init>")

# The first that fits names a sample; each looks for any frame of the stack.
KINDS = [
    ("emulator: frames", lambda cls, method: cls.endswith("ale.Emulator") and method == "act"),
    ("emulator: making consoles, once", lambda cls, method: cls.endswith("ale.Emulator") and method in MAKING),
    ("emulator: saving and restoring", lambda cls, method: cls.endswith("ale.Emulator")),
    ("networks, features included", lambda cls, method: ".net." in cls or ".model." in cls),
    ("the rest", lambda cls, method: True),
]


def is_amplify(cls, method):
    return cls.startswith("org.amplia.overseer.") or (cls == "org.amplia.train.games.Play" and "visit" in method)


def record(given, folder):
    settings = folder / "samples.jfc"
    settings.write_text(SETTINGS)
    recording = folder / "run.jfr"
    java = [
        "java",
        f"-XX:StartFlightRecording=filename={recording},settings={settings}",
        "-XX:FlightRecorderOptions=stackdepth=96",
        "-jar",
        str(ROOT / "target" / "amplia.jar"),
    ]
    words = ["train", given.game, "--method", "regularised", "--frames", str(given.frames), "--out", str(folder / "run")]
    # What the launcher sets, which takes no options for Java.
    environment = {"OMP_NUM_THREADS": "1", "GOMP_SPINCOUNT": "1000", **os.environ}
    subprocess.run(java + words + given.words, check=True, stdout=sys.stderr, env=environment)
    printed = subprocess.run(
        ["jfr", "print", "--json", "--stack-depth", "96", "--events", ",".join(EVENTS), str(recording)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(printed.stdout)["recording"]["events"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("game", nargs="?", default="crossing")
    options.add_argument("--frames", type=int, default=1_000_000)
    given, given.words = options.parse_known_args()

    counts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for event in record(given, Path(folder)):
            trace = event["values"].get("stackTrace") or {"frames": []}
            stack = [
                (frame["method"]["type"]["name"].replace("/", "."), frame["method"]["name"])
                for frame in trace["frames"]
            ]
            if any(is_amplify(*frame) for frame in stack):
                counts[next(name for name, fits in KINDS if any(fits(*frame) for frame in stack))] += 1

    total = sum(counts.values())
    print("| in the amplify phase | samples | share |")
    print("| --- | ---: | ---: |")
    for name, _ in KINDS:
        print(f"| {name} | {counts[name]} | {counts[name] / max(1, total):.1%} |")
    emulator = sum(count for name, count in counts.items() if name.startswith("emulator"))
    once = counts["emulator: making consoles, once"]
    print(
        f"\nemulator: {emulator / max(1, total):.1%} of {total} samples;"
        f" {(emulator - once) / max(1, total - once):.1%} without the consoles"
    )


if __name__ == "__main__":
    main()
