#!/usr/bin/env python3
"""Plants faults of one line in the learning loop, one at a time, and runs the tests that should notice.

    python3 benchmarks/reliability/faults.py [NAME...]

Works in a copy of the tree as it is, so the tree stays as it is. Prints a line a fault: the tests that
failed. Exits with 1 if a fault went unnoticed, or if the tests fail without one.
"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = "src/main/java/org/amplia/"
# Without those that train for long: the others are enough.
LOOP = "CentralLoopTest#only*+approvals*+theEvaluator*+lookAhead*+theLeash*"
PRICE = "PlantedWorldTest"

# name: (file, line as it is, line with the fault, test class)
FAULTS = {
    "none": (None, None, None, f"{LOOP},{PRICE}"),
    "ties are taught": (
        "train/rounds/Amplified.java", "if (update.isTied(all.get(i)) || !asked.isTold(i)) {", "if (false) {", LOOP),
    "the evaluator never sees M2's answers": (
        "train/rounds/ApprovalFeedback.java", "return amplified.values();", "return List.of();", LOOP),
    "approvals are not scaled": (
        "update/Example.java", "(float) (others[i] / unit)", "(float) others[i]", LOOP),
    "held-out states are taught": (
        "train/rounds/ApprovalFeedback.java", "amplified.taught()", "amplified.examples()", LOOP),
    "look-ahead is sticky": (
        "train/rounds/Training.java", "configuration.environment().withStickyProbability(0)",
        "configuration.environment()", LOOP),
    "the leash's reference is uniform": (
        "update/AnswerUpdate.java", "some[i] = (float) found[next++];", "some[i] = (float) (0 * found[next++]);", LOOP),
    "the price of frames is a reward": (
        "decomposition/learn/Usefulness.java", "- framePrice * frames", "+ framePrice * frames", PRICE),
}


def failed(tree, tests):
    result = subprocess.run(
        ["./mvnw", "-q", "-o", "-Dspotless.check.skip", "-Dmaven.compiler.failOnWarning=false", f"-Dtest={tests}", "test"],
        cwd=tree, capture_output=True, text=True)
    names = re.findall(r"^\[ERROR\] org\.amplia\.[\w.]*?(\w+\.\w+)(?:\(|\[| --)", result.stdout, re.M)
    return result.returncode, sorted(set(names)), result.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="faults to plant (default: all)")
    names = parser.parse_args().names or list(FAULTS)
    unknown = [name for name in names if name not in FAULTS]
    if unknown:
        sys.exit(f"faults.py: there is no fault '{unknown[0]}': choose from {', '.join(FAULTS)}")
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="amplia-faults-") as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", "target", "runs"))
        for name in names:
            file, line, fault, tests = FAULTS[name]
            source = tree / SOURCES / file if file else None
            if source:
                text = source.read_text()
                if text.count(line) != 1:
                    sys.exit(f"faults.py: '{line}' is not once in {file}: adapt the fault to the code")
                source.write_text(text.replace(line, fault))
            code, tests_failed, output = failed(tree, tests)
            if source:
                source.write_text(text)
            noticed = (code != 0 and bool(tests_failed)) == bool(file)
            unnoticed += not noticed
            print(f"{name}: {', '.join(tests_failed) or 'no test failed'}{'' if noticed else '  <-- WRONG'}", flush=True)
            if code != 0 and not tests_failed:
                print(output[-2000:])
    sys.exit(1 if unnoticed else 0)


if __name__ == "__main__":
    main()
