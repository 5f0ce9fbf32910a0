"""The kinds of files that mutate.py damages, the commands that read them, and what of them can be told from the truth."""

import bz2
import collections
import io
import json
import re
import tarfile
import zlib
from dataclasses import dataclass
from typing import Callable, Optional

import material
import mutations
import tiny_runs

EPISODE = "episodes/final-0.episode.json"
# `verifies`: exit code 1 says that something differs. `run`: the folder of a run that the command goes on with or makes.
Command = collections.namedtuple("Command", "words verifies run report", defaults=(False, None, None))


@dataclass(frozen=True)
class Kind:
    """Files of one kind: which one is damaged how, what else the commands need, and what is expected of them."""

    name: str
    file: str
    needs: tuple
    mutations: tuple
    commands: tuple
    # Whether there is a hash, so that other content must be noticed; `same` tells what is no other content.
    hashed: bool = False
    same: Callable = lambda content: False
    # Whether there is an earlier checkpoint to go on from.
    fallback: bool = False
    # Whether the hash was made right again after the damage, so that nobody can notice.
    forged: bool = False
    # Why content without a hash cannot be true, or None.
    impossible: Optional[Callable] = None


def state(folder):
    """The state in run.json; None while there is none, or if nobody can read it."""
    try:
        return tiny_runs.state(folder)
    except (ValueError, KeyError, TypeError, UnicodeDecodeError, NotADirectoryError, RecursionError):
        return None


def result(folder, command, out):
    """What a command printed and wrote, by name, without what a clock says."""
    if command.run:
        run = folder / command.run
        found = {name: path.read_bytes() for name, path in tiny_runs.files(run).items() if not path.name.endswith(".tmp")}
        return found | {name: tiny_runs.lines(run / name) for name in tiny_runs.LINE_BY_LINE}
    found = {"what is printed": re.sub(r'"seconds" ?: ?[\d.eE+-]+', "", out)}
    for path in sorted((folder / command.report).rglob("*")) if command.report else ():
        if path.suffix in (".csv", ".html", ".json", ".gz"):
            found[path.name] = path.read_bytes()
    return found


def differences(whole, other):
    return ", ".join(name for name in sorted(set(whole) | set(other)) if whole.get(name) != other.get(name))


def strict(text):
    """A JSON value, without what Python's reader lets pass."""

    def pairs(found):
        if len(found) != len(dict(found)):
            raise ValueError("a key that is there twice")
        return dict(found)

    def constant(name):
        raise ValueError(f"a number {name}")

    value = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
    json.dumps(value, allow_nan=False)
    return value


def text_of(content):
    return content.decode("utf-8")


def equal_json(whole, without=()):
    """Whether other content says the same as the whole file."""

    def reduced(content):
        value = strict(text_of(content))
        return {key: element for key, element in value.items() if key not in without} if isinstance(value, dict) else value

    def same(content):
        try:
            return reduced(content) == reduced(whole)
        except (ValueError, RecursionError):
            return False

    return same


def equal_lines(whole, grows=False, resumed=False):
    """Whether other lines say the same.

    Of a file that grows, a last line without an end does not count: its writer was killed. Nor does the final evaluation for a
    run that is resumed: it is made again.
    """

    def values(content):
        if grows:
            content = content[: content.rfind(b"\n") + 1]
        # A checksum that is gone takes nothing with it.
        lines = [{key: part for key, part in strict(line).items() if key != "crc32"} for line in text_of(content).splitlines()]
        return [line for line in lines if not (resumed and line.get("kind") == "final")]

    def same(content):
        try:
            return values(content) == values(whole)
        except (ValueError, RecursionError, AttributeError):
            return False

    return same


def equal_unpacked(whole):
    """The hash is that of the pictures, unpacked: what follows the packed ones does not count."""

    def unpacked(content):
        return zlib.decompressobj(31).decompress(content)

    def same(content):
        try:
            return unpacked(content) == unpacked(whole)
        except zlib.error:
            return False

    return same


