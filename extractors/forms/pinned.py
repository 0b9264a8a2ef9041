"""Reading a known form: every field at its pinned place, from the live field, the words, or the ink there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.form_variant import Pin, Place
from contracts.reading import PageText, TextSource, Widget, WidgetKind
from contracts.records import Box
from contracts.values import find_dates
from extractors.forms.align import KnownPage
from extractors.forms.choosing.tick_marks import not_marks
from extractors.forms.parts.readings import (
    EMPTY,
    LEAST_CONFIDENCE,
    LEAST_WORD,
    WIDGET_CONFIDENCE,
    Combined,
    Written,
    is_printed,
    lines_of,
    listed,
    meant_by,
    settled,
    ticked,
    value_of,
    words_in,
)
from extractors.forms.signing.signatures import is_signed, signature_in, typed_name
from extractors.forms.ticks.marks import InkPicture


class FormPage(NamedTuple):
    """A page of a known form with all that can be read from it; ``ink`` may be missing for live forms."""

    text: PageText
    known: KnownPage
    ink: InkPicture | None
    widgets: Mapping[tuple[str, str | None], Widget]


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
        return _choice(pin.options, pages, spec.combined)
    places = pin.parts or ((pin.at,) if pin.at else ())
    if spec.kind is FieldKind.SIGNATURE:
        return _signature(places[0], pages)
    written = [found for place in places if (found := _written(place, pages, spec.kind)) is not None]
    if not written:
        return _unread(places, pages)
    joint = "\n" if spec.kind is FieldKind.ACCOUNT else pin.joint
    return value_of(spec, joint.join(found.raw for found in written), written)


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
        if page.ink.is_written(box) or page.ink.holds_letter(box.grown(-2)):
            return FieldReading(
                state=FieldState.UNCLEAR, page=page.text.index, box=box, confidence=0.3, source=TextSource.OCR
            )
    return EMPTY


def _choice(options: Mapping[str, Place], pages: Mapping[int, FormPage], combined: Combined) -> FieldReading:
    live = [
        found for option, place in options.items() if (found := _checked(option, place, pages)) is not None
    ]
    if len(live) == 1:
        return live[0]
    together = meant_by([each.value or "" for each in live], combined)
    if together is not None:
        return live[0].model_copy(update={"value": together, "raw": " + ".join(combined[together])})
    if live:
        return live[0].model_copy(
            update={"value": None, "state": FieldState.INVALID, "raw": "mehrere angekreuzt"}
        )
    shares = {
        option: share for option, place in options.items() if (share := _tick_share(place, pages)) is not None
    }
    return ticked(shares, {option: _tick_box(options[option], pages) for option in shares}, combined)


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
    return page.ink.tick_share(page.known.to_page.box(place.box), printed=not_marks(page.text.words))


def _tick_box(place: Place, pages: Mapping[int, FormPage]) -> tuple[int, Box]:
    page = pages[place.page]
    return page.text.index, page.known.to_page.box(place.box)


def _signature(place: Place, pages: Mapping[int, FormPage]) -> FieldReading:
    page = pages.get(place.page)
    if page is None:
        return EMPTY
    box = page.known.to_page.box(place.box)
    widget = page.widgets.get((place.widget or "", None))
    if widget is not None and widget.value and _is_name(widget):
        return signature_in(widget, page.text.index)
    if page.ink is not None and is_signed(page.ink, box, page.text):
        return FieldReading(value="ja", page=page.text.index, box=box, confidence=0.9, source=TextSource.OCR)
    typed = _beyond_date(" ".join(word.text for word in words_in(page.text, box)))
    if typed and page.text.source is not TextSource.OCR:
        return typed_name(typed, page.text.index, box, page.text.source)
    return EMPTY


def _is_name(widget: Widget) -> bool:
    return widget.kind is WidgetKind.SIGNATURE or bool(_beyond_date(widget.value or ""))


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
        _income_is_a_yes(spec, person, item, pages)
        item = settled(item, spec.columns)
        if any(_names_somebody(item[name]) for name in ("familienname", "vorname") if name in item):
            items.append(item)
    return listed(items)


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
