#!/usr/bin/env bash
# Installs the peers from PyPI in a virtual environment, imports the wheel's ROMs, compares.
#   run.sh [observations] [--peer gymnasium|vector] [GAME ...]   what a learner sees (the default)
#   run.sh stickiness [GAME]                                     how often actions stick
#   run.sh fire [GAME ...]                                       which presses of FIRE start a game
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
what=observations
case "${1:-}" in
  observations | stickiness | fire) what=$1; shift ;;
esac
venv=target/parity-venv
if [ ! -e "$venv/complete" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet 'ale-py[vector]==0.12.1' 'gymnasium>=1.0' opencv-python-headless numpy
  touch "$venv/complete"
fi
export AMPLIA_HOME=$PWD/target/parity-home
roms=$("$venv/bin/python" -c 'import ale_py, pathlib; print(pathlib.Path(ale_py.__file__).parent / "roms")')
./amplia rom import "$roms" >/dev/null
exec "$venv/bin/python" "benchmarks/parity/$what.py" "$@"
