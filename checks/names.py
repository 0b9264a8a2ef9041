"""Whether a person's name stands in a document, as people write names."""

from __future__ import annotations

import re

from checks.words import ALMOST, NOWHERE, PERHAPS, Sighting, Words, split_words

TITLES = frozenset({
    "dr", "prof", "professor", "dipl", "ing", "med", "phil", "jur", "rer", "nat", "hc", "h", "c", "mag",
    "msc", "bsc", "ba", "ma", "llm", "phd", "frau", "herr",
})  # fmt: skip
PARTICLES = frozenset({
    "von", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "zu", "zum",
    "zur", "vom", "und", "y", "al", "el", "bin", "ibn", "v", "d",
})  # fmt: skip
_BIRTH_NAME = re.compile(
    r"[\s,(]*\b(?:geb(?:oren\w*)?|geborene?r?|n[ée]e)\b[.:\s]*(?P<name>[^()]*)\)?", re.IGNORECASE
)


def find_surname(value: str, words: Words) -> Sighting:
    """Look for a surname; parts of a double name in any order, titles and particles aside.

    ``Muster, geb. Beispiel`` is found under either name. Of a double name one half alone is only "perhaps".
    """
    return max(
        (_find_all(name, words) for name in _surnames(value)),
        key=lambda found: found.certainty,
        default=NOWHERE,
    )


def find_given_name(value: str, words: Words) -> Sighting:
    """Look for given names; one of several is enough."""
    found = (words.find(part) for part in _parts(value))
    return max(found, key=lambda sighting: sighting.certainty, default=NOWHERE)


def _surnames(value: str) -> list[str]:
    birth = _BIRTH_NAME.search(value)
    if birth is None:
        return [value]
    return [name for name in (value[: birth.start()], birth["name"]) if name.strip()]


def _find_all(name: str, words: Words) -> Sighting:
    found = [words.find(part) for part in _parts(name)]
    if not found:
        return NOWHERE
    worst = min(found, key=lambda sighting: sighting.certainty)
    best = max(found, key=lambda sighting: sighting.certainty)
    if worst.certainty < ALMOST <= best.certainty:
        return Sighting(PERHAPS, best.spot)
    return worst


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts that matter; a name of nothing but titles or particles keeps them all."""
    every = split_words(name)
    return tuple(part for part in every if part not in TITLES | PARTICLES) or every
