"""Reading a known form: every field at its pinned place, from the live field, the words, or the ink there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.form_variant import Pin, Place
from contracts.reading import PageText, TextSource, Widget, WidgetKind, Word
from contracts.records import Box
from contracts.values import find_dates, parse_iban
from extractors.forms.align import KnownPage
from extractors.forms.layout import legible
from extractors.forms.marks import InkPicture, Tick
from extractors.forms.normalise import normalise

EMPTY: Final = FieldReading(state=FieldState.EMPTY)
UNFOUND: Final = FieldReading(state=FieldState.UNCLEAR, confidence=0.2)
"""Nothing was found where something must stand: a person has to look."""

WIDGET_CONFIDENCE: Final = 0.99
CLEAR_TICK: Final = 3.0
"""A tick wins over a second mark in its group when it has so many times its ink."""


class FormPage(NamedTuple):
    """A page of a known form with all that can be read from it; ``ink`` may be missing for live forms."""

    text: PageText
    known: KnownPage
    ink: InkPicture | None
    widgets: Mapping[tuple[str, str | None], Widget]


class Written(NamedTuple):
    """What stands at a place."""

    raw: str
    box: Box
    page: int
    confidence: float
    source: TextSource


def read_pinned(
    pages: Sequence[FormPage], fields: Mapping[str, FieldSpec], pins: Mapping[str, Pin]
) -> dict[str, FieldReading]:
    """Return a reading for every field that has a pin; a field whose page is not there is empty."""
    by_number = {page.known.number: page for page in pages}
    return {name: _read(spec, pins[name], by_number) for name, spec in fields.items() if name in pins}


def form_page(text: PageText, known: KnownPage, ink: InkPicture | None) -> FormPage:
    """Put together what is known of a page."""
    widgets: dict[tuple[str, str | None], Widget] = {}
    for widget in text.widgets:
        widgets.setdefault((widget.name, None), widget)
        widgets[(widget.name, widget.on_state)] = widget
    return FormPage(text, known, ink, widgets)


def _read(spec: FieldSpec, pin: Pin, pages: Mapping[int, FormPage]) -> FieldReading:
    if spec.kind is FieldKind.PERSONS:
        return _persons(spec, pin, pages)
    if pin.options:
        return _choice(pin.options, pages)
    places = pin.parts or ((pin.at,) if pin.at else ())
    if spec.kind is FieldKind.SIGNATURE:
        return _signature(places[0], pages)
    written = [found for place in places if (found := _written(place, pages, spec.kind)) is not None]
    if not written:
        return _unread(places, pages)
    joint = "\n" if spec.kind is FieldKind.ACCOUNT else pin.joint
    return value_of(spec, joint.join(found.raw for found in written), written)


def value_of(spec: FieldSpec, raw: str, written: Sequence[Written]) -> FieldReading:
    """Return the reading of a text; what is no value of its kind is invalid, or unclear after OCR."""
    first = written[0]
    exact = all(found.source is not TextSource.OCR for found in written)
    if spec.kind is FieldKind.NAME and not exact:
        raw = _MISREAD_CAPITAL.sub("I", raw)
    value = normalise(spec, raw)
    confidence = min(found.confidence for found in written)
    if spec.kind in PROVEN_KINDS and value is not None and parse_iban(value):
        confidence = max(confidence, PROVEN)
    if value is None:
        choice = spec.kind in {FieldKind.CHOICE, FieldKind.YES_NO}
        state = FieldState.INVALID if exact and not choice else FieldState.UNCLEAR
    else:
        state = FieldState.FILLED if exact or confidence >= LEAST_CONFIDENCE else FieldState.UNCLEAR
    return FieldReading(
        value=value if state is not FieldState.UNCLEAR else None,
        raw=raw,
        state=state,
        page=first.page,
        box=Box.around([found.box for found in written if found.page == first.page]),
        confidence=confidence,
        source=first.source,
    )


_MISREAD_CAPITAL: Final = re.compile(r"\bl(?=[a-zäöüß])")
"""Names begin with a capital: what OCR reads as "lda" is "Ida"."""

PROVEN_KINDS: Final = frozenset({FieldKind.IBAN, FieldKind.ACCOUNT})
PROVEN: Final = 0.97
"""Check digits agree by chance in one of 97 cases."""

LEAST_CONFIDENCE: Final = 0.45
"""An OCR word that is less sure than this makes its field unclear."""


def _written(place: Place, pages: Mapping[int, FormPage], kind: FieldKind) -> Written | None:
    """Return what stands at a place, or None when nothing does."""
    page = pages.get(place.page)
    if page is None:
        return None
    widget = page.widgets.get((place.widget or "", None))
    if widget is not None and widget.value and widget.kind in {WidgetKind.TEXT, WidgetKind.CHOICE}:
        raw = _uncombed(widget.value, place.comb) if place.comb else widget.value
        return Written(raw, widget.box, page.text.index, WIDGET_CONFIDENCE, TextSource.WIDGET)
    words = words_in(page.text, page.known.to_page.box(place.box))
    if kind is FieldKind.PLACE_DATE:
        words = [word for word in words if is_printed(word)]
    if not words:
        return None
    raw = "".join(word.text for word in words) if place.comb else lines_of(words)
    return Written(
        _uncombed(raw, place.comb) if place.comb else raw,
        Box.around([word.box for word in words]),
        page.text.index,
        min(word.confidence for word in words) if kind is not FieldKind.TEXT else page.text.confidence,
        page.text.source,
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


def _uncombed(raw: str, comb: str | None) -> str:
    """Return a comb's letters as a value: eight cells DDMMYYYY are a date, other cells are joined."""
    joined = "".join(raw.split()).strip("|_[](){}")
    digits = "".join(filter(str.isdigit, joined))
    if comb == "DDMMYYYY" and len(digits) == len(comb) and digits == "".join(filter(str.isalnum, joined)):
        return f"{digits[:2]}.{digits[2:4]}.{digits[4:]}"
    return joined if comb != "DDMMYYYY" else raw


