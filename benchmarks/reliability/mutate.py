"""Damages files of tiny runs and has Amplia read them: flipped bits, cuts, wrong JSON, other hashes. Standard library only.

What a command does with a damaged file must be one of: refuse it in one line (exit code 2; a verification may also say that it
differs, 1), go on from the checkpoint before it and say so, or do what it does with the whole file. Files without a hash can hold
another plausible value, which is shown as it stands. Wrong is everything else: a crash, a hang, a stack trace, other content taken
for the old. Failures stay in the working folder, each with its command; `--case K` repeats one. Exit code 1 if there are any.
"""

import argparse
import collections
import concurrent.futures
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import kinds
import material
import mutations
import tiny_runs

CPU_SECONDS = 90
PATIENCE_SECONDS = 300
MOST_RSS_KIB = 1_500_000
TRACES = re.compile(r"Exception|^\s*at [\w.$]+\(|please report|SIGSEGV|hs_err|OutOfMemory|out of memory|StackOverflow|Caused by", re.M)
REFUSED, DIFFERS, BEFORE, SAME, STANDS, FORGED = outcomes = (
    "refused",
    "said to differ",
    "the one before is read, and said",
    "as the whole file",
    "plausible: shown as it stands",
    "other content under its own hash: read",
)


class Ended:
    """How a command ended."""

    def __init__(self, code, out, err, seconds, usage, killed):
        self.code, self.out, self.err, self.seconds, self.killed = code, out, err, seconds, killed
        self.kib, self.cpu_seconds = usage.ru_maxrss, usage.ru_utime + usage.ru_stime


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def command_line(arguments, words):
    shared = (f"-XX:SharedArchiveFile={arguments.material / 'classes.jsa'}", "-Xshare:auto", "-Xlog:disable", "-XX:ErrorFile=hs_err.log")
    return ["java", *material.JVM, *shared, "-jar", str(arguments.jar), *map(str, words)]


def run(arguments, folder, command):
    """Runs a command in a folder. One that trains is killed once its run is done: the report has cases of its own."""
    begun = time.monotonic()
    with open(folder / "out.txt", "wb") as out, open(folder / "err.txt", "wb") as err:
        process = subprocess.Popen(
            command_line(arguments, command.words),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
            preexec_fn=limits,
            env=dict(os.environ, OMP_NUM_THREADS="1", TORCH_CPP_LOG_LEVEL="ERROR", AMPLIA_HOME=str(arguments.work / "home")),
        )
    killed, ended = "", False
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        if command.run and not ended and kinds.state(folder / command.run) == "done":
            ended = True
            os.killpg(process.pid, signal.SIGKILL)
        elif time.monotonic() - begun > PATIENCE_SECONDS and not killed:
            killed = f"no end within {PATIENCE_SECONDS} s"
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(
        0 if ended else process.returncode,
        (folder / "out.txt").read_bytes().decode("utf-8", "replace"),
        (folder / "err.txt").read_bytes().decode("utf-8", "replace"),
        time.monotonic() - begun,
        usage,
        killed,
    )


def prepare(arguments, folder, kind):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in kind.needs:
        source = arguments.material / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)


class References:
    """What commands do with whole files, asked when it is first needed, twice: it must be the same."""

    def __init__(self, arguments):
        self.arguments, self.known = arguments, {}

    def of(self, kind, number, fallback=False):
        key = (kind.name, number, fallback)
        if key not in self.known:
            results = []
            for twin in "ab":
                folder = self.arguments.work / "references" / f"{kind.name}-{number}{'-before' if fallback else ''}-{twin}".replace(" ", "_")
                prepare(self.arguments, folder, kind)
                if fallback:
                    os.remove(folder / kind.file)
                ended = run(self.arguments, folder, kind.commands[number])
                if ended.code != 0:
                    raise SystemExit(f"{' '.join(map(str, kind.commands[number].words))} in {folder} ends with {ended.code}:\n{ended.err}")
                results.append(kinds.result(folder, kind.commands[number], ended.out))
            if results[0] != results[1]:
                raise SystemExit(f"the whole file gives two results: {folder} and its twin")
            self.known[key] = results[0]
        return self.known[key]


def fault(folder, ended):
    """What no file may cause, or None."""
    said = ended.out + ended.err
    if ended.killed:
        return ended.killed
    if ended.code < 0 or ended.code > 2 or (folder / "hs_err.log").exists():
        return f"ended with {ended.code}"
    if TRACES.search(said):
        return "a trace: " + TRACES.search(said).group()
    complaints = [line for line in ended.err.splitlines() if line.startswith("amplia:")]
    if len(complaints) > 1 or (ended.code == 2 and len(complaints) != 1):
        return f"{len(complaints)} lines of complaint"
    if ended.code == 2 and any(ord(char) < 32 and char not in "\n\r\x1b\t" for char in ended.err):
        return "control characters in the complaint"
    if ended.kib > MOST_RSS_KIB:
        return f"{ended.kib >> 10} MiB of memory"
    return None


