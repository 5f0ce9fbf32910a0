#!/usr/bin/env bash
# Installs the peers from PyPI in a virtual environment, imports the wheel's ROMs, compares.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
venv=target/parity-venv
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet ale-py==0.12.1 'gymnasium>=1.0' opencv-python-headless numpy
fi
export AMPLIA_HOME=$PWD/target/parity-home
roms=$("$venv/bin/python" -c 'import ale_py, pathlib; print(pathlib.Path(ale_py.__file__).parent / "roms")')
./amplia rom import "$roms" >/dev/null
exec "$venv/bin/python" benchmarks/parity/observations.py "$@"