def _unread(places: Sequence[Place], pages: Mapping[int, FormPage]) -> FieldReading:
    """No word stands there: the field is empty, or holds ink that could not be read."""
    for place in places:
        page = pages.get(place.page)
        if page is None or page.text.source is not TextSource.OCR or page.ink is None:
            continue
        box = page.known.to_page.box(place.box)
        if page.ink.is_written(box):
            return FieldReading(
                state=FieldState.UNCLEAR, page=page.text.index, box=box, confidence=0.3, source=TextSource.OCR
            )
    return EMPTY


def _choice(options: Mapping[str, Place], pages: Mapping[int, FormPage]) -> FieldReading:
    live = [
        found for option, place in options.items() if (found := _checked(option, place, pages)) is not None
    ]
    if len(live) == 1:
        return live[0]
    if live:
        return live[0].model_copy(
            update={"value": None, "state": FieldState.INVALID, "raw": "mehrere angekreuzt"}
        )
    shares = {
        option: share for option, place in options.items() if (share := _tick_share(place, pages)) is not None
    }
    return ticked(shares, {option: _tick_box(options[option], pages) for option in shares})


def ticked(shares: Mapping[str, float], places: Mapping[str, tuple[int, Box]]) -> FieldReading:
    """Return the reading of a group of tick boxes from the share of ink in each."""
    if not shares:
        return EMPTY
    order = sorted(shares, key=lambda option: -shares[option])
    best, second = order[0], shares[order[1]] if len(order) > 1 else 0.0
    page, box = places[best]
    tick = InkPicture.judge(shares[best])
    if tick is Tick.OFF:
        return EMPTY
    clear = tick is Tick.ON and shares[best] >= CLEAR_TICK * second
    return FieldReading(
        value=best if clear else None,
        raw=best,
        state=FieldState.FILLED if clear else FieldState.UNCLEAR,
        page=page,
        box=box,
        confidence=0.95 if clear else 0.4,
        source=TextSource.OCR,
    )


