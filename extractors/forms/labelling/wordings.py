"""In which ways a printed segment may be a label: as it stands, behind a stroke or colon, hyphenated."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from statistics import median
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.asking import asked_for
from extractors.forms.page.hints import is_explanation
from extractors.forms.page.layout import Segment, Token, segment
from extractors.forms.page.printed import BREAKS
from extractors.forms.values.abbreviations import spelled_out

LEFT_ALIGNED: Final = 14.0

NEXT_LINE: Final = 1.9

ROW_PITCH: Final = 1.55
"""Heights of a line from one row of a list to the next, at least."""


MOST_WORDS: Final = 4
"""Words before a stroke where what follows is another label, and no more of a long question."""


LEAST_OF_LINE: Final = 3
"""Words of a line that show where it stands."""

HYPHENS: Final = "-–"

GOES_ON: Final = f"{HYPHENS},;/("
"""With these signs a line ends that goes on in the next one."""

TITLES: Final = frozenset(
    {"titel", "doktorgrad", "akad", "akademischer", "akademische", "grad", "grade", "namenszusatz"}
)
"""What belongs to a name besides: "Vorname, Titel"."""

SMALL_PRINT: Final = 0.92
"""Height of what explains a label behind it, at most, as a share of the label's."""

TODAY: Final = ("derzeitig", "aktuell", "gegenwärtig", "jetzig", "momentan")
"""With these letters a word begins that says: today's."""

FULL_STOP: Final = re.compile(r"[A-Za-zäöüßÄÖÜ]{5,}\.")
"""The last word of a sentence; a short one is an abbreviation."""

BESIDES: Final = frozenset({"selbst", "selber", "bitte", "genau", "eigentlich", "denn"})
"""Words of a question that may be left out: "Wann sind Sie selbst geboren?"."""

YOUR: Final = frozenset({"ihr", "ihre", "mein", "meine"})
"""Words that speak to the reader of the form, or for them."""

ARTICLES: Final = frozenset({"der", "die", "das"})


def as_printed(label: Segment) -> Iterator[Segment]:
    """Yield a printed label, what it asks for in a sentence, what stands behind a stroke or question in it.

    As in "Bezogen seit / Einzugsdatum" or "Wie erreichen wir Sie? Telefon". That the answer is the one of
    today, or the reader's own, goes without saying: "Derzeitige Gesamtmiete", "Ihr Vorname", "Die IBAN".
    """
    yield label
    bare = [word for word in label.words if word.text.lower().rstrip("?") not in BESIDES]
    if 0 < len(bare) < len(label.words) and "?" in label.text:
        yield segment(label.page, bare)
    asked = asked_for(label)
    if asked is not None:
        yield asked
    first = label.words[0].text.lower()
    goes_without_saying = first.startswith(TODAY) or first in YOUR
    if len(label.words) > 1 and (goes_without_saying or (first in ARTICLES and _is_ended(label))):
        yield segment(label.page, label.words[1:])
    for index, (word, following) in enumerate(pairwise(label.words)):
        hint = following.text.startswith("(")
        another = word.text == "/" and index <= MOST_WORDS
        ends = (another or word.text.endswith("?")) and index and not hint
        if ends:
            yield segment(label.page, label.words[index + 1 :])


def _is_ended(label: Segment) -> bool:
    """Whether few words end in a colon, or before a hint in brackets: an article also begins sentences."""
    own = list(takewhile(lambda word: not word.text.startswith("("), label.words))
    return len(own) <= MOST_WORDS and (len(own) < len(label.words) or own[-1].text.endswith(":"))


def behind_colon(printed: Segment, wanted: Sequence[str]) -> Iterator[Segment]:
    """Yield the wanted words behind a colon, alone or with a number: "Falls bekannt: Wohngeld-Nr. 07 143".

    Other words may be an answer, as in "Wohnanschrift: Straße des Friedens 3". Behind whole sentences they
    explain another label.
    """
    for before, token in pairwise(printed.tokens):
        if before.word.text.endswith(":") and before.word is not token.word:
            start = printed.words.index(token.word)
            if any(FULL_STOP.fullmatch(word.text) for word in printed.words[:start]):
                return
            part = segment(printed.page, printed.words[start:])
            rest = after_hint(part.tokens[len(wanted) :])
            named = [each.text for each in part.tokens[: len(wanted)]] == list(wanted)
            if named and (not rest or rest[0].text.isdigit()):
                yield part


