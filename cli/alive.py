"""Health checks of containers: ``python -m cli.alive URL`` or ``python -m cli.alive FILE``.

An address must answer; a file must have been touched within the last minute.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError

FRESH_SECONDS = 60


def alive(what: str) -> bool:
    """Whether an address answers, or a file is fresh."""
    if not what.startswith("http"):
        path = Path(what)
        return path.exists() and time.time() - path.stat().st_mtime < FRESH_SECONDS
    try:
        return urllib3.request("GET", what, timeout=5, retries=False).status == 200  # noqa: PLR2004 - HTTP's "OK"
    except HTTPError:
        return False


if __name__ == "__main__":
    sys.exit(0 if alive(sys.argv[1]) else 1)
