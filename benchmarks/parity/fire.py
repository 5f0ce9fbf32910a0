#!/usr/bin/env python3
"""Which presses of FIRE a game sees at its start, and which games wait for one.

    benchmarks/parity/run.sh fire [GAME ...]

A start is some frames of NOOP, then FIRE held for a number of frames. It was seen if RAM 100 frames later differs
from that of a console on which nothing was pressed, at the same frame. Compared are:

    1 frame    what ale_py.vector_env.AtariVectorEnv presses
    4 frames   what Stable-Baselines3's FireResetEnv presses (MaxAndSkipEnv is below it, so that its step is 4 frames)
    SB3        those, and the four frames of the second action which FireResetEnv takes behind them
    Amplia     environment.fireOnReset: one frame of NOOP at least, then 4 of FIRE

A game is said to wait if after 30 frames of NOOP the press sets many more cells of RAM moving than move alone. Prints
a Markdown table of the games that wait, and of those that do not see each press; exit code 1 if Amplia's is seen less
often than Stable-Baselines3's.
"""
import argparse
import importlib.metadata as metadata
import sys

import ale_py
from ale_py import Action

NOOPS = (0, 1, 2, 3, 5, 10, 20, 30)
LATER = 100
FRAMES = 120
SEED = 123
# ale-py has their ROMs and aborts on them.
FOR_TWO = {"combat", "joust", "maze_craze", "warlords"}
PRESSES = ("1 frame", "4 frames", "SB3", "Amplia")


def moving(rams):
    return sum(len({ram[cell] for ram in rams}) > 1 for cell in range(128))


class Game:
    def __init__(self, name):
        self.ale = ale_py.ALEInterface()
        self.ale.setInt("random_seed", SEED)
        self.ale.setFloat("repeat_action_probability", 0.0)
        self.ale.loadROM(ale_py.roms.get_rom_path(name))
        self.actions = self.ale.getMinimalActionSet()

    def starts(self):
        """The states after each number of NOOPs, and RAM of a console that is left alone, frame by frame."""
        states, alone = {}, []
        for frame in range(max(NOOPS) + FRAMES + 20):
            if frame in NOOPS:
                states[frame] = self.ale.cloneSystemState()
            alone.append(self.act(Action.NOOP, 1))
        return states, alone

    def act(self, action, frames):
        for _ in range(frames):
            self.ale.act(action)
        return bytes(self.ale.getRAM())

    def pressed(self, state, press, noops):
        """RAM after the press, frame by frame, and the frames that the press took."""
        self.ale.restoreSystemState(state)
        frames = 1 if press == "1 frame" else 4
        self.act(Action.FIRE, frames)
        if press == "SB3":
            self.act(self.actions[2], 4)
            frames += 4
        return [self.act(Action.NOOP, 1) for _ in range(FRAMES)], noops + frames


def look(name):
    game = Game(name)
    if Action.FIRE not in game.actions:
        return None
    states, alone = game.starts()
    unseen = {press: [] for press in PRESSES}
    most = 0
    for noops in NOOPS:
        for press in PRESSES:
            begun = max(1, noops) if press == "Amplia" else noops
            rams, frame = game.pressed(states[begun], press, begun)
            if rams[LATER] == alone[frame + LATER]:
                unseen[press].append(noops)
            if noops == max(NOOPS) and press == "4 frames":
                most = moving(rams)
    still = moving(alone[max(NOOPS) : max(NOOPS) + FRAMES])
    return still, most, unseen


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("games", nargs="*", metavar="GAME", help="default: all games for one player")
    given = parser.parse_args()
    given.games = given.games or [name for name in sorted(ale_py.roms.get_all_rom_ids()) if name not in FOR_TWO]
    ale_py.ALEInterface.setLoggerMode(ale_py.LoggerMode.Error)
    seen = {name: look(name) for name in given.games}
    fire = {name: found for name, found in seen.items() if found}
    waiting = {name: found for name, found in fire.items() if found[1] >= 1.4 * found[0] + 2}
    print(f"ale-py {metadata.version('ale-py')}; {len(seen)} games, {len(fire)} with FIRE, {len(waiting)} of them wait for it.")
    print(f"Starts at which a press is not seen, by frames of NOOP, of {', '.join(map(str, NOOPS))}:\n")
    print("| game that waits | cells that move alone | after FIRE | " + " | ".join(PRESSES) + " |")
    print("| --- | ---: | ---: |" + " --- |" * len(PRESSES))
    for name, (still, most, unseen) in waiting.items():
        cells = " | ".join(", ".join(map(str, unseen[press])) or "–" for press in PRESSES)
        print(f"| {name} | {still} | {most} | {cells} |")
    print("\n| press | games that wait and do not see it at some start |")
    print("| --- | --- |")
    for press in PRESSES:
        missed = [name for name in waiting if waiting[name][2][press]]
        print(f"| {press} | {len(missed)}: {', '.join(missed)} |")
    worse = [n for n, (_, _, unseen) in waiting.items() if not set(unseen["Amplia"]) <= set(unseen["SB3"])]
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
