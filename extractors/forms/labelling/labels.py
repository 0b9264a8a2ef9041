"""Printed labels: where on the pages a field's label stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.wordings import (
    HYPHENS,
    LEFT_ALIGNED,
    NEXT_LINE,
    after_colon,
    after_hint,
    after_open_bracket,
    around_line,
    as_printed,
    behind_colon,
    goes_on_behind_comma,
    hyphenated,
    is_row,
    is_small,
    is_small_print,
    words_behind_strokes,
)
from extractors.forms.page.layout import Segment, Token
from extractors.forms.page.printed import FIRST_ALIKE, Printed, as_seen
from extractors.forms.values.abbreviations import spelled_out

TELLING_LABEL: Final = 9
"""A label of so many letters may go on in words that are not known."""

_NUMBERING: Final = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2})*[a-z]?[.,;)]*|(?:[a-zA-Z]|[IVX]{1,4})[.)]+)")

_OF_NUMBERS: Final = frozenset({"Nr.", "Nr"})
"""The head of a narrow column that counts the rows, before the head of the next one: "Nr.  Familienname"."""

_IBAN: Final = re.compile(r"[A-Z]{2}\d{2}(?:\d{4}|$)")
"""With the country and the check digits of an account an answer begins, however close to its label."""

SHORT: Final = 5
"""Letters of a short word."""

LONG_LABEL: Final = 18
"""Folded labels of so many letters may differ in some of them (OCR, hyphenation)."""

ALIKE: Final = 90.0

TELLING, MISREAD = 8, 65.0
"""Letters of words that tell long questions apart; how much alike one is that OCR misread."""

ENDING: Final = 2
"""Letters of an ending that makes another word of one: OCR loses one at an edge, hardly two."""

SIGNS: Final = (":", "?", ")", "*")
"""With these a label ends, whatever follows."""

GOING_ON: Final = frozenset({"und", "oder", "des", "der"})
"""With these words no answer begins, however far they stand behind a label: "Name u. Anschrift"."""

MOST_MORE: Final = 4
"""Words of a second name that a label has behind a stroke, at most."""

SAME_PRINT: Final = 0.7
"""Height of the next line of a label, as a share of the first one's: else that is a heading over it."""


class Hit(NamedTuple):
    """A place where a label stands.

    Attributes:
        box: Around the label's words, a hint in brackets behind it included.
        rest: Words of the same segment behind the label: perhaps the answer.
        score: 0 to 1, higher for longer labels that fill their segment.
        sure: Whether the label ends clearly; else its words may be the beginning of an answer.
        goes_on: Whether more words are taken for the label's than are known.
    """

    page: int
    box: Box
    rest: tuple[Token, ...]
    score: float
    sure: bool = True
    goes_on: bool = False


