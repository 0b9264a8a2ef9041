"""Papers about a home: contract, certificates, statement of running costs."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from samples.attachments.facts import Facts, Incidentals

CENT = Decimal("0.01")
COSTS = (
    ("Grundsteuer", 9),
    ("Wasser und Entwässerung", 17),
    ("Müllbeseitigung", 8),
    ("Straßenreinigung", 2),
    ("Gebäudeversicherung", 11),
    ("Gartenpflege", 5),
    ("Beleuchtung", 3),
    ("Hauswart", 10),
    ("Heizung und Warmwasser", 35),
)


def flat(facts: Facts, _x: Incidentals) -> dict[str, Any]:
    """The home, the same on all papers of a household; the parts of the rent add up to ``facts.rent``."""
    home = Incidentals(f"{facts.seed}/home")
    running = (facts.rent * Decimal("0.16")).quantize(CENT, ROUND_HALF_UP)
    heating = (facts.rent * Decimal("0.11")).quantize(CENT, ROUND_HALF_UP)
    return {
        "running": running,
        "heating": heating,
        "cold": facts.rent - running - heating,
        "deposit": (facts.rent - running - heating) * 3,
        "rooms": home.pick(["2", "2,5", "3", "4"]),
        "area": home.whole(38, 96),
        "built": home.whole(1955, 2012),
        "floor": home.pick(
            ["Erdgeschoss links", "1. OG rechts", "2. Obergeschoss Mitte", "3. OG links", "Dachgeschoss"]
        ),
        "reference": f"{home.digits(3)}.{home.digits(2)}.{home.digits(3)}",
    }


def nebenkostenabrechnung(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Statement of running costs: totals of the house, shares by area, advance payments, balance."""
    home = flat(facts, x)
    house_area = x.whole(600, 2400)
    rows = []
    for name, weight in COSTS:
        total = Decimal(house_area * weight) * Decimal(x.whole(25, 40)) / 100
        own = (total * home["area"] / house_area).quantize(CENT, ROUND_HALF_UP)
        rows.append((name, total.quantize(CENT), own))
    sum_own = sum((own for _, _, own in rows), Decimal(0))
    advance = (home["running"] + home["heating"]) * 12
    return {
        **home,
        "house_area": house_area,
        "rows": rows,
        "sum_house": sum((total for _, total, _ in rows), Decimal(0)),
        "sum_own": sum_own,
        "advance": advance,
        "balance": sum_own - advance,
        "year": facts.issued.year - 1,
    }


CONTEXTS = {
    "mietvertrag": flat,
    "mietbescheinigung": flat,
    "wohnungsgeberbestaetigung": flat,
    "nebenkostenabrechnung": nebenkostenabrechnung,
}
