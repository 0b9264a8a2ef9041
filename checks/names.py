"""Whether a person's name stands in a document, as people write names."""

from __future__ import annotations

import re
import unicodedata

from checks.words import ALMOST, NOWHERE, PERHAPS, Sighting, Words, split_words
from contracts.values import fold

TITLES = frozenset({
    "dr", "prof", "professor", "dipl", "ing", "med", "phil", "jur", "rer", "nat", "hc", "h", "c", "mag",
    "msc", "bsc", "ba", "ma", "llm", "phd", "frau", "herr",
})  # fmt: skip
PARTICLES = frozenset({
    "von", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "zu", "zum",
    "zur", "vom", "und", "y", "al", "el", "bin", "ibn", "v", "d",
})  # fmt: skip
_RUN = re.compile(r"[^\W\d_]+")
_READ_ALIKE = r"(?:{letter}[ijl]?|[filnr][ijl])"
"""What OCR makes of a letter with a mark that German has not: "Pena", "Penia", "Pefia" of "Peña"."""
_FEWEST_OWN = 3
"""Letters of a name beside the marked ones that must be read as they are."""
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
    marked = _marked(value) if words.scanned else {}
    found = (_find(part, marked.get(part), words) for part in _parts(value))
    return max(found, key=lambda sighting: sighting.certainty, default=NOWHERE)


def _surnames(value: str) -> list[str]:
    birth = _BIRTH_NAME.search(value)
    if birth is None:
        return [value]
    return [name for name in (value[: birth.start()], birth["name"]) if name.strip()]


def _find_all(name: str, words: Words) -> Sighting:
    marked = _marked(name) if words.scanned else {}
    found = [_find(part, marked.get(part), words) for part in _parts(name)]
    if not found:
        return NOWHERE
    worst = min(found, key=lambda sighting: sighting.certainty)
    best = max(found, key=lambda sighting: sighting.certainty)
    if worst.certainty < ALMOST <= best.certainty:
        return Sighting(PERHAPS, best.spot)
    return worst


def _find(part: str, misread: re.Pattern[str] | None, words: Words) -> Sighting:
    found = words.find(part)
    if misread is None or found.certainty >= ALMOST:
        return found
    return max(found, words.find_unsure(misread), key=lambda sighting: sighting.certainty)


def _marked(name: str) -> dict[str, re.Pattern[str]]:
    """Return the parts of a name that have letters foreign to German, folded, and how OCR may read them."""
    found = {}
    for run in _RUN.findall(unicodedata.normalize("NFC", name)):
        letters = [(fold(letter), _is_foreign(letter)) for letter in run]
        own = sum(not foreign for _, foreign in letters)
        if _FEWEST_OWN <= own < len(letters):
            pieces = (_READ_ALIKE.format(letter=letter) if foreign else letter for letter, foreign in letters)
            found[fold(run)] = re.compile("".join(pieces))
    return found


def _is_foreign(letter: str) -> bool:
    return not letter.isascii() and letter.casefold() not in {"ä", "ö", "ü", "ss"}


def _parts(name: str) -> tuple[str, ...]:
    """Return the parts that matter; a name of nothing but titles or particles keeps them all."""
    every = split_words(name)
    return tuple(part for part in every if part not in TITLES | PARTICLES) or every
