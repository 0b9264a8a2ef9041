"""Whether a label for signing says who signs."""

from __future__ import annotations

from typing import Final

from contracts.values import fold

NOBODY: Final = frozenset(
    {
        *("unterschrift", "unterschriften", "eigenhandige", "personliche", "rechtsverbindliche", "namenszug"),
        *(
            "ort",
            "tag",
            "datum",
            "den",
            "und",
            "bitte",
            "hier",
            "unterschreiben",
            "ihre",
            "ihr",
            "sie",
            "stempel",
        ),
    }
)
"""Words of labels for signing that say nothing of who signs."""


def names_signer(label: str) -> bool:
    """Whether a label says who signs: "Unterschrift des Inhabers", not "Eigenhändige Unterschrift"."""
    return not NOBODY.issuperset(fold(label).split())
