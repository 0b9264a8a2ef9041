"""Papers of a building project: plans, maps, calculations."""

from __future__ import annotations

from typing import Any

from samples.attachments.facts import Facts, Incidentals


def project(_facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Measures of a small house on its plot, in metres; areas and volumes follow from them."""
    width, depth, height = x.whole(80, 130) / 10, x.whole(90, 140) / 10, x.whole(60, 92) / 10
    return {
        "width": width,
        "depth": depth,
        "height": height,
        "ground": round(width * depth, 2),
        "volume": round(width * depth * height, 1),
        "living": round(width * depth * 1.55, 1),
        "district": x.pick(["Musterhausen", "Beispieldorf", "Probstadt"]),
        "section": x.whole(1, 24),
        "neighbours": [f"{x.digits(3)}/{x.whole(1, 9)}" for _ in range(5)],
        "planner": f"Dipl.-Ing. {x.name('female')} {x.surname()}",
        "snow": x.pick(["0,85", "1,10", "0,65"]),
        "number": x.digits(5),
    }


CONTEXTS = dict.fromkeys(
    ("lageplan", "bauzeichnung", "baubeschreibung", "liegenschaftskarte", "standsicherheitsnachweis"), project
)
