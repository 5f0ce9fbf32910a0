#!/usr/bin/env python3
"""How often does a frame repeat the action before it? Amplia beside ale-py, at the same probability.

    benchmarks/parity/run.sh stickiness [GAME]

An agent asks for an action every four frames. While the frame before executed another one, chance decides in each
frame whether that sticks. An episode that Amplia recorded holds the executed actions. ale-py does not tell them, so
each of its frames is also played from the same state with every action and nothing sticky: where only one of them
leads to the RAM that the real console has, that one was executed. Prints a Markdown table of the rate and of how
many frames in a row stuck; exit code 1 if either is not what independent draws give (4 standard errors;
chi-squared, 0.1 %).
"""
import importlib.metadata as metadata
import json
import pathlib
import subprocess
import sys
import tempfile

import ale_py
import numpy as np

STICKY = 0.25
FRAMES = 60_000
SEED = 1
SKIP = 4
CHI_SQUARED_LIMIT = 16.27  # 3 degrees of freedom, 0.1 %
ROOT = pathlib.Path(__file__).resolve().parents[2]


class Tally:
    """Wishes that differed from the action before them, by how many frames of the step that action stuck."""

    def __init__(self):
        self.stuck = np.zeros(SKIP + 1, int)

    def step(self, held, wanted, executed):
        """executed: the actions of the step's frames, None where nobody can tell."""
        if held is None or held == wanted or None in executed or len(executed) < SKIP:
            return
        run = 0
        while run < SKIP and executed[run] == held:
            run += 1
        # From the first frame that takes the new action on, both actions are the same.
        self.stuck[run] += 1

    def row(self, name):
        wishes = self.stuck.sum()
        expected = wishes * np.array([STICKY**k * (1 - STICKY) for k in range(SKIP)] + [STICKY**SKIP])
        draws = sum((k + 1) * self.stuck[k] for k in range(SKIP)) + SKIP * self.stuck[SKIP]
        repeated = sum(k * self.stuck[k] for k in range(SKIP + 1))
        rate, error = repeated / draws, np.sqrt(STICKY * (1 - STICKY) / draws)
        # The two longest runs are rare: counted together.
        seen, due = (np.append(counts[:3], counts[3:].sum()) for counts in (self.stuck, expected))
        chi_squared = ((seen - due) ** 2 / due).sum()
        print(
            f"| {name} | {draws:,} | {rate:.4f} ± {error:.4f} | "
            + " | ".join(f"{100 * count / wishes:.2f} %" for count in self.stuck)
            + f" | {chi_squared:.1f} |"
        )
        return abs(rate - STICKY) <= 4 * error and chi_squared <= CHI_SQUARED_LIMIT


def console(rom, sticky):
    ale = ale_py.ALEInterface()
    ale.setFloat("repeat_action_probability", sticky)
    ale.setInt("random_seed", SEED)
    ale.loadROM(rom)
    return ale


def of_ale_py(game):
    rom = ale_py.roms.get_rom_path(game)
    real, copy = console(rom, STICKY), console(rom, 0.0)
    actions = real.getMinimalActionSet()
    random = np.random.default_rng(SEED)
    tally, held = Tally(), None
    for _ in range(FRAMES // SKIP):
        wanted = actions[random.integers(len(actions))]
        executed = []
        for _ in range(SKIP):
            before = real.cloneState()
            real.act(wanted)
            fits = []
            for action in actions:
                copy.restoreState(before)
                copy.act(action)
                if (copy.getRAM() == real.getRAM()).all():
                    fits.append(action)
            executed.append(fits[0] if len(fits) == 1 else None)
        tally.step(held, wanted, executed)
        held = executed[-1]
        if real.game_over():
            real.reset_game()
            held = None
    return tally


def of_amplia(game):
    tally, frames, seed = Tally(), 0, SEED
    trace = amplia("trace", game, "--steps", "1").splitlines()[-1]
    letters = ["abcdefghijklmnopqr"[int(number)] for number in trace.split(",")[1].split()]
    with tempfile.TemporaryDirectory() as folder:
        while frames < FRAMES:
            out = pathlib.Path(folder) / str(seed)
            wish = ["--demonstrator", "suboptimal", "--episodes", "10", "--seed", str(seed)]
            amplia("demonstrate", game, *wish, "--out", out)
            for file in sorted(out.glob("*.episode.json")):
                episode = json.loads(file.read_text(encoding="utf-8"))
                assert episode["settings"]["stickyProbability"] == STICKY
                first, executed = episode["firstAgentFrame"], episode["actions"]
                for step, choice in enumerate(episode["choices"]):
                    frame = first + step * SKIP
                    wanted = letters[ord(choice) - ord("a")]
                    tally.step(executed[frame - 1] if frame else None, wanted, list(executed[frame : frame + SKIP]))
                frames += episode["frames"]
            seed += 1
    return tally


def amplia(*words):
    return subprocess.run([ROOT / "amplia", *words], check=True, stdout=subprocess.PIPE, text=True).stdout


def main():
    game = sys.argv[1] if len(sys.argv) > 1 else "freeway"
    print(f"Sticky actions of {game} at a probability of {STICKY}: ale-py {metadata.version('ale-py')} and Amplia.\n")
    print("| | draws | rate | 0 frames stuck | 1 | 2 | 3 | all 4 | chi-squared |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    good = [of_ale_py(game).row("ale-py"), of_amplia(game).row("Amplia")]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
