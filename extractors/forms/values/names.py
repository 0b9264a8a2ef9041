"""Family name and given name in one place: "Mustermann, Erika" or "Erika Mustermann"."""

from __future__ import annotations

from typing import Final, NamedTuple

FAMILY_FIRST: Final = (
    "Name, Vorname",
    "Name, Vorname(n)",
    "Name, Vornamen",
    "Familienname, Vorname",
    "Familienname, Vornamen",
    "Familienname, Vorname(n)",
    "Nachname, Vorname",
    "Name und Vorname",
    "Familienname und Vorname",
    "Nachname und Vorname",
    "Zu- und Vorname",
    "Zuname, Vorname",
)
GIVEN_FIRST: Final = (
    "Vor- und Zuname",
    "Vor- und Nachname",
    "Vor- und Familienname",
    "Vorname, Name",
    "Vorname und Name",
    "Vorname, Nachname",
    "Vorname und Nachname",
    "Vorname, Familienname",
    "Vorname und Familienname",
    "Wie heißen Sie mit Vor- und Nachnamen",
    "Wie heißen Sie mit Vornamen und Nachnamen",
)
PARTICLES: Final = frozenset({"von", "van", "de", "zu", "vom", "der", "den", "da", "dos", "el", "al"})


class FullName(NamedTuple):
    """A name in its two parts."""

    family: str
    given: str


def split_name(raw: str, *, given_first: bool) -> FullName | None:
    """Return both parts of a full name; None if there are not two.

    A comma always stands behind the family name. Without one the order is the label's; particles
    ("von") belong to the family name.
    """
    text = " ".join(raw.split())
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        return FullName(family, given) if family and given else None
    words = text.split()
    if len(words) < 2:
        return None
    if not given_first:
        return FullName(words[0], " ".join(words[1:]))
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return FullName(" ".join(words[start:]), " ".join(words[:start]))
