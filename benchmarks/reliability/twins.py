"""Trains pairs of runs with the same seed and compares them: every byte of checkpoints, episodes and transcripts, every
value of evaluations.jsonl and metrics.jsonl but the seconds. Standard library only. Exit code 1 if anything differs.

With --java twice, one of each pair is trained by one Java and the other by the other.
"""

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

import tiny_runs


def train(java, jar, folder, method, seed):
    """Trains to the end, report and all."""
    log = folder.with_suffix(".log")
    if tiny_runs.start(jar, tiny_runs.train_words(folder, method, seed), log, java).wait() != 0:
        sys.exit(f"a run failed, see {log}")


def version(java):
    """The line by which a Java names itself."""
    try:
        return subprocess.run([java, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"--java {java}: {error}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--methods", type=tiny_runs.methods, default=tiny_runs.METHODS, help="in turn (default: all)")
    parser.add_argument("--java", action="append", help="a Java, bin/java of a JDK; twice: one for each twin (default: java)")
    parser.add_argument("--jar", type=Path, default=tiny_runs.JAR)
    parser.add_argument("--work", type=Path, default=tiny_runs.ROOT / "target" / "reliability" / "twins")
    arguments = parser.parse_args()
    javas = arguments.java or ["java"]
    if len(javas) > 2:
        sys.exit("--java: at most two, one for each twin")
    tiny_runs.require(arguments.jar)
    shutil.rmtree(arguments.work, ignore_errors=True)
    arguments.work.mkdir(parents=True)
    begun = time.monotonic()
    bad = 0
    earlier = {}
    for java in javas:
        print(f"{java}: {version(java)}")
    print("\n| pair | method | seed | files | equal |\n| ---: | --- | ---: | ---: | --- |")
    for pair in range(arguments.pairs):
        method, seed = arguments.methods[pair % len(arguments.methods)], pair + 1
        twins = [arguments.work / f"{pair}{name}" for name in "ab"]
        for folder, java in zip(twins, (javas[0], javas[-1])):
            train(java, arguments.jar, folder, method, seed)
        differ = tiny_runs.differences(*twins)
        # Twins that are equal whatever the seed would prove nothing.
        last = (twins[0] / "checkpoints" / "last.safetensors").read_bytes()
        if last in earlier:
            differ.append(f"the same checkpoint as pair {earlier[last]}, of another seed")
        earlier[last] = pair
        bad += bool(differ)
        count = len(tiny_runs.files(twins[0])) + len(tiny_runs.LINE_BY_LINE)
        print(f"| {pair} | {method} | {seed} | {count} | {'NO: ' + ', '.join(differ) if differ else 'yes'} |", flush=True)
    print(f"\n{arguments.pairs} pairs: {arguments.pairs - bad} equal, {bad} not; {time.monotonic() - begun:.0f} s")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
