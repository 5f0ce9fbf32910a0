"""Resident memory (Java's heap and native memory) of a long run, every ten seconds; flat after ten minutes, or exit code 1.

The run is started by ./amplia, with its flags. The heap is taken whole at the start (-Xms = -Xmx, touched), so what grows is
native: emulators, networks, replay memories, or a leak.

    python3 benchmarks/reliability/memory.py --method dqn         # pixels, an hour
    python3 benchmarks/reliability/memory.py --method regularised   # RAM, an hour
    python3 benchmarks/reliability/memory.py --table              # the table of docs/reliability.md, from the CSV
"""

import argparse
import atexit
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tiny_runs import JAR, ROOT, kill, require

CSV = ROOT / "docs" / "results" / "memory.csv"
HEADER = ("method", "commit", "minute", "rss_mb", "frames")
SAMPLE_SECONDS = 10
SETTLED_MINUTES = 10
# The median of the last ten minutes may lie so far above that of the ten after the first: between two trims (every 30 s) the
# C library holds up to 200 MB of what was freed.
ALLOWED_SHARE = 0.05
HEAP = "1g"
# The replay memory (20,000 pictures of 7 kB) is full after some minutes: what grows later is no replay memory.
RUNS = {
    "dqn": ["--set", "observation=pixels", "--set", "dqn.capacityFrames=20000", "--set", "dqn.stepsBeforeLearning=2000"],
    "regularised": [],
}


def rss_mb(pid):
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return None


def frames(folder):
    try:
        lines = (folder / "metrics.jsonl").read_text().splitlines()
        return json.loads(lines[-1])["frames"] if lines else 0
    except FileNotFoundError:
        return 0


def commit():
    words = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def measure(method, minutes, seed):
    """Rows of the CSV: a median for every minute."""
    rows, samples = [], []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "run"
        words = ["train", "crossing", "--method", method, "--seed", seed, "--minutes", minutes, "--out", folder]
        words += ["--set", "threads=1"] + RUNS[method]
        with open(Path(temporary) / "log", "wb") as log:
            environment = dict(os.environ, JAVA_TOOL_OPTIONS=f"-Xms{HEAP} -Xmx{HEAP} -XX:+AlwaysPreTouch")
            # The launcher's process becomes Java's.
            command = [ROOT / "amplia", *map(str, words)]
            process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment, start_new_session=True)
        atexit.register(kill, process)
        begun = time.monotonic()
        while process.poll() is None and time.monotonic() - begun < 60 * minutes:
            time.sleep(SAMPLE_SECONDS)
            value = rss_mb(process.pid)
            if value is not None:
                samples.append(value)
            if len(samples) == 60 // SAMPLE_SECONDS:
                rows.append((method, commit(), len(rows) + 1, round(sorted(samples)[len(samples) // 2]), frames(folder)))
                print(*rows[-1], flush=True)
                keep(rows)
                samples = []
        if process.poll() not in (None, 0):
            sys.exit((Path(temporary) / "log").read_text())
        kill(process)
    return rows


def keep(rows):
    old = list(csv.reader(CSV.open()))[1:] if CSV.is_file() else []
    old = [row for row in old if row[0] != rows[0][0]]
    CSV.parent.mkdir(parents=True, exist_ok=True)
    with CSV.open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([HEADER, *old, *rows])


def tens(rows):
    """The median of each ten minutes."""
    values = [int(row[3]) for row in rows]
    parts = [sorted(values[i : i + 10]) for i in range(0, len(values), 10)]
    return [part[len(part) // 2] for part in parts if len(part) == 10]


def table():
    rows = list(csv.DictReader(CSV.open()))
    for method in RUNS:
        own = [tuple(row.values()) for row in rows if row["method"] == method]
        if own:
            medians = tens(own)
            if method == next(iter(RUNS)):
                heads = [f"{10 * i}–{10 * i + 10} min" for i in range(len(medians))]
                print("| run | frames | " + " | ".join(heads) + " |\n| --- | ---: |" + " ---: |" * len(medians))
            print(f"| `{method}` | {int(own[-1][4]):,} | " + " | ".join(f"{value:,} MB" for value in medians) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--method", choices=RUNS, default="dqn")
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--table", action="store_true")
    words = parser.parse_args()
    if words.table:
        table()
        return
    require(JAR)
    rows = measure(words.method, words.minutes, words.seed)
    settled = [int(row[3]) for row in rows[SETTLED_MINUTES:]]
    if len(settled) >= 2 * SETTLED_MINUTES:
        first = sorted(settled[:SETTLED_MINUTES])[SETTLED_MINUTES // 2]
        last = sorted(settled[-SETTLED_MINUTES:])[SETTLED_MINUTES // 2]
        print(f"{first} MB after ten minutes, {last} MB at the end")
        if last > first * (1 + ALLOWED_SHARE):
            sys.exit(1)


if __name__ == "__main__":
    main()
