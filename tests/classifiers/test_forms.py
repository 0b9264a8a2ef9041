"""Which procedure a form belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifiers import load_classifier, parts_of
from classifiers.forms import form_procedure
from contracts.catalogue import load_catalogue
from contracts.document_types import FORM
from contracts.reading import PageText
from extractors.limits import ReadingLimits
from extractors.pages.reader import read_document
from samples.forms import FORMS, fill, flatten
from samples.pdf import pymupdf, saved

PROCEDURES = tuple(
    procedure
    for procedure in load_catalogue().procedures
    if procedure.id in {"wohngeld-mietzuschuss", "wohnsitzanmeldung"}
)


TRADE_LABELS = (
    *("Betriebsinhaber", "Familienname", "Vorname", "Geburtsdatum", "Anschrift der Wohnung"),
    *("Anschrift der Betriebsstätte", "Angemeldete Tätigkeit", "Rechtsform", "Handelsregister"),
    *("Beginn der angemeldeten Tätigkeit", "Hauptniederlassung", "Handwerksrolle"),
)


class NoOcr:
    """An engine for files that have text of their own."""

    name = "none"

    def read(self, picture: object, *, dpi: int, **_: object) -> tuple[()]:
        """Read nothing."""
        del picture, dpi
        return ()


def pages(pdf: bytes) -> tuple[PageText, ...]:
    return read_document(pdf, file="", engine=NoOcr(), limits=ReadingLimits()).pages


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_municipalities_find_their_procedure(name: str) -> None:
    """A form that no variant knows is recognised by its title, its marks and its labels."""
    expected = "wohngeld-mietzuschuss" if name.startswith("wohngeld") else "wohnsitzanmeldung"
    guess = form_procedure(pages(flatten(fill(name, {}, signed=False).pdf)), PROCEDURES)
    assert guess is not None
    assert guess.procedure == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wohngeld_nrw", "wohngeld-mietzuschuss"),
        ("anmeldung_berlin", "wohnsitzanmeldung"),
        ("elterngeld_2024", None),
        ("gewerbeanmeldung_gewa1", None),
        ("bafoeg_Formblatt_1", None),
        ("buergergeld_hauptantrag", None),
        ("hh_6660-6-barrierefrei-neu", None),
        ("Antrag_auf_Bewilligung_von_Beratungshilfe", None),
    ],
)
def test_official_forms(shared_data: Path, name: str, expected: str | None) -> None:
    """Another procedure's form is nobody's: it must never pass for the application."""
    guess = form_procedure(pages((shared_data / "forms" / f"{name}.pdf").read_bytes()), PROCEDURES)
    assert (guess.procedure if guess else None) == expected


def test_an_official_form_is_one_part(shared_data: Path) -> None:
    """The four pages of the Wohngeld form of NRW stay together, known or not."""
    pdf = (shared_data / "forms" / "wohngeld_nrw.pdf").read_bytes()
    read = read_document(pdf, file="antrag.pdf", engine=NoOcr(), limits=ReadingLimits())
    (part,) = parts_of([read], classifier=load_classifier(), procedures=PROCEDURES)
    assert (part.type, part.procedure) == (FORM, "wohngeld-mietzuschuss")
    assert part.pages == (0, 1, 2, 3)


def titled(title: str) -> tuple[PageText, ...]:
    """A trade form's page under a title; the forms of a trade's start, change and end differ by it alone."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 70), title, fontsize=16)
    for at, label in enumerate(TRADE_LABELS):
        page.insert_text((60, 120 + 18 * at), f"{label}: ................", fontsize=9)
    return pages(saved(document))


@pytest.mark.parametrize(
    ("title", "procedure", "other"),
    [
        ("Gewerbe-Anmeldung", "gewerbeanmeldung", ""),
        ("Gewerbe-Anmeldung nach § 14 GewO oder § 55c GewO", "gewerbeanmeldung", ""),
        ("Gewerbe-Anmeldung / Gewerbe-Ummeldung / Gewerbe-Abmeldung", "gewerbeanmeldung", ""),
        ("Gewerbe-Abmeldung", None, "Gewerbe-Abmeldung"),
        ("Gewerbeummeldung", None, "Gewerbeummeldung"),
        ("Gewerbe-Abmeldung nach § 14 GewO oder § 55c GewO", None, "Gewerbe-Abmeldung"),
    ],
)
def test_a_form_that_only_looks_alike(title: str, procedure: str | None, other: str) -> None:
    """Giving up a trade is not starting one, though but two letters of the form differ."""
    guess = form_procedure(titled(title), load_catalogue().procedures)
    assert guess is not None
    assert (guess.procedure, guess.title) == (procedure, other)


def test_an_option_with_another_forms_title_is_no_title() -> None:
    """A form for several applications has the titles of the others as options, in small print."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((60, 70), "Bauantrag Nr.", fontsize=18)
    page.insert_text((300, 64), "Antrag auf Vorbescheid", fontsize=8)
    for at, label in enumerate(("Bauherr", "Baugrundstück", "Gemarkung", "Flurstück", "Entwurfsverfasser")):
        page.insert_text((60, 120 + 18 * at), f"{label}: ................", fontsize=8)
    guess = form_procedure(pages(saved(document)), load_catalogue().procedures)
    assert guess is not None
    assert guess.procedure == "bauantrag-vereinfacht"


def test_nothing_to_choose_from() -> None:
    """Without pages or without contracts there is no procedure."""
    assert form_procedure((), PROCEDURES) is None
    assert form_procedure(pages(fill(FORMS[0], {}, signed=False).pdf), ()) is None
