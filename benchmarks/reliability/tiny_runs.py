"""What crash.py and twins.py share: starting tiny runs, and comparing two run folders byte by byte."""

import argparse
import atexit
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
JAR = ROOT / "target" / "amplia.jar"
CONFIG = HERE / "tiny.json"
BYTE_BY_BYTE = ("checkpoints", "episodes", "transcripts")
LINE_BY_LINE = ("evaluations.jsonl", "metrics.jsonl")
REWARD_METHODS = ("dqn", "dqfd-reward", "sqil", "ppo")
METHODS = ("imitation", "reinforce", "mixed", "dqfd", "regularised", "rrm", "bc", "dagger", "fitted-q") + REWARD_METHODS
# A run without rounds (bc) leaves two checkpoints and two episodes; equal because there is nothing would prove nothing.
FEWEST_FILES = 4
# The others' rounds have a maximum in tiny.json. A first look at the game takes most of these; four measurements follow.
FRAMES = 24000


def require(jar):
    # Ends by sys.exit, so that what is registered for the exit is done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not jar.is_file():
        sys.exit(f"{jar} does not exist: `./amplia doctor` builds it")


def methods(text):
    """The value of --methods."""
    names = text.split(",")
    for name in names:
        if name not in METHODS:
            raise argparse.ArgumentTypeError(f"no method {name}; there are {', '.join(METHODS)}")
    return names


def start(jar, words, log, java="java", jvm=()):
    """Starts Amplia in a process group of its own; a script's launcher would only cost time here."""
    command = [java, "-XX:+UseSerialGC", *jvm, "-DOPT_OUT_TRACKING=true", "-Dai.djl.offline=true", "-jar", str(jar)]
    environment = dict(os.environ, OMP_NUM_THREADS="1", TORCH_CPP_LOG_LEVEL="ERROR")
    with open(log, "ab") as stream:
        process = subprocess.Popen(
            command + [str(word) for word in words],
            stdout=stream,
            stderr=stream,
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    # In a group of its own it would outlive a script that is interrupted.
    atexit.register(kill, process)
    return process


def kill(process):
    """kill -9 for the whole group, and waits until it is gone."""
    if process.poll() is not None:
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def train_words(out, method, seed):
    words = ["train", "crossing", "--method", method, "--config", CONFIG, "--seed", seed, "--out", out]
    return words + (["--frames", FRAMES] if method in REWARD_METHODS else [])


def state(folder):
    """`running` or `done`, or None without run.json."""
    try:
        return json.loads((folder / "run.json").read_text(encoding="utf-8"))["state"]
    except FileNotFoundError:
        return None


def lines(file):
    """The values of a JSON lines file; without what a clock says, which no two runs share, and so without checksums."""

    def timeless(value):
        if isinstance(value, dict):
            return {k: timeless(v) for k, v in value.items() if not re.fullmatch(r"(.*_)?seconds|crc32", k)}
        return value

    return [timeless(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path
        for part in BYTE_BY_BYTE
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def differences(one, other):
    """Names of the files that differ or that only one run has: temporary files that were left count too."""
    a, b = files(one), files(other)
    differ = sorted(set(a) ^ set(b))
    differ += [name for name in sorted(set(a) & set(b)) if a[name].read_bytes() != b[name].read_bytes()]
    differ += [name for name in LINE_BY_LINE if lines(one / name) != lines(other / name)]
    if len(a) < FEWEST_FILES:
        differ.append(f"only {len(a)} files to compare in {one}")
    return differ
