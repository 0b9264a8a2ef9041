"""Pages to terms: what a linear model counts.

Terms are folded words, pairs of words, five-letter pieces of words (German compounds, OCR errors), words of
the title with the mark ``t:``, and layout in pseudo-words with the mark ``#``. Numbers never become terms
of their own: they tell a person apart, not a type. Dates and amounts count as kinds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from statistics import median
from typing import Final

from classifiers.interface import Excerpt
from contracts.reading import PageText, Word
from contracts.values import fold

MAX_PAGES: Final = 6
"""Pages of an excerpt that are looked at; what a document is, its first pages say."""
TITLE: Final = "t:"
PIECE: Final = "~"
LAYOUT: Final = "#"

_KINDS: Final = (
    (re.compile(r"§+\s*(\d+\s?[a-z]?)\b"), r" 0par\1 "),
    (re.compile(r"\b[0-3]?\d\.\s?[01]?\d\.\s?(?:19|20)?\d\d\b"), " 0date "),
    (re.compile(r"\b\d{1,3}(?:[. ]?\d{3})*,\d{2}\b"), " 0amount "),
    (re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[\dX]{4}){3,7}"), " 0iban "),
    (re.compile(r"\b([A-Z])\.(\d)\b"), r" 0code\1\2 "),
    (re.compile(r"\b\d{5}\s+(?=[A-ZÄÖÜ][a-zäöüß])"), " 0plz "),
)
_FUNCTION_WORDS: Final = frozenset(
    fold(
        """ab aber alle allen aller als also am an ander andere anderen auch auf aus bei beim bin bis bzw da
        dabei damit dann das dass dem den der des dessen die dies diese diesem diesen dieser dieses doch
        dort du durch ein eine einem einen einer eines er es etc etwa euch eur für gegen gem gemäß ggf
        haben hat hatte hier hin ihm ihn ihr ihre ihrem ihren ihrer ihres im in ins ist jede jeder jedes
        kann kein keine können man mehr mein meine meinem meinen meiner mit muss nach nicht noch nr nur ob
        oder ohne per sein seine seinem seinen seiner seit sich sie sind so sofern soll sowie über um und
        uns unser unsere unter vom von vor war waren was wenn wer werden wie wir wird wo wurde wurden zu
        zum zur zwischen of the and to for is at by with dr eg gmbh kg co"""
    ).split()
)
"""Words of every German text: they tell prose from forms, not one type from another."""
_MRZ: Final = re.compile(r"[A-Z0-9«]*(?:<|«){2,}[A-Z0-9<«]*")
_FIRST_WORDS: Final = 10
_TITLE_WORDS: Final = 24
_LARGE: Final = 1.3
_PIECE_LENGTH: Final = 5
_SHORTEST_SPLIT: Final = 7


def term_counts(excerpt: Excerpt) -> Counter[str]:
    """Return how often each term occurs in the excerpt; never empty, as layout always counts."""
    counts: Counter[str] = Counter()
    pages = excerpt.pages[:MAX_PAGES]
    for page in pages:
        counts.update(_text_terms(page.text))
    if pages:
        counts.update(TITLE + word for word in words_of(" ".join(w.text for w in title_words(pages[0]))))
    counts.update(layout_terms(excerpt))
    return counts


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, numbers replaced by their kinds or left out."""
    for pattern, kind in _KINDS:
        text = pattern.sub(kind, text)
    return [word for word in fold(text).split() if _counts(word)]


def title_words(page: PageText) -> tuple[Word, ...]:
    """Return the words of a page that may be its title: large ones in the upper half, and the first ones."""
    words = page.words
    if not words:
        return ()
    usual = median(word.box.height for word in words)
    middle = page.size.height / 2
    large = [
        word
        for word in words
        if word.box.height >= _LARGE * usual and word.box.top < middle and len(word.text) > 1
    ]
    return (*large[:_TITLE_WORDS], *words[:_FIRST_WORDS])


def has_mrz(page: PageText) -> bool:
    """Whether a machine-readable zone (ICAO 9303) is on the page, even a badly read one."""
    return any(_MRZ.fullmatch(word.text) and len(word.text) >= 10 for word in page.words)  # noqa: PLR2004 - a third of a TD1 line


def layout_terms(excerpt: Excerpt) -> Iterator[str]:
    """Yield pseudo-words for the look of the pages; buckets, so that a linear model can use them."""
    pages = excerpt.pages
    yield f"#pages-{_bucket(len(pages), (1, 2, 5))}"
    if not pages:
        return
    yield _size_term(pages[0])
    yield f"#words-{_bucket(sum(len(page.words) for page in pages) // len(pages), (3, 15, 60, 150, 350))}"
    yield f"#picture-{_bucket(round(max(page.picture_share for page in pages) * 10), (0, 4, 8))}"
    if any(has_mrz(page) for page in pages):
        yield from ("#mrz",) * 4
    if sum(len(page.widgets) for page in pages) >= 8:  # noqa: PLR2004 - a signature field alone is no form
        yield "#widgets"
    share = _share_of_amounts(pages)
    yield f"#amounts-{_bucket(round(share * 100), (0, 3, 10))}"


def _size_term(page: PageText) -> str:
    width, height = sorted(page.size)
    if width * height < 200_000:  # noqa: PLR2004 - square points, between A6 and A5
        shape = "card"
    elif height > 1000:  # noqa: PLR2004 - points, between A4 and A3
        shape = "plan"
    else:
        shape = "sheet"
    if height > 2 * width:
        shape = "strip"
    return f"#{shape}-{'wide' if page.size.width > page.size.height else 'high'}"


def _share_of_amounts(pages: Sequence[PageText]) -> float:
    words = [word.text for page in pages for word in page.words]
    amounts = sum(1 for word in words if "," in word and word[-2:].isdigit() and word[:1].isdigit())
    return amounts / max(len(words), 1)


def _text_terms(text: str) -> Iterator[str]:
    words = words_of(text)
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(words))
    for word in words:
        yield from _pieces(word)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST_SPLIT or word[0] == "0":
        return ()
    framed = f"_{word}_"
    last = len(framed) - _PIECE_LENGTH + 1
    return tuple(PIECE + framed[start : start + _PIECE_LENGTH] for start in range(last))


def _counts(word: str) -> bool:
    """Whether a folded word is a term: a kind ("0date", never "0123456"), or letters that mean something."""
    if word[0] == "0":
        return word[1:2].isalpha()
    return len(word) > 1 and word.isalpha() and word not in _FUNCTION_WORDS


def _bucket(value: int, edges: Sequence[int]) -> int:
    return sum(value > edge for edge in edges)
