"""The whole files that mutate.py damages: tiny runs, recorded games, imported games, made once."""

import bz2
import io
import json
import shutil
import struct
import subprocess
import tarfile
import zlib

import tiny_runs

TRIAL = "1_AB_1_Jan-01-00-00-00"
HEADER = "frame_id,episode_id,score,duration(ms),unclipped_reward,action,gaze_positions"
FRAMES = 24
JVM = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m", "-DOPT_OUT_TRACKING=true", "-Dai.djl.offline=true")
SMALL_PIXELS = ("observation=pixels", "rounds.batches=2", "rounds.hiddenUnits=16", "environment.maxEpisodeFrames=80", "evaluation.finalGames=1")


def png(shade):
    """An Atari's screen with a gradient."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((shade + row + column) % 256 for column in range(160) for _ in "rgb") for row in range(210))
    header = struct.pack(">IIBBBBB", 160, 210, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def archive(pictures):
    """Frames' pictures, packed as the data set packs them."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for number, picture in enumerate(pictures, 1):
            member = tarfile.TarInfo(f"{TRIAL}/AB_1_{number}.png")
            member.size = len(picture)
            tar.addfile(member, io.BytesIO(picture))
    return bz2.compress(stream.getvalue())


def trial(folder):
    """A trial of Atari-HEAD's kind; what it shows is no game."""
    folder.mkdir()
    lines = [HEADER]
    for number in range(1, FRAMES + 1):
        lines.append(f"AB_1_{number},0,{number // 10},50,{int(number % 10 == 0)},{2 + number // 8},80.5,{100 + number},81,{99.25 + number}")
    (folder / f"{TRIAL}.txt").write_text("\n".join(lines) + "\n")
    (folder / f"{TRIAL}.tar.bz2").write_bytes(archive([png(number) for number in range(1, FRAMES + 1)]))


def stopped(whole, folder):
    """The run as it is after its last round, before its final games."""
    shutil.copytree(whole, folder)
    for part in ("episodes", "transcripts", "report"):
        for file in (folder / part).iterdir():
            file.unlink()
    lines = (whole / "evaluations.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "evaluations.jsonl").write_text("".join(line for line in lines if '"final"' not in line), encoding="utf-8")
    description = json.loads((whole / "run.json").read_text(encoding="utf-8"))
    description["state"] = "stopped"
    del description["crc32"]
    body = json.dumps(description, indent=2, ensure_ascii=False)[:-1].rstrip()
    seal = f'{zlib.crc32(body.encode("utf-8")):08x}'
    (folder / "run.json").write_text(f'{body},\n  "crc32" : "{seal}"\n}}\n', encoding="utf-8")


def make(jar, folder):
    """Makes everything in a folder."""

    def amplia(*words, jvm=()):
        print("  amplia " + " ".join(map(str, words)), flush=True)
        command = ["java", *JVM, *jvm, "-jar", str(jar), *map(str, words)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            raise SystemExit(f"`{' '.join(command)}` in {folder} failed:\n{done.stderr[-2000:]}")

    shutil.copy(tiny_runs.CONFIG, folder / "config.json")
    settings = ("--config", "config.json", "--seed", 1)
    # The classes that commands load are kept for the next start, which then takes half the time.
    archive_at_exit = (f"-XX:ArchiveClassesAtExit={folder / 'classes.jsa'}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
    amplia("train", "crossing", "--method", "regularised", *settings, "--out", "regularised", jvm=archive_at_exit)
    amplia("train", "crossing", "--method", "dqn", *settings, "--frames", tiny_runs.FRAMES, "--out", "dqn")
    for method in ("regularised", "dqn"):
        (folder / f"stopped-{method}").mkdir()
        stopped(folder / method, folder / f"stopped-{method}" / "run")
    shutil.copytree(folder / "stopped-regularised", folder / "only")
    (folder / "only" / "run" / "checkpoints" / "previous.safetensors").unlink()
    amplia("demonstrate", "crossing", "--demonstrator", "suboptimal", "--out", "shown")
    amplia("demonstrate", "crossing", "--demonstrator", "planner", "--decompositions", "--key-frames", 3, "--out", "decompositions")
    trial(folder / "trials")
    amplia(*importing(), "--out", "imported")
    (imported,) = (folder / "imported").glob("*.demonstrations.json")
    # There are trials of Atari's games only, and their cartridges need not be here.
    imported.write_text(imported.read_text(encoding="utf-8").replace('"pong"', '"crossing"'), encoding="utf-8")
    amplia(*compare())


def importing():
    """The command that imports the trial."""
    return ["import-demonstrations", "trials", "--game", "pong", "--validation", "0"]


def compare():
    """The command whose comparison is begun here, and goes on in every case."""
    words = ["compare", "crossing", "--methods", "random", "--seeds", "2", "--config", "config.json", "--frames", "500"]
    return words + ["--out", "compared", "--json"]


def clone(source, *settings):
    """A run that clones what is shown in a folder."""
    words = ["train", "crossing", "--method", "bc", "--config", "config.json", "--out", "run", "--set", f"demonstrations.from={source}"]
    for setting in settings:
        words += ["--set", setting]
    return words
