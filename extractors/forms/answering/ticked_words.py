"""Words that stand at tick boxes where an answer is looked for: print, unless their box is ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.values import fold
from extractors.forms.answering.answers import Answer
from extractors.forms.answering.beside_option import beside_option
from extractors.forms.choosing.option_lines import OptionLine, is_ticked, option_lines
from extractors.forms.page.by_hand import UNREAD
from extractors.forms.page.layout import lines
from extractors.forms.parts.readings import Written
from extractors.forms.parts.sheet import Sheet
from extractors.forms.values.normalise import NO, normalise

TICKABLE: Final = frozenset({FieldKind.TEXT, FieldKind.WORD, FieldKind.PLACE})
"""Kinds whose answer some forms let people tick."""

WRITTEN: Final = frozenset(
    {
        FieldKind.DATE,
        FieldKind.PLACE_DATE,
        FieldKind.IBAN,
        FieldKind.ACCOUNT,
        FieldKind.TAX_ID,
        FieldKind.PHONE,
        FieldKind.EMAIL,
        FieldKind.PLATE,
    }
)
"""Kinds that nobody ticks; a loop of the signature beside a date, or a round digit, looks like a box."""

COUNTED: Final = frozenset({FieldKind.NUMBER, FieldKind.AMOUNT})

TYPED_TICKS: Final = frozenset({"X", "x", "✓", "✗", "✔", "✘"})

TICK_SIGNS: Final = frozenset("☒☑✓✔✗✘☐□")
"""Signs for tick boxes, ticked and empty, that nobody types into a text."""

_SIGNED_NO: Final = re.compile(r"[☒☑✓✔✗✘] ?nein\b")
"""How "no" stands ticked by a sign of a font."""

_NAME: Final = re.compile(r"name\b")
"""How a label begins that asks for a name."""

_OTHER: Final = re.compile(r"(?:andere|sonstige)\w*(?:,? und zwar)?\s*:?\s*", re.IGNORECASE)
"""How the option begins behind which something else may be written."""

_WRITTEN_OTHER: Final = re.compile(
    r"\w\W+(?:andere|sonstige)\w*(?:,? und zwar)?\s*:\s*(?P<text>\w.*)", re.IGNORECASE
)


def told_by_ticks(spec: FieldSpec, answer: Answer, sheet: Sheet) -> Answer | None:
    """Return an answer, if it is one: options of tick boxes count where one of them is ticked."""
    if answer.written is None or answer.widget is not None or _is_written(spec, answer.written.raw):
        return answer
    if spec.long and _begins_with_options(answer.written, sheet):
        return None
    if spec.options and (other := _behind_other(answer.written, sheet)):
        return answer._replace(written=answer.written._replace(raw=other))
    options = _options(answer.written, sheet)
    if not options:
        return answer._replace(written=None) if _is_denied(spec, answer.written, sheet) else answer
    if spec.kind not in TICKABLE or spec.long or _asks_for_name(spec):
        return None
    written = _ticked(options, spec, answer.written, sheet)
    return answer._replace(written=written) if written is not None else None


def _behind_other(written: Written, sheet: Sheet) -> str:
    """Return what is written behind "andere:", alone ticked or without a box: "[ ] deutsch  andere: ..."."""
    found = _WRITTEN_OTHER.search(written.raw)
    if found is None:
        return ""
    options = [each for each in option_lines(written.page, sheet) if written.box.holds(*each.words.middle)]
    others = [each for each in options if _OTHER.fullmatch(each.text)]
    ticked = [each for each in options if is_ticked(each, sheet)]
    return found["text"] if len(options) - len(others) == 1 and ticked == others else ""


def _ticked(options: Sequence[OptionLine], spec: FieldSpec, written: Written, sheet: Sheet) -> Written | None:
    """Return the words of the only option that is ticked."""
    ticked = [each for each in options if is_ticked(each, sheet)]
    if len(ticked) != 1:
        return None
    own = ticked[0]
    text = _OTHER.sub("", own.text, count=1)
    if spec.options and not text:
        return beside_option(own, sheet) or written._replace(raw=UNREAD, box=own.words)
    if spec.kind is not FieldKind.WORD and own.text.islower() and not spec.options:
        return None  # words out of a sentence, in which a letter looks like a box
    return written._replace(raw=text or own.text, box=own.words)


def _begins_with_options(written: Written, sheet: Sheet) -> bool:
    """Whether a text has signs for tick boxes, or the words behind a tick box are its first ones.

    A heading has options of its own under it, and what asks for the text comes after them.
    """
    if any(word[0] in TICK_SIGNS for word in written.raw.split()):
        return True
    inside = [word for word in sheet.words[written.page] if written.box.holds(*word.box.middle)]
    first = next((word for row in lines(inside)[:1] for word in row if word.text not in TYPED_TICKS), None)
    return first is not None and any(
        each.box.right <= first.box.left + 1 and each.words.grown(1).holds(*first.box.middle)
        for each in option_lines(written.page, sheet)
    )


def _asks_for_name(spec: FieldSpec) -> bool:
    """Whether a text is the name of a person or firm, which no form prints as an option."""
    return not spec.options and any(_NAME.match(fold(label)) for label in spec.labels)


def _is_written(spec: FieldSpec, raw: str) -> bool:
    """Whether a text is the day, or number, that is asked for: no form prints one beside a tick box."""
    return spec.kind in WRITTEN and normalise(spec, raw) is not None


def _is_denied(spec: FieldSpec, written: Written, sheet: Sheet) -> bool:
    """Whether "no" is ticked where a number follows "yes" and none is written: "☒ nein ☐ ja, GdB: ....."."""
    if spec.kind not in COUNTED or any(map(str.isdigit, written.raw)):
        return False
    if _SIGNED_NO.search(written.raw):
        return True
    inside = (each for each in option_lines(written.page, sheet) if written.box.holds(*each.words.middle))
    return [fold(each.text) in NO for each in inside if is_ticked(each, sheet)] == [True]


def _options(written: Written, sheet: Sheet) -> list[OptionLine]:
    """Return the options of tick boxes that a text is made of; none if it has other words as well."""
    inside = [word for word in sheet.words[written.page] if written.box.holds(*word.box.middle)]
    words = [word for word in inside if word.text not in TYPED_TICKS]
    options = [
        each
        for each in option_lines(written.page, sheet)
        if not any(word.box.holds(*each.box.middle) for word in words)  # a round digit looks like a box
    ]
    places = [option.words.grown(1) for option in options]
    if not words or not all(any(place.holds(*word.box.middle) for place in places) for word in words):
        return []
    return [option for option in options if written.box.grown(1).holds(*option.words.middle)]
