"""What was found at a place of a form, and how it becomes a field's reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box
from contracts.values import parse_iban
from extractors.forms.page.layout import legible
from extractors.forms.ticks.marks import InkPicture, Tick
from extractors.forms.values.complaints import complaint, hint
from extractors.forms.values.mending import is_misread, mended
from extractors.forms.values.normalise import normalise

EMPTY: Final = FieldReading(state=FieldState.EMPTY)

UNFOUND: Final = FieldReading(state=FieldState.UNCLEAR, confidence=0.2)
"""Nothing was found where something must stand: a person has to look."""

WIDGET_CONFIDENCE: Final = 0.99

Combined = Mapping[str, tuple[str, ...]]
"""Per option those others that mean it together."""

NONE_COMBINED: Final[Combined] = {}

BOTH_TICKED: Final = 0.9
"""Confidence in several ticks that mean something together; one of them may be struck out."""

CLEAR_TICK: Final = 3.0
"""A tick wins over traces in a second box of its group when it has so many times their ink."""


PROVEN_KINDS: Final = frozenset({FieldKind.IBAN, FieldKind.ACCOUNT})

PROVEN: Final = 0.97
"""Check digits agree by chance in one of 97 cases."""

LEAST_CONFIDENCE: Final = 0.45
"""An OCR word that is less sure than this makes its field unclear."""

SURE, CERTAIN = 0.7, 0.9

LEAST_WORD: Final = 3

UNKNOWN_LETTER: Final = "\ufffd"
"""What stands in a file for a letter that its font does not name: nobody knows the word."""


class Written(NamedTuple):
    """What stands at a place.

    Attributes:
        cells: Whether its letters stand so far apart that each has a cell of its own.
    """

    raw: str
    box: Box
    page: int
    confidence: float
    source: TextSource
    cells: bool = False


def value_of(spec: FieldSpec, raw: str, written: Sequence[Written]) -> FieldReading:
    """Return the reading of a text; what is no value of its kind is invalid, or unclear after OCR."""
    first = written[0]
    exact = all(found.source is not TextSource.OCR for found in written)
    raw = raw if exact else mended(spec, raw, cells=any(found.cells for found in written))
    value = None if UNKNOWN_LETTER in raw else normalise(spec, raw)
    confidence = min(found.confidence for found in written)
    if spec.kind in PROVEN_KINDS and value is not None and parse_iban(value):
        confidence = max(confidence, PROVEN)
    if value is None:
        choice = spec.kind in {FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.WORD} or UNKNOWN_LETTER in raw
        state = FieldState.INVALID if exact and not choice else FieldState.UNCLEAR
    else:
        trusted = exact or (confidence >= LEAST_CONFIDENCE and not is_misread(spec, value))
        state = FieldState.FILLED if trusted else FieldState.UNCLEAR
    return FieldReading(
        value=value if state is not FieldState.UNCLEAR else None,
        raw=raw,
        state=state,
        page=first.page,
        box=Box.around([found.box for found in written if found.page == first.page]),
        confidence=confidence,
        source=first.source,
        note=hint(spec, value) if value is not None else complaint(spec, raw),
    )


def words_in(page: PageText, box: Box) -> list[Word]:
    """Return the words that lie mostly inside ``box``, in reading order, without traces of rules."""
    inside = [
        word
        for word in legible(page)
        if box.grown(1).overlap(word.box) > 0.5 * word.box.width * word.box.height
    ]
    return sorted(inside, key=lambda word: (_row(word, inside), word.box.left))


def _row(word: Word, words: Sequence[Word]) -> float:
    """Return the top of the line that a word is on: of the first word whose height covers its middle."""
    middle = word.box.middle[1]
    return min(
        (other.box.top for other in words if other.box.top <= middle <= other.box.bottom), default=middle
    )


def lines_of(words: Sequence[Word]) -> str:
    """Return words in reading order as text, a line feed where a line ends."""
    text, last = "", None
    for word in words:
        if last is not None:
            text += "\n" if word.box.top > last.box.middle[1] else " "
        text += word.text
        last = word
    return text


def ticked(
    shares: Mapping[str, float], places: Mapping[str, tuple[int, Box]], combined: Combined = NONE_COMBINED
) -> FieldReading:
    """Return the reading of a group of tick boxes from the share of ink in each."""
    if not shares:
        return EMPTY
    order = sorted(shares, key=lambda option: -shares[option])
    best, second = order[0], shares[order[1]] if len(order) > 1 else 0.0
    page, box = places[best]
    tick = InkPicture.judge(shares[best])
    if tick is Tick.OFF:
        return EMPTY
    together = _together(shares, combined)
    if together is not None:
        return FieldReading(
            value=together,
            raw=" + ".join(combined[together]),
            page=page,
            box=box,
            confidence=BOTH_TICKED,
            source=TextSource.OCR,
        )
    # A second box with a tick may be a correction: the fuller one is as likely the one crossed out.
    clear = (
        tick is Tick.ON and InkPicture.judge(second) is not Tick.ON and shares[best] >= CLEAR_TICK * second
    )
    return FieldReading(
        value=best if clear else None,
        raw=best,
        state=FieldState.FILLED if clear else FieldState.UNCLEAR,
        page=page,
        box=box,
        confidence=0.95 if clear else 0.4,
        source=TextSource.OCR,
    )


def meant_by(ticked_options: Collection[str], combined: Combined) -> str | None:
    """Return the option that is meant where just these are ticked, if a contract says so."""
    return next((option for option, parts in combined.items() if set(parts) == set(ticked_options)), None)


def _together(shares: Mapping[str, float], combined: Combined) -> str | None:
    """Return what several ticks mean together, if every box is clearly ticked or clearly not."""
    ticks = {option: InkPicture.judge(share) for option, share in shares.items()}
    if Tick.DOUBTFUL in ticks.values():
        return None
    return meant_by({option for option, tick in ticks.items() if tick is Tick.ON}, combined)


def is_printed(word: Word) -> bool:
    """Whether a word is print: the strokes of a signature are read as words of low confidence."""
    least = LEAST_WORD if word.confidence < CERTAIN else 1
    return any(map(str.isdigit, word.text)) or (word.confidence >= SURE and len(word.text) >= least)


def listed(items: Sequence[dict[str, FieldReading]]) -> FieldReading:
    """Return the reading of a list of persons."""
    if not items:
        return EMPTY
    first = next((reading for reading in items[0].values() if reading.page is not None), EMPTY)
    return first.model_copy(
        update={"value": str(len(items)), "raw": "", "state": FieldState.FILLED, "items": tuple(items)}
    )


def settled(item: Mapping[str, FieldReading], columns: Mapping[str, FieldSpec]) -> dict[str, FieldReading]:
    """Return a person in which required columns that are empty are unclear: rules depend on them."""
    return {
        name: UNFOUND if reading.state is FieldState.EMPTY and _needed(columns[name], item) else reading
        for name, reading in item.items()
    }


def _needed(spec: FieldSpec, item: Mapping[str, FieldReading]) -> bool:
    asking = item.get(spec.required_if or "")
    asked = asking is not None and (asking.value == "ja" or asking.state is FieldState.UNCLEAR)
    return spec.required or asked
