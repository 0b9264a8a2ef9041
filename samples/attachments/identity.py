"""Identity papers: what their templates need beside the facts."""

from __future__ import annotations

from typing import Any

from samples.attachments import mrz
from samples.attachments.facts import Facts, Incidentals

SIGNS = "CFGHJKLMNPRTVWXYZ0123456789"
"""Letters and digits of German document numbers: no vowels, so that no words arise."""

NATIONS = {
    "deutsch": "D",
    "türkisch": "TUR",
    "polnisch": "POL",
    "ukrainisch": "UKR",
    "syrisch": "SYR",
    "italienisch": "ITA",
    "rumänisch": "ROU",
    "vietnamesisch": "VNM",
}
"""Nationality -> code in machine readable zones."""


def _number(x: Incidentals, start: str) -> str:
    return start + "".join(x.pick(SIGNS) for _ in range(9 - len(start)))


def _holder(facts: Facts, nation: str = "D") -> mrz.Holder:
    person = facts.person
    sex = {"männlich": "M", "weiblich": "F"}.get(person.geschlecht, mrz.FILLER)
    return mrz.Holder(
        person.familienname, person.vorname, person.geburtsdatum, facts.valid_until, sex, nation
    )


def ausweis(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Identity card, passport and provisional card: number and machine readable zones."""
    number, holder = _number(x, x.pick("LMNPRT")), _holder(facts)
    on_cards = holder._replace(sex=mrz.FILLER)
    return {
        "number": number,
        "handed_out": facts.valid_until.replace(year=facts.valid_until.year - 10, day=1),
        "can": x.digits(6),
        "height": x.whole(155, 199),
        "eyes": x.pick(["blau", "braun", "grün", "graublau"]),
        "sex": holder.sex,
        "card": mrz.td1("IDD", number, on_cards, version="2108"),
        "old_card": mrz.td1("IDD", number, on_cards),
        "passport": mrz.td3(number, holder),
        "provisional": mrz.td2("ITD", number, on_cards),
    }


def aufenthaltstitel(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Residence permit: number, nationality and machine readable zone."""
    nation = NATIONS.get(facts.person.staatsangehoerigkeit, "XXX")
    nation = "SYR" if nation == "D" else nation
    number, holder = _number(x, "Y"), _holder(facts, nation)
    lines = mrz.td1("ARD", number, holder)
    return {"number": number, "nation": nation, "lines": lines, "can": x.digits(6), "sex": holder.sex}


def schwerbehindertenausweis(_facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Pass for severely disabled people: degree and marks."""
    return {"degree": x.pick([50, 60, 70, 80, 90, 100]), "marks": x.pick(["", "G", "G B", "aG", "RF"])}


CONTEXTS = {
    "ausweis": ausweis,
    "aufenthaltstitel": aufenthaltstitel,
    "schwerbehindertenausweis": schwerbehindertenausweis,
}
