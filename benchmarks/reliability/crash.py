"""Kills training runs with kill -9 at random moments, resumes them, and compares what comes out with a run that
nobody killed: every byte of checkpoints, episodes and transcripts, every value of evaluations.jsonl and metrics.jsonl
but the seconds. Standard library only. Exit code 1 if anything differs or a resume fails.

A fifth of the kills wait for a temporary file in checkpoints/ and so fall into a save; another fifth come early, while
the folder is made and the first checkpoint is yet to come.
"""

import argparse
import collections
import json
import random
import shutil
import struct
import subprocess
import sys
import time
from pathlib import Path

import tiny_runs

AIMED = 0.2
EARLY = 0.2
KILLED_AGAIN = 0.3
SEED = 1
METHODS = ("regularised", "dqn", "ppo", "dqfd-reward")
# Temporary files in checkpoints/ of a run that measures four times: best and last, then previous and last, best now and then,
# replay memories where there are any.
SAVES = 8
PATIENCE_SECONDS = 600


def temporary_files(folder):
    return set((folder / "checkpoints").glob(".*.tmp")) if (folder / "checkpoints").is_dir() else set()


def round_of(checkpoint):
    with open(checkpoint, "rb") as stream:
        (length,) = struct.unpack("<Q", stream.read(8))
        return json.loads(json.loads(stream.read(length))["__metadata__"]["counters"])["round"]


def phase(folder):
    """Where a killed run had come to, from what it left."""
    if not folder.exists():
        return "before the folder"
    state = tiny_runs.state(folder)
    if state is None:
        return "making the folder"
    if state == "done":
        return "after the end"
    last = folder / "checkpoints" / "last.safetensors"
    saved = round_of(last) if last.exists() else -1
    whole = (folder / "metrics.jsonl").read_bytes().count(b"\n")
    evaluated = (folder / "evaluations.jsonl").read_bytes().count(b"\n")
    recorded = any((folder / "episodes").iterdir())
    if temporary_files(folder) or (max(whole, evaluated) > saved + 1 and not recorded):
        return "in a save"
    if recorded:
        return "recording"
    return "before the first save" if saved < 0 else "between saves"


def wait_until(process, condition, seconds, pause):
    """True once the condition holds, False if the process ended before, or the time did."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        if process.poll() is not None:
            return False
        time.sleep(pause)
    return False


def finish(process, folder):
    """Waits for run.json to say done, then kills: the report that follows is not compared, and takes seconds."""
    if wait_until(process, lambda: tiny_runs.state(folder) == "done", PATIENCE_SECONDS, 0.02):
        tiny_runs.kill(process)
        return True
    tiny_runs.kill(process)
    return False


def kill_aimed(process, folder, number):
    seen = set()

    def reached():
        now = {path.name for path in temporary_files(folder)}
        if now and now != seen:
            seen.clear()
            seen.update(now)
            reached.count += 1
        if not now:
            seen.clear()
        return reached.count >= number

    reached.count = 0
    wait_until(process, reached, PATIENCE_SECONDS, 0)
    tiny_runs.kill(process)


def kill_at(process, seconds):
    wait_until(process, lambda: False, seconds, 0.01)
    tiny_runs.kill(process)


def whole_run(arguments, method):
    """The run that nobody kills: its folder, and the seconds until it is done."""
    folder = arguments.work / f"whole-{method}"
    log = folder.with_suffix(".log")
    begun = time.monotonic()
    if not finish(tiny_runs.start(arguments.jar, tiny_runs.train_words(folder, method, SEED), log), folder):
        sys.exit(f"the run that nobody kills failed, see {log}")
    seconds = time.monotonic() - begun
    print(f"a whole run of {method} takes {seconds:.1f} s until it is done", flush=True)
    return folder, seconds


def one(arguments, method, whole, generator, folder):
    """One run, killed and resumed. Returns its row."""
    reference, usual = whole
    log = folder.with_suffix(".log")
    row = collections.Counter()
    phases, problem = [], None
    words = tiny_runs.train_words(folder, method, SEED)
    kills = 1 + (generator.random() < KILLED_AGAIN)
    while True:
        process = tiny_runs.start(arguments.jar, words, log)
        if len(phases) == kills:
            if not finish(process, folder):
                problem = f"ended with code {process.returncode} before it was done, see {log}"
            break
        choice = generator.random()
        if choice < AIMED:
            # A run that goes on has fewer saves to come than one that begins.
            kill_aimed(process, folder, generator.randint(1, max(1, SAVES // (1 + 2 * len(phases)))))
        else:
            share = 0.15 if choice < AIMED + EARLY else 1
            kill_at(process, generator.uniform(0, share * usual))
        phases.append(phase(folder))
        if phases[-1] == "after the end":
            break
        if phases[-1] in ("before the folder", "making the folder"):
            refused = subprocess.run(
                ["java", "-jar", str(arguments.jar), "resume", str(folder)], capture_output=True, text=True
            )
            if refused.returncode != 2 or refused.stderr.count("\n") != 1 or refused.stdout:
                problem = f"resume of nothing: code {refused.returncode}, {refused.stderr!r}"
                break
            row["anew"] += 1
        else:
            words = ["resume", folder]
            row["resumes"] += 1
    differ = [] if problem else tiny_runs.differences(reference, folder)
    return phases, row, problem or ", ".join(differ)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="runs to kill (default 100)")
    parser.add_argument("--methods", type=tiny_runs.methods, default=METHODS, help=f"in turn (default {','.join(METHODS)})")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no run after so many")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--jar", type=Path, default=tiny_runs.JAR)
    parser.add_argument("--work", type=Path, default=tiny_runs.ROOT / "target" / "reliability" / "crash")
    arguments = parser.parse_args()
    tiny_runs.require(arguments.jar)
    shutil.rmtree(arguments.work, ignore_errors=True)
    arguments.work.mkdir(parents=True)
    begun = time.monotonic()

    whole = {method: whole_run(arguments, method) for method in arguments.methods}
    generator = random.Random(arguments.seed)
    kills, damaged = collections.Counter(), collections.Counter()
    total, runs, bad = collections.Counter(), 0, 0
    while runs < arguments.times and time.monotonic() - begun < arguments.minutes * 60:
        folder = arguments.work / f"run-{runs}"
        method = arguments.methods[runs % len(arguments.methods)]
        phases, row, wrong = one(arguments, method, whole[method], generator, folder)
        runs += 1
        total += row
        kills.update(phases)
        if wrong:
            bad += 1
            damaged.update(set(phases))
        else:
            shutil.rmtree(folder)
        print(f"{runs:4d}  {method:12s}  {'; '.join(phases):50s}  {'DIFFERS: ' + wrong if wrong else 'equal'}", flush=True)

    print("\n| killed | kills | in runs that differ |\n| --- | ---: | ---: |")
    for name, count in kills.most_common():
        print(f"| {name} | {count} | {damaged[name]} |")
    print(
        f"\n{runs} runs, {sum(kills.values())} kills, {total['resumes']} resumes, {total['anew']} begun anew"
        f" (killed before run.json): {runs - bad} equal, {bad} not; {time.monotonic() - begun:.0f} s"
    )
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
