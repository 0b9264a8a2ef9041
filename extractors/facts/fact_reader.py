"""The facts of an attachment: by the machine-readable zone, by labels, and by where they usually stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.reading import PageText, TextSource
from contracts.records import Box
from contracts.values import find_dates, find_months
from extractors.facts.mrz import read_mrz
from extractors.forms.generic import read_by_labels
from extractors.forms.layout import Segment, legible, segments

WITH_ZONE: Final = frozenset({"ausweis", "aufenthaltstitel"})
UNLIMITED: Final = "unbefristet"
USUAL_PLACE: Final = 0.75
"""Confidence in a fact that no label names: it stands where such facts usually do."""

TITLE_PART: Final = 0.45
"""A letter's date and a payslip's month stand in this upper share of the first page."""


def read_facts(
    type_id: str, facts: Mapping[str, FieldSpec], pages: Sequence[PageText], *, today: date
) -> dict[str, FieldReading]:
    """Return the facts that could be read; those that could not are left out.

    Args:
        type_id: The document's type.
        facts: What the type has to say, see ``contracts/document_types.yaml``.
        pages: The document's pages.
        today: The received date, for two-digit years.
    """
    found = {
        name: reading
        for name, reading in read_by_labels(pages, facts, {}).items()
        if reading.state is FieldState.FILLED
    }
    for name, spec in facts.items():
        usual = _USUAL.get((name, spec.kind))
        if name not in found and usual is not None and (reading := usual(pages)) is not None:
            found[name] = reading
    if type_id in WITH_ZONE:
        found |= {name: reading for name, reading in read_mrz(pages, today=today).items() if name in facts}
    return found


def _letter_date(pages: Sequence[PageText]) -> FieldReading | None:
    """Return the date of a letter: the first one in the upper part, else the last one of the document."""
    dated = list(_dated(pages))
    if not dated:
        return None
    first_page = pages[0]
    upper = [
        (box, reading)
        for box, reading in dated
        if reading.page == first_page.index and box.top < TITLE_PART * first_page.size.height
    ]
    return (upper[0] if upper else dated[-1])[1]


def _dated(pages: Sequence[PageText]) -> Iterator[tuple[Box, FieldReading]]:
    for page in pages:
        for segment in segments(page, legible(page)):
            found = find_dates(segment.text)
            if len(found) == 1:
                yield segment.box, _reading(segment, found[0].value.isoformat(), page)


def _payslip_month(pages: Sequence[PageText]) -> FieldReading | None:
    """Return the month that a payslip is for: the first one named in the upper part, or its period's."""
    first = pages[0]
    for segment in segments(first, legible(first)):
        if segment.box.top > TITLE_PART * first.size.height:
            break
        months = {found.value for found in find_months(segment.text)}
        if len(months) == 1:
            return _reading(segment, months.pop(), first)
    return _month_of_period(pages)


def _month_of_period(pages: Sequence[PageText]) -> FieldReading | None:
    """Return the month of "01.08.2026 - 31.08.2026"."""
    for page in pages:
        for segment in segments(page, legible(page)):
            days = [found.value for found in find_dates(segment.text)]
            if (
                len(days) == 2
                and days[0].day == 1
                and (days[0].year, days[0].month) == (days[1].year, days[1].month)
            ):
                return _reading(segment, f"{days[0]:%Y-%m}", page)
    return None


def _period(pages: Sequence[PageText]) -> FieldReading | None:
    """Return the first pair of dates that stand together, the earlier one first."""
    for page in pages:
        for segment in segments(page, legible(page)):
            days = [found.value for found in find_dates(segment.text)]
            if len(days) == 2 and days[0] < days[1]:  # noqa: PLR2004 - from, to
                return _reading(segment, f"{days[0].isoformat()}/{days[1].isoformat()}", page)
    return None


def _validity(pages: Sequence[PageText]) -> FieldReading | None:
    """Return "unbefristet" for cards that say so."""
    for page in pages:
        for segment in segments(page, legible(page)):
            if UNLIMITED in segment.folded.split():
                return _reading(segment, UNLIMITED, page)
    return None


def _reading(segment: Segment, value: str, page: PageText) -> FieldReading:
    return FieldReading(
        value=value,
        raw=segment.text,
        page=page.index,
        box=segment.box,
        confidence=min(USUAL_PLACE, *(word.confidence for word in segment.words)),
        source=TextSource.OCR if page.source is TextSource.OCR else TextSource.TEXT,
    )


_USUAL: Final[Mapping[tuple[str, FieldKind], Callable[[Sequence[PageText]], FieldReading | None]]] = {
    ("ausstellungsdatum", FieldKind.DATE): _letter_date,
    ("monat", FieldKind.MONTH): _payslip_month,
    ("zeitraum", FieldKind.PERIOD): _period,
    ("gueltig_bis", FieldKind.DATE): _validity,
}
