"""What the scripts here share: a virtual environment for the peers, the launcher, and a machine's name."""

import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / "target" / "learner-venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(*packages):
    """Installs what is missing from PyPI; a package may have a version: torch==2.7.1."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *packages], check=True)


def amplia(*words):
    return [str(ROOT / ("amplia.cmd" if os.name == "nt" else "amplia")), *words]


def processor():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"
