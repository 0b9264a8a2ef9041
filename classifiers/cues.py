"""What two neighbouring pages show about whether a new document begins between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

from classifiers.heads import compare_heads, singleness, strangeness
from classifiers.interface import Classification
from classifiers.terms import has_mrz
from contracts.reading import PageText, Word
from contracts.values import fold

_NUMBERED: Final = re.compile(
    r"\b(?:seite|blatt|page|s\.)(?:\s?-?\s?nr\.?)?\s?:?\s?(\d{1,3})(?:\s?(?:von|/|of)\s?(\d{1,3}))?\b",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"(?:^|\s)[-–]?\s?([1-9]\d?)\s?(?:von|/|of)\s?([1-9]\d?)\s?[-–]?(?=\s|$)")
_LETTER: Final = re.compile(r"\b(?:sehr geehrte|guten tag|liebe[rs]?|betreff|aktenzeichen|ihr zeichen)\b")
_HEAD: Final = 0.14
"""Share of the page's height that is its head; running titles and letterheads stand there."""
_FOOT: Final = 0.92
_NEAR: Final = 14.0
"""Points by which page numbers may be set differently from page to page."""
_NUMBER_HEAD: Final = 0.22
_NUMBER_FOOT: Final = 0.88
_LARGE: Final = 1.3
_UPPER: Final = 0.45
_FEW_WORDS: Final = 5
_SAME_SIZE: Final = 0.06
_OTHER_SIZE: Final = 0.12


class Numbering(NamedTuple):
    """``Seite 2 von 4``; ``total`` is None where only the number is printed."""

    number: int
    total: int | None


class Cues(NamedTuple):
    """What speaks for or against a boundary between a page and the next; each from 0 to 1, or -1 to 1.

    Attributes:
        follows: The next page's printed number continues this page's.
        restarts: The next page is printed as the first.
        again: Both pages are printed as the first.
        ends: This page is printed as the last of its document.
        counts_up: At the same place of head or foot, a bare number goes up by one.
        breaks: Both are numbered, but the numbers do not continue.
        later: The next page is printed as a later one, this page has no number.
        differs: Log-odds of the two pages being of different types, scaled to -1..1.
        heading: The next page has a large heading in its upper half.
        letter: The next page opens like a letter.
        resized: The pages differ in size or orientation.
        same_head: Share of words that the heads of both pages have in common.
        same_body: Share of words that both pages have in common.
        same_foot: Share of words that the feet of both pages have in common.
        both_live: Both pages have live form fields.
        goes_on: This page ends within a sentence that the next page goes on with.
        wordless: One of the pages has almost no words.
        card_back: The next page looks like the back of the card on this page.
        reopens: Share of words at the head of the next page that stood there where the document began.
        renewed: The same, where a date, month or number beside them is another one.
        single: ``reopens``, for types of one page by nature; negative for types of several.
        twin: The next page has most words of this page or of the document's first, as a form filled twice.
        stranger: Both are papers of one page by nature, and have hardly a word in common.
        restyled: The next page is set in another size.
    """

    follows: float
    counts_up: float
    restarts: float
    again: float
    ends: float
    breaks: float
    later: float
    differs: float
    heading: float
    letter: float
    resized: float
    same_head: float
    same_body: float
    same_foot: float
    both_live: float
    goes_on: float
    wordless: float
    card_back: float
    reopens: float
    renewed: float
    single: float
    twin: float
    stranger: float
    restyled: float


def cues(
    before: PageText,
    after: PageText,
    types: tuple[Classification, Classification],
    *,
    start: PageText | None = None,
) -> Cues:
    """Return the cues at the change from ``before`` to ``after``; ``types`` are of these pages alone.

    Args:
        before: The last page so far.
        after: The page with which a document may begin.
        types: Of these two pages.
        start: The page with which the document of ``before`` begins; ``before`` itself if not given.
    """
    start = start or before
    first, second = numbering(before), numbering(after)
    same = _same_type(*types)
    heads = compare_heads(start, after)
    same_body = _common(_words(before.words), _words(after.words))
    return Cues(
        follows=float(bool(first and second and _continues(first, second))),
        counts_up=float(_counts_up(before, after)),
        restarts=float(second is not None and second.number == 1),
        again=float(bool(first and second and first.number == second.number == 1)),
        ends=float(first is not None and first.number == first.total),
        breaks=float(bool(first and second and second.number > 1 and not _continues(first, second))),
        later=float(first is None and second is not None and second.number > 1),
        differs=1 - 2 * same,
        heading=float(has_heading(after)),
        letter=float(_opens_letter(after)),
        resized=float(_resized(before, after)),
        same_head=_common(_words(_zone(before, 0, _HEAD)), _words(_zone(after, 0, _HEAD))),
        same_body=same_body,
        same_foot=_common(_words(_zone(before, _FOOT, 1.01)), _words(_zone(after, _FOOT, 1.01))),
        both_live=float(bool(before.widgets and after.widgets)),
        goes_on=float(_goes_on(before, after)),
        wordless=float(min(len(before.words), len(after.words)) < _FEW_WORDS),
        card_back=float(_is_back(before, after) and same > 0.3),  # noqa: PLR2004 - not unlike
        reopens=heads.alike,
        renewed=heads.renewed,
        single=heads.alike * singleness(types),
        twin=max(_twin(start, after), _twin(before, after)),
        stranger=strangeness(types, max(heads.alike, 2 * same_body)),
        restyled=float(_restyled(before, after)),
    )


