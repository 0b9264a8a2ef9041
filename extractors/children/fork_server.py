"""What the fork server loads before it makes children: what they need, and no more.

``multiprocessing`` has each child import the program that its parent runs, for functions that are defined
there. Our children are given none. Prefect's engine alone takes them more than a second, and memory that
counts against their budget, and a parser of untrusted files has no business with either.
"""

from __future__ import annotations

from collections.abc import Mapping
from multiprocessing import spawn
from typing import Any

import extractors.children.worker  # noqa: F401 - what it loads is there in every child

_prepare = spawn.prepare


def _prepare_without_program(data: Mapping[str, Any]) -> None:
    _prepare({key: value for key, value in data.items() if not key.startswith("init_main")})


spawn.prepare = _prepare_without_program