def _checked(option: str, place: Place, pages: Mapping[int, FormPage]) -> FieldReading | None:
    page = pages.get(place.page)
    widget = page.widgets.get((place.widget or "", place.on_state)) if page else None
    if page is None or widget is None or not widget.checked:
        return None
    return FieldReading(
        value=option,
        raw=widget.on_state or "",
        page=page.text.index,
        box=widget.box,
        confidence=WIDGET_CONFIDENCE,
        source=TextSource.WIDGET,
    )


def _tick_share(place: Place, pages: Mapping[int, FormPage]) -> float | None:
    page = pages.get(place.page)
    if page is None or page.ink is None or (place.widget or "", place.on_state) in page.widgets:
        return None
    return page.ink.tick_share(page.known.to_page.box(place.box))


def _tick_box(place: Place, pages: Mapping[int, FormPage]) -> tuple[int, Box]:
    page = pages[place.page]
    return page.text.index, page.known.to_page.box(place.box)


def _signature(place: Place, pages: Mapping[int, FormPage]) -> FieldReading:
    page = pages.get(place.page)
    if page is None:
        return EMPTY
    box = page.known.to_page.box(place.box)
    widget = page.widgets.get((place.widget or "", None))
    if widget is not None and widget.value and _beyond_date(widget.value):
        return _signed(page, widget.box, widget.value, TextSource.WIDGET)
    words = words_in(page.text, box)
    typed = _beyond_date(" ".join(word.text for word in words))
    if typed and page.text.source is not TextSource.OCR:
        return _signed(page, box, typed, page.text.source)
    if page.ink is None:
        return EMPTY
    printed = [word.box.grown(2) for word in words if is_printed(word)]
    if page.ink.is_written(box, printed=printed):
        return _signed(page, box, "", TextSource.OCR)
    return EMPTY


def is_printed(word: Word) -> bool:
    """Whether a word is print: the strokes of a signature are read as words of low confidence."""
    least = LEAST_WORD if word.confidence < CERTAIN else 1
    return any(map(str.isdigit, word.text)) or (word.confidence >= SURE and len(word.text) >= least)


SURE, CERTAIN = 0.7, 0.9
LEAST_WORD: Final = 3


def _signed(page: FormPage, box: Box, raw: str, source: TextSource) -> FieldReading:
    return FieldReading(value="ja", raw=raw, page=page.text.index, box=box, confidence=0.9, source=source)


def _beyond_date(text: str) -> str:
    """Return what stands beside dates and places in the signature's place: a typed name has two words."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + " " + text[found.end :]
    words = [word for word in text.replace(",", " ").split() if any(map(str.isalpha, word))]
    return " ".join(words) if len(words) > 1 else ""


def _persons(spec: FieldSpec, pin: Pin, pages: Mapping[int, FormPage]) -> FieldReading:
    items = []
    for person in pin.persons:
        item = {name: _read(spec.columns[name], place, pages) for name, place in person.items()}
        item = settled(item, spec.columns)
        _income_is_a_yes(spec, person, item, pages)
        if any(_names_somebody(item[name]) for name in ("familienname", "vorname") if name in item):
            items.append(item)
    return listed(items)


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
        name: UNFOUND if columns[name].required and reading.state is FieldState.EMPTY else reading
        for name, reading in item.items()
    }


def _names_somebody(name: FieldReading) -> bool:
    """Whether a name stands there, even one that could not be read for sure: nobody may be left out."""
    letters = max((sum(map(str.isalpha, word)) for word in name.raw.split()), default=0)
    return name.value is not None or (letters >= LEAST_WORD and name.confidence >= LEAST_CONFIDENCE / 2)


def _income_is_a_yes(
    spec: FieldSpec, person: Mapping[str, Pin], item: dict[str, FieldReading], pages: Mapping[int, FormPage]
) -> None:
    """Where a form asks for the kinds of income instead of "yes" or "no", any kind is a yes."""
    for name, pin in person.items():
        if spec.columns[name].kind is not FieldKind.YES_NO or pin.at is None:
            continue
        found = _written(pin.at, pages, FieldKind.TEXT)
        if found is not None and item[name].value is None:
            item[name] = item[name].model_copy(update={"value": "ja", "state": FieldState.FILLED})
