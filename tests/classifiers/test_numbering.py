"""Printed numbers of pages and sections."""

from __future__ import annotations

import pytest

from classifiers.numbering import counts_up, numbering, sections, sections_go_on
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize


def sheet(*rows: str, foot: str = "") -> PageText:
    """Return a page with these rows, and a foot."""
    lines = [(100 + 20 * at, row) for at, row in enumerate(rows)] + [(800, foot)]
    words = [
        Word(text, Box(60 + 60 * at, top, 110 + 60 * at, top + 10))
        for top, row in lines
        for at, text in enumerate(row.split())
    ]
    return PageText(index=0, size=PageSize(595, 842), source=TextSource.TEXT, words=tuple(words))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("§ 3 Miete", "§ 4 Kaution"), ("§ 5 Haustiere",), 1),
        (("2. Einkommen", "3. Vermögen"), ("4. Kinder", "5. Konto"), 1),
        (("85 Name", "86 Vorname"), ("87 Geburtsdatum",), 1),
        (("§ 3 Miete", "§ 4 Kaution"), ("§ 1 Gegenstand", "§ 2 Dauer"), -1),
        (("§ 3 Miete",), ("§ 9 Haustiere",), 0),
        (("§ 3 Miete",), ("4. Kaution",), 0),
        (("Miete",), ("Kaution",), 0),
    ],
)
def test_numbers_of_sections_go_on_or_begin_anew(
    before: tuple[str, ...], after: tuple[str, ...], expected: float
) -> None:
    """Only numbers with the same marks are compared; a gap says nothing."""
    assert sections_go_on(sections(sheet(*before)), sections(sheet(*after))) == expected


def test_dates_and_amounts_begin_no_section() -> None:
    """Rows of a statement begin with dates, rows of a bill with amounts."""
    assert sections(sheet("03.08.2026 Miete", "12,50 Euro", "12. 08. Einkauf")) == []


def test_bare_numbers_count_up_at_their_place_only() -> None:
    """Numbers elsewhere, and the same one again, do not."""
    two, three = ([Word(text, Box(300, 800, 310, 810))] for text in "23")
    elsewhere = [Word("3", Box(60, 800, 70, 810))]
    assert counts_up(two, three)
    assert not counts_up(two, two)
    assert not counts_up(two, elsewhere)


def test_page_number_with_and_without_total() -> None:
    """As printed at the foot."""
    assert numbering(sheet(foot="Seite 2 von 3")) == (2, 3)
    assert numbering(sheet(foot="Blatt 7")) == (7, None)
    assert numbering(sheet("kein Fuß")) is None


def test_a_page_number_between_dashes() -> None:
    """As printed at the head of the second page of many forms and letters."""
    dashed = tuple(
        Word(text, Box(left, 30, left + 5, 42)) for left, text in ((290, "–"), (297, "2"), (304, "–"))
    )
    assert numbering(sheet("Antrag").model_copy(update={"words": dashed})) == (2, None)
    assert numbering(sheet("Antrag").model_copy(update={"words": dashed[:2]})) is None
