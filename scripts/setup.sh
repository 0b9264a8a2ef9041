#!/bin/sh
# Set up the environment: `setup.sh run` for the service, `dev` for tests as well, `browser` for Chromium,
# `tesseract` for the programs that `make bench` compares with.
# Installs only what is missing; asks for root only where a system package is missing.
set -eu
cd "$(dirname "$0")/.."
what=$1
python=${PYTHON:-python3.11}
stamps=.make
mkdir -p "$stamps"

say() { printf '%s\n' "$*" >&2; }

system_packages() {
    say "Installing system packages: $*"
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi
    if ! command -v apt-get >/dev/null || { [ -n "$as_root" ] && ! command -v sudo >/dev/null; }; then
        say "Please install these packages as root, then try again: $*"
        exit 1
    fi
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if [ "$what" = browser ]; then
    command -v chromium >/dev/null || system_packages chromium
    touch "$stamps/browser"
    exit 0
fi

# Only for measuring: what others read with.
if [ "$what" = tesseract ]; then
    tesseract --list-langs 2>/dev/null | grep -qx deu || system_packages tesseract-ocr tesseract-ocr-deu
    touch "$stamps/tesseract"
    exit 0
fi

command -v "$python" >/dev/null || { system_packages python3.11 python3.11-venv; }
if [ ! -x .venv/bin/python ]; then
    say "Creating .venv"
    "$python" -m venv .venv 2>/dev/null || { rm -rf .venv; system_packages python3.11-venv; "$python" -m venv .venv; }
fi
# uv installs the same pinned wheels as pip does, ten times faster; its own version and hash are in the lock.
if ! .venv/bin/uv --version >/dev/null 2>&1; then
    sed -n '/^uv==/,/^[a-z]/p' requirements.lock | sed '$d' > "$stamps/uv.lock"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r "$stamps/uv.lock"
fi
lock=requirements.lock
[ "$what" = dev ] && lock=requirements-dev.lock
say "Installing the pinned packages of $lock"
.venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r "$lock"
.venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
touch "$stamps/$what"
[ "$what" = dev ] && touch "$stamps/run"
exit 0