def of_document(check=lambda value: None):
    def impossible(content):
        try:
            return check(strict(text_of(content)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            return f"it is no such value ({error})"

    return impossible


def picture_damaged(content, random):
    """One picture of the archive damaged, packed as a whole archive again: the PNG's own checksums are tested too."""
    with tarfile.open(fileobj=io.BytesIO(bz2.decompress(content))) as tar:
        pictures = [tar.extractfile(member).read() for member in tar.getmembers()]
    at = random.randrange(len(pictures))
    change = random.choice((mutations.flip_bits, mutations.cut, mutations.zero_block, mutations.remove_block, mutations.noise))
    pictures[at] = change(pictures[at], random)
    return material.archive(pictures)


def every(folder):
    """All kinds, of the material in a folder."""
    last = "run/checkpoints/last.safetensors"
    resume = {method: Command(("resume", f"stopped-{method}/run"), run=f"stopped-{method}/run") for method in ("regularised", "dqn")}
    play = {method: Command(("evaluate", f"stopped-{method}/run", "--episodes", 1, "--json")) for method in ("regularised", "dqn")}
    episode = f"regularised/{EPISODE}"
    ask = ("ask", "crossing", "--episode", episode, "--step", 5, "--json")
    verify = Command(("replay", episode, "--verify", "--transcripts"), verifies=True)
    replay_file = max((folder / "stopped-dqn/run/checkpoints").glob("replay-*.bin"), key=lambda path: int(path.stem[7:]))
    memory = f"stopped-dqn/run/checkpoints/{replay_file.name}"
    shown = next((folder / "shown").glob("*.episode.json")).relative_to(folder).as_posix()
    decompositions = next((folder / "decompositions").glob("*.json")).relative_to(folder).as_posix()
    imported = next((folder / "imported").glob("*.demonstrations.json")).relative_to(folder).as_posix()
    pictures = imported.replace(".demonstrations.json", ".pictures.gz")
    report = Command(("report", "regularised", "--json"), report="regularised/report")
    clone_games = Command(material.clone("shown"), run="run")
    clone_imported = Command(material.clone("imported", *material.SMALL_PIXELS), run="run")
    importing = Command(material.importing() + ["--out", "new"], report="new")
    transcript = "regularised/transcripts/final-0.jsonl"
    regularised, dqn, config = "stopped-regularised", "stopped-dqn", "config.json"

    def whole(name):
        return (folder / name).read_bytes()

    checkpoints = (resume["regularised"], play["regularised"], Command(ask + ("--run", "stopped-regularised/run")))
    both = (regularised, "regularised")
    return [
        Kind("checkpoint", f"{regularised}/{last}", both, mutations.BYTES, checkpoints, hashed=True, fallback=True),
        Kind("checkpoint, the only one", f"only/{last}", ("only",), mutations.BYTES, (Command(("resume", "only/run"), run="only/run"),), hashed=True),
        Kind("checkpoint, dqn", f"{dqn}/{last}", (dqn,), mutations.BYTES, (resume["dqn"], play["dqn"]), hashed=True, fallback=True),
        Kind("checkpoint, forged", f"{regularised}/{last}", both, (mutations.tensors_forged,), checkpoints, forged=True, fallback=True),
        Kind(
            "checkpoint, dqn, forged",
            f"{dqn}/{last}",
            (dqn,),
            (mutations.tensors_forged, mutations.game_forged, mutations.game_forged),
            (resume["dqn"], resume["dqn"], play["dqn"]),
            forged=True,
            fallback=True,
        ),
        Kind("replay memory", memory, (dqn,), mutations.BYTES, (resume["dqn"],), hashed=True, fallback=True),
        Kind("replay memory, forged", memory, (dqn,), (mutations.replay_forged,), (resume["dqn"],), forged=True, fallback=True),
        Kind(
            "run.json",
            "regularised/run.json",
            ("regularised",),
            mutations.JSON,
            (report, Command(("evaluate", "regularised", "--episodes", 1, "--json")), Command(ask), verify),
            hashed=True,
            same=equal_json(whole("regularised/run.json"), ("crc32",)),
        ),
        Kind(
            "run.json, stopped",
            f"{regularised}/run/run.json",
            (regularised,),
            mutations.JSON,
            (resume["regularised"],),
            hashed=True,
            same=equal_json(whole(f"{regularised}/run/run.json"), ("crc32",)),
        ),
        Kind(
            "metrics.jsonl",
            "regularised/metrics.jsonl",
            ("regularised",),
            mutations.JSON_LINES,
            (report,),
            hashed=True,
            same=equal_lines(whole("regularised/metrics.jsonl"), grows=True),
        ),
        Kind(
            "metrics.jsonl, stopped",
            f"{regularised}/run/metrics.jsonl",
            (regularised,),
            mutations.JSON_LINES,
            (resume["regularised"],),
            hashed=True,
            same=equal_lines(whole(f"{regularised}/run/metrics.jsonl"), grows=True),
        ),
        Kind(
            "evaluations.jsonl",
            "regularised/evaluations.jsonl",
            ("regularised",),
            mutations.JSON_LINES,
            (report,),
            hashed=True,
            same=equal_lines(whole("regularised/evaluations.jsonl"), grows=True),
        ),
        Kind(
            "evaluations.jsonl, stopped",
            f"{regularised}/run/evaluations.jsonl",
            (regularised,),
            mutations.JSON_LINES,
            (resume["regularised"],),
            hashed=True,
            same=equal_lines(whole(f"{regularised}/run/evaluations.jsonl"), grows=True, resumed=True),
        ),
        Kind("transcript", transcript, ("regularised",), mutations.JSON_LINES, (verify,), hashed=True, same=equal_lines(whole(transcript))),
        Kind(
            "episode",
            episode,
            ("regularised",),
            mutations.JSON,
            (verify, Command(("replay", episode, "--verify", "--json"), verifies=True)),
            hashed=True,
            same=equal_json(whole(episode), ("about",)),
        ),
        Kind("episode, cloned", shown, ("shown", config), mutations.JSON, (clone_games,), hashed=True, same=equal_json(whole(shown), ("about",))),
        Kind(
            "decompositions",
            decompositions,
            ("decompositions",),
            mutations.JSON,
            (Command(("replay", decompositions, "--verify"), verifies=True),),
            hashed=True,
            same=equal_json(whole(decompositions)),
        ),
        Kind("demonstrations", imported, ("imported", config), mutations.JSON, (clone_imported,), impossible=of_document()),
        Kind("demonstrations' pictures", pictures, ("imported", config), mutations.BYTES + 3 * (mutations.pictures_forged,), (clone_imported,), hashed=True, same=equal_unpacked(whole(pictures))),
        Kind("trial's text", f"trials/{material.TRIAL}.txt", ("trials",), mutations.BYTES + 2 * mutations.TEXT, (importing,)),
        Kind(
            "trial's archive",
            f"trials/{material.TRIAL}.tar.bz2",
            ("trials",),
            mutations.BYTES + 8 * (picture_damaged,),
            (importing,),
            hashed=True,
            # Not every picture is looked at.
            same=lambda content: True,
        ),
        Kind("comparison.json", "compared/comparison.json", ("compared", config), mutations.JSON, (Command(material.compare()),), impossible=of_document()),
        Kind("configuration", config, (config,), mutations.JSON, (Command(("train", "--dry-run", "--config", config)),), impossible=of_document()),
    ]
