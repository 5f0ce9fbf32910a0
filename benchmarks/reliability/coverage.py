#!/usr/bin/env python3
"""Lines and branches that the tests run through, for each package, as a table.

After ./mvnw verify -Pcoverage:  python3 benchmarks/reliability/coverage.py [FILE]
"""
import csv
import sys
from collections import Counter, defaultdict

packages = defaultdict(Counter)
with open(sys.argv[1] if len(sys.argv) > 1 else "target/site/jacoco/jacoco.csv") as lines:
    for row in csv.DictReader(lines):
        name = row["PACKAGE"].removeprefix("org.amplia").removeprefix(".") or "amplia"
        for package in (name, "**all**"):
            packages[package].update(
                {k: int(row[k]) for k in ("LINE_MISSED", "LINE_COVERED", "BRANCH_MISSED", "BRANCH_COVERED")}
            )


def share(counts, unit):
    covered, missed = counts[unit + "_COVERED"], counts[unit + "_MISSED"]
    return f"{100 * covered / (covered + missed):.1f}" if covered + missed else "–"


print("| package | lines | % of lines | % of branches |")
print("| --- | ---: | ---: | ---: |")
for name in sorted(packages, key=lambda one: (one.startswith("*"), one)):
    counts = packages[name]
    lines = counts["LINE_COVERED"] + counts["LINE_MISSED"]
    print(f"| {name if name.startswith('*') else f'`{name}`'} | {lines:,} | {share(counts, 'LINE')} | {share(counts, 'BRANCH')} |")