@cache
def words_of(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase of a contract: there are some thousands, always the same."""
    return tuple(fold(spelled_out(phrase)).split())


def find_label(label: str, segments: Sequence[Segment]) -> list[Hit]:
    """Return the places where ``label`` stands, as the start of a segment or as all of it."""
    wanted = words_of(label)
    if not wanted:
        return []
    found = []
    segments = segments if isinstance(segments, Printed) else Printed(segments)
    for index in segments.with_word(wanted[0], misread=sum(map(len, wanted)) + len(wanted) > LONG_LABEL):
        printed = segments[index]
        following = segments[index + 1 : index + 12]
        behind = behind_colon(printed, wanted)
        strokes = words_behind_strokes(label)
        for wording in (*segments.worded(index, as_printed), *behind, *hyphenated(printed, following)):
            hit = _starts(wanted, wording, following) or _wrapped(wanted, wording, following, strokes=strokes)
            if hit is not None:
                found.append(
                    hit._replace(
                        box=Box.around([hit.box, printed.box])
                        if wording is not printed and not hit.rest
                        else hit.box
                    )
                )
                break
    return found


def _starts(wanted: Sequence[str], segment: Segment, following: Sequence[Segment] = ()) -> Hit | None:
    tokens = _without_number(segment.tokens)
    texts = [token.text for token in tokens]
    size = len(wanted)
    if not _look_alike(texts[:size], wanted) and not _much_alike(wanted, texts):
        return None
    size = min(size, len(texts))
    rest, doubt = after_open_bracket(segment, tokens[0], after_hint(tokens[size:])), 0.0
    rest = rest[1:] if rest and rest[0].word.text[0] in HYPHENS and is_small(rest[0]) else rest
    if rest and _ends_label(tokens[size - 1], rest[0]):
        rest = after_colon(rest)
    elif rest and is_small_print(tokens[size - 1], rest):
        rest = ()
    if rest and _goes_on_behind_stroke(tokens[size - 1], rest, segment):
        rest = ()  # two names of one field: "Registergericht / Ort des Registereintrags"
    if rest and (rest[0].text in GOING_ON or not _ends_label(tokens[size - 1], rest[0])):
        clause = tokens[size - 1].word.text.endswith(",") and goes_on_behind_comma(rest)
        if len(" ".join(wanted)) < TELLING_LABEL and not clause:
            return None
        doubt = 0.25
        if is_small(rest[0]) or tokens[size - 1].word.text.endswith(","):
            rest = ()  # the label goes on: "Ort und Datum der Anmeldung"
    matched = tokens[: len(tokens) - len(rest)]
    box = around_line([token.word.box for token in matched])
    sure = not rest or tokens[size - 1].word.text.endswith(SIGNS)
    goes_on = bool(doubt) and not rest
    hit = Hit(segment.page, box, rest, score_of(wanted, rest) - doubt, sure=sure, goes_on=goes_on)
    return _with_open_hint(hit, segment, following)


def _goes_on_behind_stroke(last: Token, rest: Sequence[Token], segment: Segment) -> bool:
    """Whether a stroke with a blank on either side, and a few words more, follow a label."""
    start, end = last.word.box.right, rest[0].word.box.left
    between = [word.text for word in segment.words if start <= word.box.left < end]
    words = {token.word for token in rest}
    named = len(words) <= MOST_MORE and all(word.text[:1].isalpha() for word in words)
    return between == ["/"] and named and not last.word.text.endswith(SIGNS)


def _with_open_hint(hit: Hit, segment: Segment, following: Sequence[Segment]) -> Hit:
    """Take in the line on which a hint in brackets ends: "Vornamen (Rufname" / "unterstreichen)"."""
    if segment.text.count("(") <= segment.text.count(")"):
        return hit
    for other in following:
        near = 0 < other.box.top - segment.box.top < NEXT_LINE * segment.box.height
        aside = min(abs(other.box.left - left) for left in (segment.box.left, hit.box.left))
        if near and aside < LEFT_ALIGNED and ")" in other.text:
            return hit._replace(box=Box.around([hit.box, other.box]), rest=())
    return hit


def _without_number(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out the number that a question may carry: "1.", "4)", "a)", "3.1", or what OCR makes of one.

    In a table "Nr." stands over such numbers.
    """
    rest = tuple(token for token in tokens if token.word is not tokens[0].word)
    if not rest:
        return tokens
    first, second = tokens[0].word, rest[0].word
    apart = second.box.left - first.box.right > 0.6 * min(first.box.height, second.box.height)
    if _NUMBERING.fullmatch(first.text) or (apart and first.text in _OF_NUMBERS):
        return rest
    return tokens[1:] if apart and len(first.text) < SHORT - 2 else tokens


def _wrapped(
    wanted: Sequence[str], first: Segment, following: Sequence[Segment], *, strokes: frozenset[int]
) -> Hit | None:
    """Match a label that goes on in the next line, left-aligned under its beginning."""
    tokens = _without_number(first.tokens)
    texts = [token.text for token in tokens]
    if not texts or len(texts) >= len(wanted) or not _look_alike(texts, wanted[: len(texts)]):
        return None
    parted = len(wanted) - len(texts) in strokes and not first.text.endswith("/")
    height, start = first.box.height, Box.around([token.word.box for token in tokens])
    for other in following:
        close = 0 < other.box.top - first.box.top < NEXT_LINE * height
        aligned = abs(other.box.left - start.left) < LEFT_ALIGNED and other.page == first.page
        if (
            close
            and aligned
            and other.box.height > SAME_PRINT * height
            and not is_row(first, other, following)
            and (not parted or other.text.startswith("/"))
            and not _is_heading(first, other)
        ):
            more = wanted[len(texts) :]
            rest = _starts(more, other) or _wrapped(more, other, following, strokes=strokes)
            if rest is not None and (rest.sure or not rest.rest):  # else an answer begins like a label
                return Hit(first.page, Box.around([start, rest.box]), rest.rest, score_of(wanted, rest.rest))
    return None


def _is_heading(first: Segment, other: Segment) -> bool:
    """Whether words over others are set in capitals, and those are not: "FAHRZEUG", "Kennzeichen"."""
    return len(first.text) > SHORT and first.text.isupper() and not other.text.isupper()


def _look_alike(texts: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether words are the same, or may pass for each other on a copy."""
    return [*map(as_seen, texts)] == [*map(as_seen, wanted)]


def _much_alike(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    label, start = " ".join(wanted), " ".join(texts[: len(wanted)])
    if len(label) < LONG_LABEL or fuzz.ratio(label, start) < ALIKE or _is_stem(texts[: len(wanted)], wanted):
        return False
    short = len(wanted[-1]) < SHORT - 1 and wanted[-1] not in texts[: len(wanted)]
    told_apart = any(
        len(word) >= TELLING and not _is_among(word, texts[: len(wanted) + 1]) for word in wanted
    )
    return fuzz.ratio(wanted[0], texts[0]) >= FIRST_ALIKE and not short and not told_apart


def _is_stem(texts: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether a word lacks the wanted one's ending: "bauvorlageberechtigt nach" names nobody who is it."""
    last, text = wanted[-1], texts[-1]
    return len(texts) == len(wanted) and last.startswith(text) and len(last) - len(text) >= ENDING


def _is_among(word: str, texts: Sequence[str]) -> bool:
    """Whether a word is there, misread or parted: "Bürgergeld" in a long question is no "Kindergeld"."""
    return any(fuzz.ratio(word, text) >= MISREAD for text in texts)


def _ends_label(last: Token, following: Token) -> bool:
    """Whether a label ends between two words: a colon, or more than a blank."""
    if last.word.text.endswith(SIGNS):
        return True
    if last.word is following.word:
        return False
    if _IBAN.match(following.word.text):
        return True
    gap = following.word.box.left - last.word.box.right
    return gap > 0.6 * min(last.word.box.height, following.word.box.height)


def score_of(wanted: Sequence[str], rest: Sequence[Token]) -> float:
    """Return how telling a label is: longer ones are more so, and those with nothing behind them."""
    length = min(1.0, 0.6 + sum(map(len, wanted)) / 60)
    return length if not rest else length - 0.1
