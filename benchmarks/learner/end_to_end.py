#!/usr/bin/env python3
"""Agent steps per second of dqn from pixels beside Stable-Baselines3's: playing and learning together.

    python3 benchmarks/learner/end_to_end.py

makes a virtual environment in target/learner-venv, installs Stable-Baselines3, PyTorch and ale-py from
PyPI, and measures in turn, several times over: Amplia with 8 environments, Stable-Baselines3 with one
environment and with 8. All: Nature CNN, batches of 32, a gradient step every 4 agent steps, sticky 0.25,
plain DQN, 2 threads; measured once gradient steps have begun, evaluation not counted. Needs the game
(`./amplia rom import`), Python 3.10 or newer and a JDK, and nothing else running on the machine.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from environment import PYTHON, amplia, prepare, processor

TITLES = {"amplia": "Amplia, 8 environments", "sb3-1": "Stable-Baselines3, 1", "sb3-8": "Stable-Baselines3, 8"}
FRAME_SKIP = 4
STEPS_BEFORE_LEARNING = 1000
STEPS_A_ROUND = 2000
HERE = Path(__file__).resolve().parent


def of_amplia(given, environment):
    """Rounds are timed without their evaluations; the first has the steps before learning in it."""
    with tempfile.TemporaryDirectory() as folder:
        frames = (1 + given.rounds) * STEPS_A_ROUND * FRAME_SKIP
        settings = {
            "observation": "pixels",
            "threads": given.threads,
            "dqn.doubleQ": "false",
            "dqn.stepsBeforeLearning": STEPS_BEFORE_LEARNING,
            "environment.lifeLossEnds": "false",
            "evaluation.everyFrames": STEPS_A_ROUND * FRAME_SKIP,
            "evaluation.progressGames": 1,
            "evaluation.finalGames": 1,
        }
        run = Path(folder) / "run"
        command = amplia("train", given.game, "--method", "dqn", "--frames", str(frames), "--out", str(run))
        for name, value in settings.items():
            command += ["--set", f"{name}={value}"]
        output(command, environment)
        lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text(encoding="utf-8").splitlines()]
        first, last = lines[1], lines[-1]
        steps = (last["frames"] - first["frames"]) / FRAME_SKIP
        return steps / (last["seconds"] - first["seconds"]), "Amplia"


def of_sb3(environments, given, environment):
    name = "".join(word.capitalize() for word in given.game.split("_"))
    command = [PYTHON, HERE / "sb3.py", "dqn", "--pixels", name, "--environments", environments]
    command += ["--seconds", given.seconds, "--frames", 4_000_000, "--threads", given.threads]
    answer = json.loads(output([str(word) for word in command], environment).splitlines()[-1])
    return answer["steps_per_second"], f"{answer['system']} (PyTorch {answer['torch']}, ale-py {answer['ale']})"


def output(command, environment):
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit((done.stderr.strip() or "failed").splitlines()[-1])
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--game", default="pong")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=4, help=f"Amplia's, of {STEPS_A_ROUND} agent steps each")
    parser.add_argument("--seconds", type=float, default=40, help="measured of Stable-Baselines3")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, help="write the table here too")
    given = parser.parse_args()
    prepare("stable-baselines3", "ale-py", "gymnasium", "opencv-python-headless")
    environment = dict(os.environ, OMP_NUM_THREADS=str(given.threads))
    figures, versions = {system: [] for system in TITLES}, {}
    for repetition in range(given.repetitions):
        for system in TITLES:
            if system == "amplia":
                figure, versions[system] = of_amplia(given, environment)
            else:
                figure, versions[system] = of_sb3(int(system.split("-")[1]), given, environment)
            figures[system].append(figure)
            print(f"repetition {repetition + 1}: {TITLES[system]}: {figure:.0f}", file=sys.stderr, flush=True)
    medians = {system: statistics.median(values) for system, values in figures.items()}
    text = "\n".join(
        [
            "| system | agent steps a second | Amplia / it |",
            "| --- | ---: | ---: |",
            *(
                f"| {title} | **{medians[s]:.0f}** ({min(figures[s]):.0f} – {max(figures[s]):.0f}) |"
                f" {medians['amplia'] / medians[s]:.2f} |"
                for s, title in TITLES.items()
            ),
            "",
            f"{given.game}, {given.threads} threads, median (smallest – largest) of {given.repetitions}, in turn."
            f" {date.today()}, {processor()}, {os.cpu_count()} cores.",
            ", ".join(sorted(set(versions.values()))) + f", Python {platform.python_version()}.",
        ]
    )
    print(text)
    if given.out:
        given.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