def judge(references, kind, number, folder, content, ended):
    """The outcome, or None and what is wrong."""
    wrong = fault(folder, ended)
    if wrong:
        return None, wrong
    if ended.code == 2:
        return REFUSED, ""
    command = kind.commands[number]
    if ended.code == 1:
        return (DIFFERS, "") if command.verifies else (None, "exit code 1")
    result = kinds.result(folder, command, ended.out)
    changed = kinds.differences(references.of(kind, number), result)
    if "the checkpoint before it is read" in ended.err:
        expected = references.of(kind, number, fallback=True)
        return (BEFORE, "") if result == expected else (None, "not what the checkpoint before gives: " + changed)
    if kind.forged:
        return FORGED, ""
    impossible = kind.impossible(content) if kind.impossible else None
    if impossible:
        return None, "accepted though " + impossible
    if kind.hashed and not kind.same(content):
        return None, "accepted with other content" + (": " + changed if changed else "")
    if not changed:
        return SAME, ""
    return (None, "other content: " + changed) if kind.hashed else (STANDS, changed)


def one(arguments, references, every, number):
    """One case: its kind, mutation, outcome and, if that is None, what is wrong."""
    chosen = random.Random(f"{arguments.seed} {number}")
    kind = every[number % len(every)]
    folder = arguments.work / f"case-{number}"
    prepare(arguments, folder, kind)
    file = folder / kind.file
    others = [(arguments.material / other.file).read_bytes() for other in every if other.file != kind.file]
    mutation, content = mutations.mutate(file.read_bytes(), kind.mutations, others, chosen)
    file.write_bytes(content)
    command = chosen.randrange(len(kind.commands))
    ended = run(arguments, folder, kind.commands[command])
    outcome, note = judge(references, kind, command, folder, content, ended)
    words = " ".join(map(str, kind.commands[command].words))
    if outcome is None:
        # The command changes what it reads: the damaged file is kept as it was.
        (folder / ("damaged-" + file.name)).write_bytes(content)
        line = f"case {number} (seed {arguments.seed}): {mutation}, {kind.file}: {note}\ncd {folder} && {' '.join(command_line(arguments, kind.commands[command].words))}\n"
        (folder / "case.txt").write_text(line, encoding="utf-8")
    elif not arguments.keep:
        shutil.rmtree(folder)
    return number, kind.name, mutation, words, outcome, note, ended


def table(counts, faults):
    print("\n| file | cases | " + " | ".join(outcomes) + " | wrong |\n| --- |" + " ---: |" * (len(outcomes) + 2))
    total = collections.Counter()
    for name in sorted(set(counts) | set(faults)):
        row = counts[name]
        total += row
        cells = [sum(row.values()) + faults[name]] + [row[outcome] for outcome in outcomes] + [faults[name]]
        print(f"| {name} | " + " | ".join(map(str, cells)) + " |")
    cells = [sum(total.values()) + sum(faults.values())] + [total[outcome] for outcome in outcomes] + [sum(faults.values())]
    print("| **all** | " + " | ".join(map(str, cells)) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=2000, help="cases (default 2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the mutations")
    parser.add_argument("--case", type=int, help="only this one; its folder is kept")
    parser.add_argument("--kinds", help="only files whose kind contains this text (the numbers of the cases are then others)")
    parser.add_argument("--again", action="store_true", help="take the whole files of the run before")
    parser.add_argument("--jobs", type=int, choices=(1, 2), default=2, help="commands at once (default 2)")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin no case after so many")
    parser.add_argument("--jar", type=Path, default=tiny_runs.JAR)
    parser.add_argument("--work", type=Path, default=tiny_runs.ROOT / "target" / "reliability" / "mutate")
    arguments = parser.parse_args()
    tiny_runs.require(arguments.jar)
    arguments.work, arguments.jar = arguments.work.resolve(), arguments.jar.resolve()
    arguments.material, arguments.keep = arguments.work / "material", arguments.case is not None
    if not (arguments.again or arguments.case is not None) or not arguments.material.is_dir():
        shutil.rmtree(arguments.work, ignore_errors=True)
        arguments.material.mkdir(parents=True)
        material.make(arguments.jar, arguments.material)
    begun = time.monotonic()
    every = [kind for kind in kinds.every(arguments.material) if (arguments.kinds or "") in kind.name]
    references = References(arguments)
    wanted = every if arguments.case is None else [every[arguments.case % len(every)]]
    whole = [(kind, number, before) for kind in wanted for number in range(len(kind.commands)) for before in {False, kind.fallback}]
    print(f"{len(whole)} commands on whole files, twice", flush=True)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(lambda one: references.of(*one), whole))
    counts, faults, slowest, largest, cpu = collections.defaultdict(collections.Counter), collections.Counter(), 0, 0, 0
    numbers = range(arguments.times) if arguments.case is None else [arguments.case]
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:

        def begin(number):
            return one(arguments, references, every, number) if time.monotonic() - begun < arguments.minutes * 60 else None

        for case in pool.map(begin, numbers):
            if case is None:
                continue
            number, name, mutation, words, outcome, note, ended = case
            slowest, largest, cpu = max(slowest, ended.seconds), max(largest, ended.kib), cpu + ended.cpu_seconds
            if outcome is None:
                faults[name] += 1
            else:
                counts[name][outcome] += 1
            print(f"{number:5d}  {name:28s}  {mutation:18s}  {words[:40]:40s}  {outcome or 'WRONG'}{': ' + note if note else ''}", flush=True)
    table(counts, faults)
    cases = sum(sum(row.values()) for row in counts.values()) + sum(faults.values())
    print(
        f"\n{cases} cases, seed {arguments.seed}: {sum(faults.values())} wrong; {time.monotonic() - begun:.0f} s, {cpu:.0f} s of a core;"
        f" the slowest took {slowest:.0f} s, the largest {largest >> 10} MiB"
    )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
