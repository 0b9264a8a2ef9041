"""Text-only documents put together at random from what real issuers write (``bank/*.yaml``).

No two look alike: variety is what keeps a model from learning a few templates by heart.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from classifiers.interface import Excerpt
from contracts.document_types import FORM, OTHER
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize
from samples.people import fictitious_iban, names, random_address, random_person

BANK: Final = Path(__file__).parent / "bank"
KINDS: Final = {"other": OTHER, "forms": FORM, "receipts": "rechnung"}
"""Files of which all entries are kinds of one type; in the others each entry is a type."""
A4: Final = PageSize(595.0, 842.0)
CARD: Final = PageSize(360.0, 226.0)
CARDS: Final = ("ausweis", "aufenthaltstitel", "schwerbehindertenausweis", "zulassungsbescheinigung")
"""Types that come as a small card as often as on a sheet."""
_LINES: Final = 48
_NUMBERS: Final = (
    "",
    "",
    "Seite {n} von {of}",
    "Seite {n}",
    "- {n} -",
    "{n}/{of}",
    "Seite {n}/{of}",
    "Blatt {n}",
)
"""How pages are numbered, if at all."""


class Bank(NamedTuple):
    """What documents of one kind say."""

    titles: tuple[str, ...]
    openings: tuple[str, ...]
    labels: tuple[str, ...]
    phrases: tuple[str, ...]
    issuers: tuple[str, ...]


class Line(NamedTuple):
    """One line of a page; ``height`` in points."""

    text: str
    height: float = 10.0


@cache
def banks() -> dict[str, tuple[Bank, ...]]:
    """Return the banks per document type; a type with several kinds has one bank for each."""
    found: dict[str, tuple[Bank, ...]] = {}
    for path in sorted(BANK.glob("*.yaml")):
        for kind, entry in _read(path).items():
            bank = Bank(*(tuple(entry.get(field, ())) for field in Bank._fields))
            type_id = KINDS.get(path.stem, kind)
            found[type_id] = (*found.get(type_id, ()), bank)
    return found


@cache
def common() -> tuple[str, ...]:
    """Return what documents of any type say."""
    return tuple(_read(BANK / "common" / "any.yaml"))


def compose(type_id: str, rng: random.Random) -> Excerpt:
    """Return a random document of a type."""
    bank = rng.choice(banks()[type_id])
    lines = list(_lines(bank, rng))
    size = CARD if type_id in CARDS and rng.random() < 0.5 else A4  # noqa: PLR2004 - as likely as not
    per_page = _LINES if size is A4 else 22
    pages = [lines[start : start + per_page] for start in range(0, len(lines), per_page)]
    return Excerpt(
        pages=tuple(page_of(page, index=index, size=size, rng=rng) for index, page in enumerate(pages))
    )


def compose_long(type_id: str, rng: random.Random) -> Excerpt:
    """Return a random document of two to six pages, as letters and contracts run on."""
    bank = rng.choice(banks()[type_id])
    count = rng.choice((2, 2, 2, 3, 3, 4, 6))
    first = list(_lines(bank, rng))[:_LINES]
    bodies = [first, *(_body(bank, rng)[:_LINES] for _ in range(count - 1))]
    head = [Line(f"{rng.choice(bank.issuers or bank.titles)} {_value(rng)}", 8)]
    if rng.random() < 0.3:  # noqa: PLR2004 - letterhead, title and reference on every page
        head += [
            Line(rng.choice(bank.titles), 14),
            *(Line(f"{rng.choice(bank.labels or bank.titles)} {_value(rng)}") for _ in range(4)),
        ]
    running = rng.random() < 0.5  # noqa: PLR2004 - as likely as not
    numbered = rng.choice(_NUMBERS)
    pages = []
    for index, body in enumerate(bodies):
        lines = [*head, *body] if running else body
        page = page_of(lines, index=index, size=A4, rng=rng)
        foot = numbered.format(n=index + 1, of=count).split()
        words = [Word(text, Box(270 + 30 * at, 805, 295 + 30 * at, 813)) for at, text in enumerate(foot)]
        pages.append(page.model_copy(update={"words": (*page.words, *words), "picture_share": 0.0}))
    return Excerpt(pages=tuple(pages))


def page_of(lines: list[Line], *, index: int, size: PageSize, rng: random.Random) -> PageText:
    """Return a page with the lines set one below the other."""
    words: list[Word] = []
    top = size.height * 0.06
    for line in lines:
        left = rng.choice((50.0, 50.0, 70.0, 300.0 if size is A4 else 60.0))
        for text in line.text.split():
            width = len(text) * line.height * 0.5
            words.append(Word(text, Box(left, top, left + width, top + line.height)))
            left += width + line.height * 0.3
        top += line.height * 1.5
    share = rng.choice((0.0, 0.0, 0.05, 1.0))
    return PageText(index=index, size=size, source=TextSource.TEXT, words=tuple(words), picture_share=share)


def _lines(bank: Bank, rng: random.Random) -> Iterator[Line]:
    title = Line(rng.choice(bank.titles), rng.choice((10, 12, 14, 16, 20)))
    head = [Line(text) for text in _some(bank.issuers, rng, most=2)]
    head += [Line(_value(rng)) for _ in range(rng.randint(0, 5))]
    beginning = [*head, title] if rng.random() < 0.6 else [title, *head]  # noqa: PLR2004 - letters, forms
    yield from beginning
    yield from (Line(text) for text in _some(bank.openings, rng, most=2))
    yield from _body(bank, rng)
    yield from (Line(_value(rng)) for _ in range(rng.randint(0, 3)))


def _body(bank: Bank, rng: random.Random) -> list[Line]:
    """Return what stands below title and opening; a heading among it now and then."""
    body = [Line(f"{label} {_value(rng)}") for label in _some(bank.labels, rng, most=32)]
    headings = rng.choice((0, 0.05, 0.2))
    body += [
        Line(phrase, 13 if rng.random() < headings else 10) for phrase in _some(bank.phrases, rng, most=16)
    ]
    body += [Line(f"{text} {_value(rng)}") for text in _some(common(), rng, most=8)]
    rng.shuffle(body)
    return body


def _some(texts: tuple[str, ...], rng: random.Random, *, most: int) -> list[str]:
    return rng.sample(texts, min(len(texts), rng.randint(min(1, len(texts)), most)))


def _value(rng: random.Random) -> str:
    """Return something that stands beside labels; as often as not nothing."""
    return rng.choice(_VALUES)(rng) if rng.random() < 0.7 else ""  # noqa: PLR2004 - labels may stay empty


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _day(rng: random.Random) -> str:
    return f"{rng.randint(1, 28):02}.{rng.randint(1, 12):02}.{rng.randint(1950, 2027)}"


def _amount(rng: random.Random) -> str:
    return f"{rng.randint(1, 4)}.{rng.randint(100, 999)},{rng.randint(0, 99):02} EUR"


def _company(rng: random.Random) -> str:
    return str(rng.choice(names()["employers"] + names()["landlords"] + names()["banks"]))


_VALUES: Final[tuple[Callable[[random.Random], str], ...]] = (
    _day,
    _day,
    _amount,
    _amount,
    _company,
    fictitious_iban,
    lambda rng: random_person(rng).name,
    lambda rng: random_address(rng).line,
    lambda rng: str(rng.randint(1, 10**8)),
)
