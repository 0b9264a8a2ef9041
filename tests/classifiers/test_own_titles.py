"""Two pages of which each has a title of its own kind of paper are two documents."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from classifiers import Classification, Excerpt
from classifiers.splitting import split
from contracts.catalogue import load_catalogue
from contracts.document_types import DocumentTypes
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

TYPES = load_catalogue().document_types
PLOT = "Gemarkung Musterdorf Flur 3 Nummer 112/4 Gemeinde Musterstadt Maßstab 1:500 Probeweg 7 Gehweg"


class Told:
    """A classifier for tests: each page is, for sure, of the type told for its number."""

    version = "told"
    sure = 0.5

    def __init__(self, *types: str) -> None:
        self.types = types

    def classify(self, excerpts: Sequence[Excerpt]) -> tuple[Classification, ...]:
        """Return the types as they were told."""
        return tuple(
            Classification(
                probabilities={self.types[excerpt.pages[0].index]: 0.9999, "sonstiges": 0.0001},
                version=self.version,
            )
            for excerpt in excerpts
        )


def drawn(
    index: int, office: str, title: str, foot: str = "", *, body: str = PLOT, left: int = 60
) -> PageText:
    """Return a sheet: the office on the left, the title right of it, a body, no large letters."""
    rows = [
        (left, 40, office),
        (340, 40, title),
        (left, 70, body),
        (left, 400, body),
        (left, 690, body),
        (left, 800, foot),
    ]
    words = tuple(
        Word(text, Box(start + 42 * at, top, start + 42 * at + 38, top + 9))
        for start, top, line in rows
        for at, text in enumerate(line.split())
    )
    return PageText(index=index, size=PageSize(595, 842), source=TextSource.TEXT, words=words)


def starts(classifier: Told, *pages: PageText, types: DocumentTypes | None = TYPES) -> list[int]:
    """Return the page numbers with which documents begin."""
    return [document[0].index for document in split(pages, classifier=classifier, types=types)]


@pytest.mark.parametrize("title", ["Flurkarte", "Liegenschaftskarte 1:1000", "Auszug aus dem Kataster"])
def test_a_map_behind_a_plan_of_the_same_plot_is_a_document_of_its_own(title: str) -> None:
    """Both speak of the same plot in the same words; each says what it is, beside its letterhead."""
    pages = drawn(0, "Vermessungsbüro Mustermann", "Lageplan"), drawn(1, "Katasteramt Musterstadt", title)
    told = Told("lageplan", "liegenschaftskarte")
    assert starts(told, *pages) == [0, 1]


def test_a_page_without_a_title_of_its_own_goes_on() -> None:
    """What looks like another paper, but names none, may be an annex."""
    wording = "Abstand zur Grenze Baulast Leitung Höhe Geländer Rasen Zufahrt Böschung"
    pages = drawn(0, "Vermessungsbüro", "Lageplan"), drawn(1, "Vermessungsbüro", "", body=wording)
    assert starts(Told("lageplan", "liegenschaftskarte"), *pages) == [0]


def test_sheets_of_a_set_are_numbered_whatever_they_show() -> None:
    """Site plan and floor plan of one architect, sheets 1 and 2, are two proofs; two floors are one."""
    site, ground = (
        drawn(0, "Entwurf Muster", "Lageplan", "Blatt 1"),
        drawn(1, "Muster", "Grundriss", "Blatt 2"),
    )
    assert starts(Told("lageplan", "bauzeichnung"), site, ground) == [0, 1]
    assert starts(Told("bauzeichnung", "bauzeichnung"), site, ground) == [0]


def test_a_paper_about_the_proof_does_not_swallow_the_proof_behind_it() -> None:
    """Both were taken for the same type; by their titles, only the second is of it."""
    told, office = Told("rentenbescheid", "rentenbescheid"), "Rentenversicherung"
    forecast = drawn(
        0, office, "Renteninformation", body="Erika Muster Anspruch Konto Zeiten Frist Hochrechnung"
    )
    decision = drawn(1, office, "Rentenbescheid", body="Zahlbetrag Beitrag Bezug Monat Kasse Folge", left=80)
    assert starts(told, forecast, decision) == [0, 1]
    assert starts(told, forecast, decision, types=None) == [0]
    annex = drawn(1, office, "", body="Zahlbetrag Beitrag Bezug Monat Kasse Folge", left=80)
    assert starts(told, forecast, annex) == [0]
