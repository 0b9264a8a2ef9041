"""Which of a contract's options a text names: "Beispiel Fahrrad GmbH & Co. KG" is a "GmbH & Co. KG"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from checks.words import split_words


class _Place(NamedTuple):
    """Where an option's words stand in a text: half-open range of its words."""

    option: str
    start: int
    end: int

    def within(self, other: _Place) -> bool:
        """Whether the words are part of longer ones."""
        return (
            other.start <= self.start
            and self.end <= other.end
            and other.end - other.start > self.end - self.start
        )


def options_named(text: str, options: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the options whose words stand in a text; words inside the longer ones of another don't count.

    Letters between stops may stand together: "eK" is "e.K.", "GmbH u. Co KG" is "GmbH & Co. KG".
    """
    words = split_words(text)
    places = [
        _Place(option, start, start + size)
        for option, phrases in options.items()
        for wanted in {_joined(split_words(phrase)) for phrase in (option, *phrases)}
        for start in range(len(words))
        for size in _sizes(words[start:], wanted)
    ]
    return frozenset(one.option for one in places if not any(one.within(other) for other in places))


def _sizes(words: Sequence[str], wanted: str) -> list[int]:
    """Return how many words from the first on are the wanted ones, if they are."""
    for size in range(1, len(words) + 1):
        joined = _joined(words[:size])
        if joined == wanted:
            return [size]
        if not wanted.startswith(joined):
            break
    return []


def _joined(words: Sequence[str]) -> str:
    return "".join(words)
