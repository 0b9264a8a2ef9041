"""Hints beside labels: an example, a form of date, what is meant in small print. They are no answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.reading import Word
from contracts.records import Box
from extractors.forms.page.layout import Segment
from extractors.forms.page.prose import is_next_line, is_open

_WHOLE: Final = re.compile(
    r"\([^()\d]{5,}\)\W*"
    r"|\(?[a-z](?:\s?[/|]\s?[a-z]){2,4}\)?"
    r"|Tag\s?[/.,]?\s?Monat\s?[/.,]?\s?Jahr\W*"
    r"|(?:Angaben? )?freiwillig|freiwillige Angaben?"
    r"|T\s?T\W{0,3}M\s?M\W{0,3}J\s?J(?:\s?J\s?J)?\W*",
    re.IGNORECASE,
)
"""A line that is all hint: in brackets, keys to choose from as in "m/w/d", or the parts of a date."""

_BEGINNING: Final = re.compile(
    r"(?:z\. ?B\.|möglichst|bitte|[lI]t\.|laut|gemäß|nur (?:wenn|falls|sofern|soweit)) \S"
    r"|[–-] [a-zäöü]|[\d*'’!]{1,2}\)(?: |$)"
)
"""How a hint begins that stands alone or goes on behind a label, and the number of a footnote."""

_GOES_ON: Final = re.compile(r"(?:bzw\.|oder|und|sowie|ggf\.) \S")
"""How a label goes on that is not known to its end: "Name und Vorname bzw. Firma"."""

_ONLY_PRINT: Final = re.compile(
    r"v\. ?H\.?|[%€]|EUR|Euro|Prozent|[qk]?m[²³]?|Uhr|Stück|Jahre?", re.IGNORECASE
)
"""Units that are printed where a number is to be written."""

_BRACKETED: Final = re.compile(r"\((?:[^()\d]{5,}|§[^()]+)\)")
"""A text that is all in brackets explains a label."""

_CUT_OFF: Final = re.compile(r"[^()]*\([^()]*,")
"""Brackets that are open at the end of a line explain a label, too."""

_SENTENCE: Final = re.compile(
    r"[A-ZÄÖÜ][a-zäöüß]+ (?:\S+ ){4,}[a-zäöüß]{4,}\.|(?:im|in|der|die|das|des|nach|gemäß) (?:\S+ ){3,}\S+"
    r"|\S+ [^()]*, dass .*"
    r"|[a-zäöüß]+ (?:\S+ ){4,}[a-zäöüß]{4,}\.|[a-zäöüß]{3,}\. [A-ZÄÖÜ]\S* (?:\S+ ){2,}\S+\."
)

_REQUEST: Final = re.compile(
    r"Bitte [a-zäöü]+ (?:\S+ )+\S+|Angaben (?:zu|zum|zur|über) \S.*|[A-ZÄÖÜ][a-zäöü]+n Sie (?:\S+ )+\S+"
)
"""What a form asks one to do, or the first line of it; what it asks for in its next part."""

_HOW_TO: Final = re.compile(r"(?:\S+ )*[Bb]itte (?:\S+ )*[a-zäöüß]+en\W*")
"""What a form asks one to do, in the line under a label: "Bei mehreren bitte die wichtigste angeben"."""

_EXPLAINING: Final = re.compile(
    r"(?:Gemeint|Wir (?:meinen|brauchen)|Das (?:ist|sind)|Damit|Beispiel)\b.*"
    r"|.*\b(?:Sie|Ihr(?:e[mnrs]?)?|[Bb]itte|[Zz]um Beispiel|[Zz]\. ?B\.)(?:\W.*)?"
)

CLOSE: Final = 20.0
"""Points between a label and how it goes on, where OCR saw no dash between the two."""

MOST_CAPTION: Final = 3
"""Words that name what to write, at most; an explanation has more."""

OPEN_LINES: Final = 3
NEXT_LINE: Final = 2.0
LEFT_ALIGNED: Final = 6.0
"""Lines of a hint in brackets; heights of a line from one to the next; points between their left edges."""


def is_sentence(raw: str) -> bool:
    """Whether a text is a sentence of small print, its last line, or how a heading goes on: "im Verfahren".

    A full stop behind a short word is that of an abbreviation: "Verein der Freunde von Muster e.V.".
    """
    return _SENTENCE.fullmatch(" ".join(raw.split())) is not None


def is_request(raw: str) -> bool:
    """Whether a text asks for something: "Bitte stellen Sie", "Schreiben Sie auf", "Angaben zur Person"."""
    return _REQUEST.fullmatch(" ".join(raw.split())) is not None


def is_explanation(raw: str) -> bool:
    """Whether a text speaks to the reader, or says what is meant: "Gemeint ist die Wohnung, für die ..."."""
    text = " ".join(raw.split())
    return len(text.split()) > MOST_CAPTION and _EXPLAINING.fullmatch(text) is not None


_NUMBER: Final = re.compile(r"\d{1,2}[.)]")
"""The number of a question."""

_CAPTION: Final = re.compile(
    r"(?:Anschrift|Adresse|Wohnanschrift|Sitz|Name|Telefon(?:nummer)?|E-Mail) (?:des|der|vom) \D*"
)
"""What asks for something of somebody: "Anschrift des Büros"."""

_NO_ANSWER: Final = re.compile(r"keine angaben?|entfällt|k\. ?a\.", re.IGNORECASE)


def is_only_print(raw: str) -> bool:
    """Whether a text says nothing by itself: a unit, the number of a question, a caption, "entfällt"."""
    dashes = raw.strip() != "" and not any(sign.isalnum() or sign == "…" for sign in raw)
    forms = (_ONLY_PRINT, _BRACKETED, _CUT_OFF, _NUMBER, _CAPTION, _NO_ANSWER)
    return dashes or any(form.fullmatch(" ".join(raw.split())) for form in forms)


def hints(segments: Sequence[Segment], labels: Sequence[Box]) -> Iterator[Box]:
    """Yield where hints stand on a page: lines of their own, and what goes on behind ``labels``."""
    for segment in segments:
        start = _start(segment, labels)
        if start is not None:
            yield Box.around([word.box for word in segment.words[start:]])
            yield from _next_line(segment, _before(segment, labels), segments)
        elif _HOW_TO.fullmatch(segment.text) and any(_is_right_under(segment.box, label) for label in labels):
            yield segment.box
        elif segment.text.startswith("(") and ")" not in segment.text:
            yield from _open(segment, segments)
        elif (label := _before(segment, labels)) is not None and _GOES_ON.match(segment.text):
            yield segment.box
            if segment.text.count("(") > segment.text.count(")"):
                yield from _end_of(segment, label, segments)


def _next_line(hint: Segment, label: Box | None, segments: Sequence[Segment]) -> list[Box]:
    """Return the line in which a hint goes on that ends amid its sentence: "z. B. Neubau mit" / "Garage".

    Behind a label it goes on under that, perhaps in parts.
    """
    if not is_open(hint):
        return []
    found: list[Box] = []
    for each in sorted(segments, key=lambda each: each.box.left):
        box = each.box
        under = label is not None and abs(box.left - label.left) < LEFT_ALIGNED / 2
        start = each._replace(box=box._replace(left=hint.box.left)) if under else each
        behind = any(0 <= box.left - last.right < CLOSE and _is_level(box, last) for last in found)
        if each is not hint and (behind or is_next_line(hint, start)):
            found.append(box)
    return found


def _is_level(box: Box, last: Box) -> bool:
    return last.top < box.middle[1] < last.bottom and box.height < NEXT_LINE * last.height


def _is_right_under(line: Box, label: Box) -> bool:
    aligned = abs(line.left - label.left) < LEFT_ALIGNED / 2
    return aligned and -line.height / 2 < line.top - label.bottom < line.height / 2


def _before(segment: Segment, labels: Sequence[Box]) -> Box | None:
    """Return the label that ends right before a segment, on its line."""
    near = (label for label in labels if -2 <= segment.box.left - label.right < CLOSE)
    return next((label for label in near if label.top < segment.box.middle[1] < label.bottom), None)


def _end_of(first: Segment, label: Box, segments: Sequence[Segment]) -> list[Box]:
    """Return the line on which the brackets of a hint are closed, right under a label."""
    return [
        each.box
        for each in segments
        if ")" in each.text
        and 0 < each.box.top - first.box.top < NEXT_LINE * first.box.height
        and abs(each.box.left - label.left) < 2 * LEFT_ALIGNED
    ]


def _open(first: Segment, segments: Sequence[Segment]) -> list[Box]:
    """Return the lines of a hint in brackets that ends some lines below; none if it does not."""
    hint = [first]
    for segment in segments:
        last = hint[-1].box
        close = 0 < segment.box.top - last.top < NEXT_LINE * last.height
        if close and abs(segment.box.left - first.box.left) < LEFT_ALIGNED:
            hint.append(segment)
            if ")" in segment.text:
                return [each.box for each in hint] if segment.text.rstrip(" .:*").endswith(")") else []
            if len(hint) > OPEN_LINES:
                break
    return []


def _start(segment: Segment, labels: Sequence[Box]) -> int | None:
    """Return the number of the word with which a hint begins; None if there is none.

    A label in brackets is none: "(Unterschrift)" under its line, beside "(Ort und Datum)".
    """
    named = segment.text.startswith("(") and all(_in_label(word, labels) for word in segment.words)
    if _WHOLE.fullmatch(segment.text) and not named:
        return 0
    for number, word in enumerate(segment.words):
        rest = " ".join(each.text for each in segment.words[number:])
        if _BEGINNING.match(rest) or (number and _GOES_ON.match(rest)):
            return number
        if not _in_label(word, labels):
            return None
    return None


def _in_label(word: Word, labels: Sequence[Box]) -> bool:
    return any(label.holds(*word.box.middle) for label in labels)