def numbering(page: PageText) -> Numbering | None:
    """Return the page number printed at the head or foot of a page."""
    head = _line(_zone(page, 0, _NUMBER_HEAD))
    foot = _line(_zone(page, _NUMBER_FOOT, 1.01))
    for text, pattern in ((foot, _NUMBERED), (head, _NUMBERED), (foot, _BARE)):
        for match in pattern.finditer(text):
            number, total = int(match[1]), int(match[2]) if match[2] else None
            if total is None or 1 <= number <= total:
                return Numbering(number, total)
    return None


def has_heading(page: PageText) -> bool:
    """Whether large words stand in the upper part of the page."""
    if not page.words:
        return False
    usual = median(word.box.height for word in page.words)
    return any(
        word.box.height >= _LARGE * usual
        and len(fold(word.text)) > 4  # noqa: PLR2004 - initials, logos
        and "<" not in word.text
        for word in _zone(page, 0, _UPPER)
    )


def _is_back(before: PageText, after: PageText) -> bool:
    """Whether a page has a machine-readable zone and no title, as the backs of cards; passports have both."""
    return has_mrz(after) and not has_mrz(before) and not has_heading(after)


def _same_type(first: Classification, second: Classification) -> float:
    """Return the probability that both pages are of one type, taking the two for independent."""
    return sum(chance * second.probabilities.get(kind, 0) for kind, chance in first.probabilities.items())


def _continues(first: Numbering, second: Numbering) -> bool:
    same_total = first.total is None or second.total is None or first.total == second.total
    return second.number == first.number + 1 and same_total


def _counts_up(before: PageText, after: PageText) -> bool:
    return any(
        abs(one.box.middle[0] - other.box.middle[0]) < _NEAR
        and abs(one.box.middle[1] - other.box.middle[1]) < _NEAR
        and int(other.text) == int(one.text) + 1
        for one in _numbers(before)
        for other in _numbers(after)
    )


def _numbers(page: PageText) -> list[Word]:
    """Return the bare numbers of one or two digits at the head and the foot of a page."""
    margins = [*_zone(page, 0, 0.08), *_zone(page, _FOOT - 0.02, 1.01)]
    return [word for word in margins if len(word.text) < 3 and word.text.isdecimal()]  # noqa: PLR2004 - digits


def _opens_letter(page: PageText) -> bool:
    return bool(_LETTER.search(_line(_zone(page, 0, 0.6)).casefold()))


def _resized(before: PageText, after: PageText) -> bool:
    return any(
        abs(one - other) > _SAME_SIZE * max(one, other)
        for one, other in zip(before.size, after.size, strict=True)
    )


def _restyled(before: PageText, after: PageText) -> bool:
    """Whether the usual word of one page is much higher than that of the other."""
    if min(len(before.words), len(after.words)) < _FEW_WORDS:
        return False
    one, other = (median(word.box.height for word in page.words) for page in (before, after))
    return abs(one - other) > _OTHER_SIZE * max(one, other)


def _goes_on(before: PageText, after: PageText) -> bool:
    """Whether a sentence runs over the page break; the foot with its page number is not looked at."""
    body = [word.text for word in _zone(before, _HEAD, 0.93)]
    start = [word.text for word in _zone(after, 0.04, 1) if word.text.isalpha()]
    return bool(body and start) and body[-1][-1:].isalpha() and start[0][:1].islower()


def _zone(page: PageText, top: float, bottom: float) -> Sequence[Word]:
    high = page.size.height
    return [word for word in page.words if top * high <= word.box.top < bottom * high]


def _line(words: Sequence[Word]) -> str:
    """Return words as people read them; in a PDF "Seite 2 von 3" may come as "Seite von 2 3"."""
    ordered = sorted(words, key=lambda word: (round(word.box.middle[1] / 6), word.box.left))
    return " ".join(word.text for word in ordered)


def _words(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(_letters(words))


def _letters(words: Sequence[Word]) -> Iterator[str]:
    for word in fold(_line(words)).split():
        if word.isalpha() and len(word) > 2:  # noqa: PLR2004 - initials and units tell nothing
            yield word


def _twin(one: PageText, other: PageText) -> float:
    """Return from 0 to 1 how far more than half of the pages' words are the same."""
    return max(0.0, 2 * _common(_words(one.words), _words(other.words)) - 1)


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
