#!/usr/bin/env python3
"""Emulator frames per second beside EnvPool and ale_py.vector_env.AtariVectorEnv.

    python3 benchmarks/throughput/throughput.py

makes a virtual environment in target/throughput, installs the others from PyPI, imports the games
that ale-py brings, and measures everything in turn, several times over, each time in a process of
its own. Prints a Markdown table of medians. Needs Python 3.10 or newer and a JDK, and nothing else
running on the machine.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import venv
from datetime import date
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
WORK = HOME / "target" / "throughput"
PACKAGES = ["envpool", "ale-py[vector]", "gymnasium", "numpy"]
GAMES = "pong,breakout,freeway,ms_pacman,crossing"
BUNDLED = {"crossing": "freeway"}
PEERS = ["ale-py", "envpool"]
MODES = ["all", "ready"]
PATIENCE_SECONDS = 300


def say(text):
    print(text, file=sys.stderr, flush=True)


def python():
    folder = "Scripts" if os.name == "nt" else "bin"
    return WORK / "venv" / folder / "python"


def prepare(packages):
    """The virtual environment and a home for Amplia with the games of ale-py."""
    if not python().exists():
        say("making a virtual environment")
        venv.create(WORK / "venv", with_pip=True)
    subprocess.run([python(), "-m", "pip", "install", "-q", *packages], check=True)
    roms = inside("import ale_py, pathlib; print(pathlib.Path(ale_py.__file__).parent / 'roms')")
    say("importing the games of ale-py")
    amplia("rom", "import", roms)
    rules = WORK / "bundled"
    rules.mkdir(parents=True, exist_ok=True)
    for game, name in BUNDLED.items():
        rom = HOME / "src/main/resources/org/amplia/rom" / f"{game}.bin"
        shutil.copy(rom, rules / f"{name}.bin")


def inside(code):
    done = subprocess.run([python(), "-c", code], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def amplia(*words):
    environment = dict(os.environ, AMPLIA_HOME=str(WORK / "home"))
    launcher = HOME / ("amplia.cmd" if os.name == "nt" else "amplia")
    done = subprocess.run(
        [launcher, *words], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def versions():
    wanted = "['envpool', 'ale-py', 'gymnasium', 'numpy']"
    found = inside(
        "import json, importlib.metadata as m;"
        f"print(json.dumps({{p: m.version(p) for p in {wanted}}}))"
    )
    return json.loads(found)


def measure_amplia(game, given):
    report = json.loads(
        amplia(
            *["bench", "env", "--json", "--games", game],
            *["--seconds", str(given.seconds), "--warm-up", str(given.warm_up)],
            *["--envs", str(given.envs), "--threads", str(given.threads)],
        )
    )
    speed = report["games"][0]
    figures = {
        ("limit", ""): speed["emulator"],
        ("amplia", "all"): speed["stepAll"],
        ("amplia", "ready"): speed["sendReceive"],
    }
    return figures, report


def measure_peer(peer, mode, game, given):
    """Frames per second, or the last line of what it said when it failed."""
    command = [python(), Path(__file__).with_name("peer.py"), peer, BUNDLED.get(game, game)]
    command += ["--mode", mode, "--seconds", str(given.seconds), "--warm-up", str(given.warm_up)]
    command += ["--envs", str(given.envs), "--threads", str(given.threads)]
    if game in BUNDLED:
        command += ["--rom", WORK / "bundled" / f"{BUNDLED[game]}.bin"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        return None, f"no answer in {PATIENCE_SECONDS} s"
    if done.returncode != 0:
        lines = (done.stderr.strip() or f"ended with {done.returncode}").splitlines()
        return None, lines[-1]
    return json.loads(done.stdout.strip().splitlines()[-1])["framesPerSecond"], None


def measure(given):
    """All figures: (game, system, mode) -> list; and why there are none, where there are none."""
    figures, reasons, report = {}, {}, {}
    games = given.games.split(",")
    for repetition in range(given.repetitions):
        for game in games:
            jobs = ["amplia"] + [(peer, mode) for peer in PEERS for mode in MODES]
            # Nobody always comes first.
            turn = repetition % len(jobs)
            for job in jobs[turn:] + jobs[:turn]:
                if job == "amplia":
                    found, report = measure_amplia(game, given)
                    for (system, mode), speed in found.items():
                        figures.setdefault((game, system, mode), []).append(speed)
                elif (game, *job) not in reasons:
                    speed, reason = measure_peer(*job, game, given)
                    if reason:
                        reasons[(game, *job)] = reason
                    else:
                        figures.setdefault((game, *job), []).append(speed)
            say(f"repetition {repetition + 1} of {given.repetitions}: {game} measured")
    return figures, reasons, report


def table(given, figures, reasons, report, peers):
    columns = [("limit", "")] + [(s, m) for s in ["amplia", *PEERS] for m in MODES]
    lines = [
        "| game | emulator alone | Amplia, all | Amplia, ready | AtariVectorEnv, all"
        " | AtariVectorEnv, ready | EnvPool, all | EnvPool, ready"
        " | all / better peer, all | best / best peer | best / emulator |",
        "| --- |" + " ---: |" * (len(columns) + 3),
    ]
    for game in given.games.split(","):
        median = {}
        cells = []
        for system, mode in columns:
            speeds = figures.get((game, system, mode))
            if speeds:
                median[system, mode] = statistics.median(speeds)
                low, high = min(speeds) / 1000, max(speeds) / 1000
                cells.append(f"**{median[system, mode] / 1000:.1f}** ({low:.1f} – {high:.1f})")
            else:
                cells.append("—")
        best = max(median["amplia", mode] for mode in MODES)
        cells.append(ratio(median["amplia", "all"], [median.get((p, "all")) for p in PEERS]))
        cells.append(ratio(best, [median.get((p, m)) for p in PEERS for m in MODES]))
        cells.append(f"{100 * best / median['limit', '']:.0f} %")
        lines.append("| " + " | ".join([game, *cells]) + " |")
    lines.append("")
    for (game, peer, mode), reason in sorted(reasons.items()):
        lines.append(f"- {peer} does not play {game} ({mode}): `{reason}`")
    ours = report["versions"]
    lines += [
        "",
        f"Thousands of emulator frames per second: median (smallest – largest) of"
        f" {given.repetitions} × {given.seconds:g} s after {given.warm_up:g} s,"
        f" {given.envs} environments, {given.threads} threads, in turn."
        f" {date.today()}, {processor()}, {report['platform']}.",
        f"Amplia {ours['amplia']} (ALE {ours['ale']}, Java {ours['java']}), "
        + ", ".join(f"{name} {version}" for name, version in peers.items())
        + f", Python {platform.python_version()}.",
    ]
    return "\n".join(lines)


def ratio(ours, theirs):
    theirs = [speed for speed in theirs if speed]
    return f"{ours / max(theirs):.2f}" if theirs else "—"


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", default=GAMES)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5, help="of each measurement")
    parser.add_argument("--warm-up", type=float, default=3, help="seconds before each")
    parser.add_argument("--envs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--packages", nargs="+", default=PACKAGES, help="what pip installs")
    parser.add_argument("--out", type=Path, help="write the table here too")
    given = parser.parse_args()
    prepare(given.packages)
    figures, reasons, report = measure(given)
    text = table(given, figures, reasons, report, versions())
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
