"""What OCR always gets wrong in answers: capitals, the teeth of combs, dots of the line to write on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from contracts.fields import FieldKind, FieldSpec

_MISREAD_CAPITAL: Final = re.compile(r"\bl(?!(?:a|as|e|o|os)\b)(?=[a-zäöüß])")
"""Names begin with a capital: what OCR reads as "lda" is "Ida"; but the articles in "de la Cruz" do not."""

_DOUBLE_CAPITAL: Final = re.compile(r"\b(?:Ww|Vv|Zz|Xx|Ss|Cc)(?=[a-zäöüß])")
"""A capital that looks like its small letter is sometimes read as both; no word begins so."""

_COMB_PARTS: Final = re.compile(r"\d[ı\[\]|!]|[ı\[\]|!]\d|\d \S")
"""What shows that digits stand in cells: a tooth beside one of them, or a blank between two."""

_COMMA_IN_DAY: Final = re.compile(r"\b(\d{2})[.,]{1,2}(\d{2})[.,]{1,2}(\d{4})\b", re.ASCII)
"""The points of a day, of which OCR may see one with a tail, or twice."""

_EDGE_MARKS: Final = re.compile(r"^[\s‚„,.;:'’`´|/\\]+(?=\w)", re.MULTILINE)
"""What OCR makes of the dots before an answer that is written on a line of dots."""

_FRAMES: Final = re.compile(r"[\[\]|{}]")

_SQUARE_METRES: Final = re.compile(r"(?<=\d )m\?(?![^\W_])")
"""OCR knows no raised two; behind a number the unit is plain."""

_STOP_IN_NUMBER: Final = re.compile(r"(?<=\d) ?[.,‚](?=[a-z]\b)")
"""A dot of the line to write on, between a house's number and its letter."""

_HALF: Final = re.compile(r"(?<=\d) ?%(?=,|\s|$)")
"""OCR knows no half; behind a house's number the sign is plain: "3 ½"."""

_ALIKE: Final = frozenset("cosuvwxz")
"""Letters that differ from their capitals in size only: nobody can tell it of one that stands alone."""

_BLANKS: Final = re.compile(r"(\s+)")

_NO_DIGIT: Final = re.compile(r"\D")

TAX_ID_DIGITS: Final = 11
"""A tax id stands in a comb or on dots, and its check digit proves it."""

_COMB_TEETH: Final = re.compile(r"[ı\[\]|!%'’_\s]")

_NUMBER_OF: Final = re.compile(r"\S+(?:nummer|[Nn]r\.?)")
"""A label that asks for the number of something: "Flurnummer", "Flurstücks-Nr."."""

_LOST_DIGIT: Final = re.compile(r"\b(?:mit|von|für|auf|aus|bei|um|ab|bis|je|und|zu|in|ca\.|Nr\.|§) &(?= |$)")

_ZEROS: Final = str.maketrans("oO", "00")

_EIGHT: Final = re.compile(r"\d{8}", re.ASCII)


def is_misread(spec: FieldSpec, value: str) -> bool:
    """Whether OCR must have misread a value.

    Telephone numbers begin with 0, or a plus and the country. What a form asks the number of has digits.
    A sign for "and" joins two nouns: behind "mit" it is a digit that looks like it.
    """
    if spec.kind is FieldKind.PHONE:
        return value[0] not in "0+("
    if spec.kind is not FieldKind.TEXT:
        return False
    numbered = any(map(_NUMBER_OF.fullmatch, spec.labels))
    return (numbered and not any(map(str.isdigit, value))) or _LOST_DIGIT.search(value) is not None


def mended(spec: FieldSpec, raw: str, *, cells: bool) -> str:
    """Return what OCR read, without what it always gets wrong: capitals of names, the teeth of combs."""
    raw = _EDGE_MARKS.sub("", _DOUBLE_CAPITAL.sub(lambda found: found[0][0], raw))
    if spec.kind in {FieldKind.DATE, FieldKind.PLACE_DATE}:
        raw = _COMMA_IN_DAY.sub(r"\1.\2.\3", raw)
    mend = _MENDING.get(spec.kind)
    if mend is not None:
        return mend(raw)
    if spec.kind is not FieldKind.DATE or not (cells or _COMB_PARTS.search(raw)):
        return raw
    digits = _COMB_TEETH.sub("", raw.translate(_ZEROS))
    return " ".join(digits) if _EIGHT.fullmatch(digits) else raw


def _eleven_digits(raw: str) -> str:
    digits = _NO_DIGIT.sub("", raw)
    return digits if len(digits) == TAX_ID_DIGITS else raw


def _small_letters(raw: str) -> str:
    """Return an e-mail address in which the only capital is an I with an l for it: both look alike."""
    return "".join(
        word.replace("I", "l") if "@" in word and word.replace("I", "l").islower() else word
        for word in _BLANKS.split(raw)
    )


_MENDING: Final[Mapping[FieldKind, Callable[[str], str]]] = {
    FieldKind.TEXT: lambda raw: raw.upper() if raw in _ALIKE else _SQUARE_METRES.sub("m²", raw),
    FieldKind.AMOUNT: lambda raw: raw.replace(",,", ","),
    FieldKind.ADDRESS: lambda raw: _HALF.sub(" ½", _STOP_IN_NUMBER.sub(" ", _FRAMES.sub("", raw))),
    FieldKind.EMAIL: _small_letters,
    FieldKind.TAX_ID: _eleven_digits,
    FieldKind.NAME: lambda raw: _MISREAD_CAPITAL.sub("I", raw),
}
