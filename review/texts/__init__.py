"""The words of the web app, as data: one YAML file per language, with the same keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from contracts.records import Record

LANGUAGES = ("de", "en")
"""German first: it is what a browser gets that asks for neither."""


class Texts(Record):
    """The words of one language; calling it gives one text with its blanks filled in."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text.

        Raises:
            KeyError: if there is no such text.
        """
        return self.words[key].format(**values)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.words

    def count(self, key: str, number: int) -> str:
        """Return the singular (``key.one``) or plural (``key.many``) with its number."""
        return self(f"{key}.one" if number == 1 else f"{key}.many", n=number)


@cache
def texts(language: str) -> Texts:
    """Read the words of a language; German for one that there is none of."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    path = files("review") / "texts" / f"{chosen}.yaml"
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Texts(language=chosen, words=dict(_flat(tree)))


def _flat(tree: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