def hyphenated(label: Segment, following: Sequence[Segment]) -> Iterator[Segment]:
    """Yield a label whose last word goes on in the next line: "Geburts-" / "datum"."""
    if not label.words or not label.words[-1].text.endswith(BREAKS):
        return
    first = label.words[-1]
    for other in following:
        close = other.page == label.page and 0 < other.box.top - label.box.top < NEXT_LINE * label.box.height
        if close and abs(other.box.left - label.box.left) < LEFT_ALIGNED and other.text[:1].islower():
            rest = other.words[0]
            whole = Word(
                first.text[:-1] + rest.text,
                Box.around([first.box, rest.box]),
                min(first.confidence, rest.confidence),
            )
            yield segment(label.page, [*label.words[:-1], whole, *other.words[1:]])
            return


def is_row(first: Segment, other: Segment, following: Sequence[Segment]) -> bool:
    """Whether a line under another is a row of its own: both have an answer beside them, in one column."""
    if other.box.top - first.box.top < ROW_PITCH * first.box.height:
        return False
    lefts = [
        {round(each.box.left) for each in following if _is_beside(each, label)} for label in (first, other)
    ]
    return bool(lefts[0] & lefts[1])


def are_listed(printed: Sequence[Segment], known: Collection[str]) -> bool:
    """Whether lines are labels of their own, one below the other as in a list: "Telefon" over "E-Mail".

    Args:
        printed: The lines that one label was found in.
        known: The folded words of labels.
    """
    rows = sorted(printed, key=lambda each: each.box.top)
    return len(rows) > 1 and all(
        row.folded in known
        and following.folded in known
        and row.words[-1].text[-1] not in GOES_ON
        and following.box.top - row.box.top >= ROW_PITCH * row.box.height
        for row, following in pairwise(rows)
    )


def _is_beside(answer: Segment, label: Segment) -> bool:
    return label.box.top < answer.box.middle[1] < label.box.bottom and answer.box.left > label.box.right


def goes_on_behind_comma(rest: Sequence[Token]) -> bool:
    """Whether words behind a comma belong to a short label: in small letters, or a name's title."""
    return is_small(rest[0]) or all(token.text in TITLES for token in rest)


def is_small(token: Token) -> bool:
    """Whether a word begins with a small letter, or is the end of another: "Geburtsort, -staat"."""
    return token.word.text.lstrip(HYPHENS)[:1].islower()


def after_open_bracket(printed: Segment, first: Token, rest: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out the end of a hint whose bracket opens before: "(§" has no letters that could be a token."""
    if not rest:
        return rest
    start, end = first.word.box.left, rest[0].word.box.left
    before = "".join(word.text for word in printed.words if start <= word.box.left < end)
    if before.count("(") <= before.count(")"):
        return rest
    closing = (word for word in printed.words if word.box.left >= end and ")" in word.text)
    close = next(closing, None)
    return rest if close is None else tuple(each for each in rest if each.word.box.left > close.box.left)


def around_line(words: Sequence[Box]) -> Box:
    """Return the box around words of one line; OCR may take dirt over one of them for part of it."""
    box = Box.around(list(words))
    if len(words) < LEAST_OF_LINE:
        return box
    top, bottom = (median(side) for side in zip(*((word.top, word.bottom) for word in words), strict=True))
    far = (bottom - top) / 2
    return box._replace(top=max(box.top, top - far), bottom=min(box.bottom, bottom + far))


def is_small_print(last: Token, rest: Sequence[Token]) -> bool:
    """Whether all behind a label explains it: some words in smaller print, the first in small letters.

    As in "Vornamen alle, gebräuchlichen unterstreichen"; one such word may be an answer, as "ledig" is.
    """
    words = {token.word for token in rest}
    low = all(word.box.height < SMALL_PRINT * last.word.box.height for word in words)
    digits = any(map(str.isdigit, "".join(word.text for word in words)))
    return low and len(words) > 1 and is_small(rest[0]) and not digits


@cache
def words_behind_strokes(phrase: str) -> frozenset[int]:
    """Return how many words of a phrase follow each of its strokes: in print, it may not break without."""
    parts = phrase.split("/")
    behind = ("/".join(parts[number:]) for number in range(1, len(parts)))
    return frozenset(len(fold(spelled_out(part)).split()) for part in behind)


def after_hint(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out a hint in brackets that belongs to the label: "(TT.MM.JJJJ)"."""
    if not tokens or not tokens[0].word.text.startswith("("):
        return tokens
    for token in tokens:
        if token.word.text.rstrip(":;*").endswith(")"):
            return tuple(each for each in tokens if each.word.box.left > token.word.box.left)
    return ()


def after_colon(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out how a label goes on up to its colon: "Grad der Behinderung (GdB) laut Bescheid:".

    A question may go on in a request: "Haben Sie eine Nummer? Dann schreiben Sie sie hier auf:".
    """
    ends = [index for index, token in enumerate(tokens) if token.word.text.endswith(":")]
    if not ends:
        return tokens
    own = " ".join(token.word.text for token in tokens[: ends[0] + 1])
    return tokens[ends[0] + 1 :] if own[:1].islower() or is_explanation(own) else tokens
