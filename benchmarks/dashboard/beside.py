#!/usr/bin/env python3
"""What a training loses by a dashboard that is open beside it.

    python3 benchmarks/dashboard/beside.py [--pairs 10] [--frames 400000] [--game crossing] [--method regularised]

trains pairs of runs with the same seed, each alone and with `amplia serve` and the page of curves open in Chromium
without a window, which draws the run while it trains; which comes first alternates. Prints frames a second of each,
from the first measurement to the last, and the ratios. The goal: a loss of 2 % at most. Standard library only; needs
Chromium, and a machine on which nothing else runs.
"""

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AMPLIA = ROOT / "amplia"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60


class Open:
    """A dashboard over a folder, and a browser in which its curves are seen."""

    def __init__(self, runs, profile):
        self.processes = []
        try:
            server = self.start([AMPLIA, "serve", "--runs", runs, "--port", "0"], stdout=subprocess.PIPE, text=True)
            address = re.search(r"http://\S+", server.stdout.readline()).group()
            browser = next(filter(None, map(shutil.which, BROWSERS)), None) or sys.exit("no Chromium is installed")
            self.start(
                [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
                + ["--remote-debugging-port=0", f"--user-data-dir={profile}", "--window-size=1280,900"]
                + [address + "#/curves"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            port = profile / "DevToolsActivePort"
            await_true(lambda: port.is_file() and port.stat().st_size > 0, "the browser does not start")
            self.pages = f"http://127.0.0.1:{port.read_text().splitlines()[0]}/json/list"
            self.check()
        except BaseException:
            self.close()
            raise

    def start(self, command, **more):
        process = subprocess.Popen([str(word) for word in command], start_new_session=True, **more)
        self.processes.append(process)
        return process

    def check(self):
        """The page is there, so that it is what was measured."""
        await_true(lambda: any(page["title"].startswith("Curves") for page in ask(self.pages)), "the page is not open")

    def close(self):
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(PATIENCE)


def ask(address):
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return json.load(answer)


def await_true(condition, fault):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            sys.exit(fault)
        time.sleep(0.1)


def train(folder, seed, arguments):
    """Frames a second of a run, from its first measurement to its last."""
    command = [AMPLIA, "train", arguments.game, "--method", arguments.method, "--seed", seed, "--out", folder]
    command += ["--frames", arguments.frames, "--set", "threads=1", "--set", "evaluation.finalGames=1"]
    with open(folder.with_suffix(".log"), "wb") as log:
        done = subprocess.run([str(word) for word in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        sys.exit(f"a run failed, see {folder.with_suffix('.log')}")
    lines = [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]
    if len(lines) < 2:
        sys.exit(f"a run of {arguments.frames} frames was measured {len(lines)} times: give more --frames")
    return (lines[-1]["frames"] - lines[0]["frames"]) / (lines[-1]["seconds"] - lines[0]["seconds"])


def measure(work, pair, is_open, arguments):
    runs = work / f"{pair}-{'open' if is_open else 'alone'}"
    runs.mkdir()
    if not is_open:
        return train(runs / "run", pair, arguments)
    # What a browser leaves behind is removed with the rest.
    page = Open(runs, work / f"profile-{pair}")
    try:
        speed = train(runs / "run", pair, arguments)
        page.check()
        return speed
    finally:
        page.close()


def shown(values, digits):
    return f"**{statistics.median(values):,.{digits}f}** ({min(values):,.{digits}f} – {max(values):,.{digits}f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--frames", type=int, default=400_000, help="of each run (default: 400000)")
    parser.add_argument("--game", default="crossing")
    parser.add_argument("--method", default="regularised")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    begun = time.monotonic()
    alone, beside = [], []
    with tempfile.TemporaryDirectory(prefix="amplia-beside-") as folder:
        work = Path(folder)
        (work / "warm").mkdir()
        train(work / "warm" / "run", 1000, arguments)
        print("| pair | alone, frames a second | page open | ratio |\n| ---: | ---: | ---: | ---: |", flush=True)
        for pair in range(1, arguments.pairs + 1):
            for is_open in (False, True) if pair % 2 else (True, False):
                (beside if is_open else alone).append(measure(work, pair, is_open, arguments))
            print(f"| {pair} | {alone[-1]:,.0f} | {beside[-1]:,.0f} | {beside[-1] / alone[-1]:.3f} |", flush=True)
    ratios = [open_ / single for open_, single in zip(beside, alone)]
    print(f"\nmedian (smallest – largest): alone {shown(alone, 0)}, page open {shown(beside, 0)}, ratio {shown(ratios, 3)}")
    print(f"{arguments.game}, {arguments.method}, {arguments.frames:,} frames a run, 1 thread, {os.cpu_count()} cores, ", end="")
    print(f"{arguments.pairs} pairs in {(time.monotonic() - begun) / 60:.0f} minutes, {time.strftime('%Y-%m-%d')}")
    print(f"loss by the median ratio: {100 * (1 - statistics.median(ratios)):.1f} % (goal: 2 % at most)")


if __name__ == "__main__":
    main()
