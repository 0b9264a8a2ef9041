"""Case references (Aktenzeichen): ``AL-2026-000123-4``, readable aloud, the last digit a check digit.

The check digit is Damm's: it finds every wrong digit and every pair of neighbours that were swapped.
"""

from __future__ import annotations

import re

from stdnum import damm

PATTERN = re.compile(r"AL-(\d{4})-(\d{6,})-(\d)")


def make_reference(year: int, number: int) -> str:
    """Write the reference of the ``number``-th case registered in ``year``."""
    digits = f"{year:04d}{number:06d}"
    return f"AL-{year:04d}-{number:06d}-{damm.calc_check_digit(digits)}"


def read_reference(text: str) -> str | None:
    """Return the reference in its usual spelling, or None if ``text`` is none or has a typing error."""
    match = PATTERN.fullmatch(text.strip().upper())
    if match is None or not damm.is_valid("".join(match.groups())):
        return None
    return match.group()
