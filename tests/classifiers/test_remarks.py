"""What papers say about themselves: void, or a draft."""

from __future__ import annotations

import pytest

from classifiers.remarks import remark_on
from contracts.catalogue import load_catalogue
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

TYPES = load_catalogue().document_types


def page(*lines: str, height: float = 10, source: TextSource = TextSource.TEXT) -> PageText:
    """Return a page of these lines; ``height`` is that of the last one's words."""
    words = tuple(
        Word(text, Box(60 + 8 * len(" ".join(line.split()[:at])), top, 60 + 8 * len(line), top + size))
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
        for top, size in [(60 + 40 * row, height if row == len(lines) - 1 else 10)]
    )
    return PageText(index=0, size=PageSize(595, 842), source=source, words=words)


def said(type_id: str, *lines: str, height: float = 10, source: TextSource = TextSource.TEXT) -> str:
    found = remark_on([page(*lines, height=height, source=source)], type_id, TYPES)
    return found.remark.means if found else ""


@pytest.mark.parametrize(
    ("type_id", "line"),
    [
        ("handelsregisterauszug", "Die Liquidation ist beendet. Die Firma ist erloschen."),
        ("handelsregisterauszug", "Dieses Registerblatt ist geschlossen am 21.07.2026."),
        ("handelsregisterauszug", "Die Gesellschaft ist wegen Vermögenslosigkeit von Amts wegen gelöscht."),
        ("zulassungsbescheinigung", "AUSSER BETRIEB GESETZT"),
        ("zulassungsbescheinigung", "Außer Betrieb gesetzt am 14.08.2026 – Zulassungsstelle"),
        ("vollmacht", "WIDERRUFEN am 3.11.2026"),
        ("vollmacht", "Die Vollmacht wurde am 3. November 2026 schriftlich widerrufen."),
        ("erlaubnis", "Diese Erlaubnis ist seit dem 1. Mai 2026 erloschen."),
        ("aufenthaltstitel", "UNGÜLTIG"),
        ("immatrikulationsbescheinigung", "Frau Musterfrau wurde zum 30.09.2026 exmatrikuliert."),
    ],
)
def test_a_void_paper_says_so(type_id: str, line: str) -> None:
    """In a sentence that states it, or with a stamp."""
    assert said(type_id, "Urkunde für Frau Erika Musterfrau", line) == "void"


@pytest.mark.parametrize(
    ("type_id", "line"),
    [
        ("handelsregisterauszug", "Die Prokura des Max Muster ist erloschen."),
        ("handelsregisterauszug", "Die Zweigniederlassung in Musterstadt ist gelöscht."),
        ("handelsregisterauszug", "Rot unterstrichene Eintragungen sind gelöscht."),
        (
            "zulassungsbescheinigung",
            "Wird das Fahrzeug außer Betrieb gesetzt, ist die Bescheinigung vorzulegen.",
        ),
        ("zulassungsbescheinigung", "Außer Betrieb gesetzt am: Stempel der Zulassungsbehörde"),
        ("immatrikulationsbescheinigung", "Eine Exmatrikulation ist nicht erfolgt."),
        ("zulassungsbescheinigung", "Sicherheitscode nur zur Außerbetriebsetzung freilegen"),
        ("vollmacht", "Diese Vollmacht kann jederzeit widerrufen werden."),
        ("vollmacht", "Sie gilt, bis die Vollmacht widerrufen ist."),
        ("vollmacht", "Eine früher erteilte Vollmacht wird hiermit widerrufen."),
        ("erlaubnis", "Sie erlischt, wenn der Betrieb nicht innerhalb eines Jahres begonnen wird."),
        ("erlaubnis", "Die Erlaubnis kann widerrufen werden."),
        ("mietvertrag", "Das Mietverhältnis kann von beiden Seiten gekündigt werden."),
        ("mietvertrag", "Der Entwurf der Hausordnung liegt an."),
        ("bauzeichnung", "ENTWURF Musterbüro Architekten"),
        ("ausweis", "MUSTER"),
    ],
)
def test_genuine_papers_speak_of_such_cases(type_id: str, line: str) -> None:
    """Small print, other entries, labels and names say nothing about the paper itself."""
    assert said(type_id, "Urkunde für Frau Erika Musterfrau", line) == ""


@pytest.mark.parametrize(
    ("type_id", "line"),
    [
        ("mietvertrag", "ENTWURF"),
        ("mietvertrag", "Entwurf vom 12.09.2026 – noch nicht unterzeichnet"),
        ("nutzungsueberlassung", "Stand 04/2026 – nicht unterzeichneter Entwurf"),
        ("lageplan", "VORABZUG"),
    ],
)
def test_a_draft_says_so(type_id: str, line: str) -> None:
    """It is not what was agreed or checked in the end."""
    assert said(type_id, "Schriftstück von Frau Erika Musterfrau", line) == "draft"


def test_large_letters_across_a_page() -> None:
    """Nobody is named as large as a watermark, and no plan has its label so large."""
    assert said("bauzeichnung", "Grundriss Erdgeschoss Familie Musterfrau", "ENTWURF", height=60) == "draft"
    assert said("gehaltsabrechnung", "Abrechnung der Bezüge Erika", "Muster", height=60) == "draft"
    assert said("gehaltsabrechnung", "Abrechnung der Bezüge Erika", "Muster") == ""


def test_words_across_a_scan() -> None:
    """Text lies over them, so that a letter may be misread."""
    scan = page("Lageplan zum Bauantrag", source=TextSource.OCR)
    for read in ("VORABZUG", "VORABZL"):
        across = (Word(read, Box(100, 100, 400, 400), 0.3),)
        found = remark_on([scan.model_copy(update={"across": across})], "lageplan", TYPES)
        assert found is not None
        assert (found.remark.means, found.phrase) == ("draft", "Vorabzug")
    copy = (Word("KOPIE", Box(100, 100, 400, 400), 0.9),)
    assert remark_on([scan.model_copy(update={"across": copy})], "lageplan", TYPES) is None


def test_a_letterhead_in_large_letters() -> None:
    """A company may be named "Muster": its name has more words."""
    assert said("gehaltsabrechnung", "Abrechnung der Bezüge Erika", "Muster GmbH", height=40) == ""


def test_a_misread_stamp_counts() -> None:
    """OCR may lose a letter of it."""
    lines = ("Zulassungsbescheinigung Teil I Musterfrau", "ENTSTEMPE1T am 14.08.2026")
    assert said("zulassungsbescheinigung", *lines, source=TextSource.OCR) == "void"
    assert said("zulassungsbescheinigung", *lines) == ""


def test_a_page_without_words() -> None:
    """It says nothing."""
    assert said("mietvertrag") == ""


@pytest.mark.parametrize(
    ("type_id", "title"),
    [
        ("einkommensteuerbescheid", "Bescheid für 2024 über Umsatzsteuer"),
        ("einkommensteuerbescheid", "Bescheid für 2024 über die gesonderte und einheitliche Feststellung"),
        ("meldebescheinigung", "Meldebescheinigung zur Sozialversicherung nach § 25 DEÜV"),
        ("mietvertrag", "Mietvertrag über eine Garage"),
        ("wohnungsgeberbestaetigung", "Wohnungsgeberbestätigung bei Auszug"),
        ("schwerbehindertenausweis", "Bescheid über die Gleichstellung mit einem schwerbehinderten Menschen"),
        ("zulassungsbescheinigung", "EG-Übereinstimmungsbescheinigung"),
        ("kontoauszug", "Einrichtung eines Dauerauftrags"),
        ("heiratsurkunde", "Ehefähigkeitszeugnis"),
        ("immatrikulationsbescheinigung", "Gasthörerschein für das Wintersemester"),
        ("standsicherheitsnachweis", "Nachweis des Wärmeschutzes"),
        ("handelsregisterauszug", "Auszug aus dem Transparenzregister"),
        ("erlaubnis", "Bescheinigung über die Sachkundeprüfung"),
        ("vollmacht", "Postvollmacht"),
        ("mietbescheinigung", "Mietschuldenfreiheitsbescheinigung"),
        ("verdienstbescheinigung", "Ausdruck der elektronischen Lohnsteuerbescheinigung für 2025"),
        ("kindergeldnachweis", "Merkblatt Kindergeld"),
        ("handelsregisterauszug", "Eintragungsofferte. Mit der Zahlung nehmen Sie das Angebot an."),
    ],
)
def test_sister_papers_prove_something_else(type_id: str, title: str) -> None:
    """Their titles are nearly those of the proof."""
    assert said(type_id, "Musteramt Musterstadt", title, "Für Frau Erika Musterfrau") == "sister"


@pytest.mark.parametrize(
    ("type_id", "title"),
    [
        ("einkommensteuerbescheid", "Bescheid für 2024 über Einkommensteuer und Solidaritätszuschlag"),
        ("meldebescheinigung", "Erweiterte Meldebescheinigung"),
        ("mietvertrag", "Mietvertrag über Wohnraum mit Stellplatz"),
        ("wohnungsgeberbestaetigung", "Wohnungsgeberbestätigung bei Ein- oder Auszug"),
        ("schwerbehindertenausweis", "Feststellungsbescheid nach dem Schwerbehindertenrecht"),
        ("kindergeldnachweis", "Kindergeldbescheid, Merkblatt anbei"),
        ("verdienstbescheinigung", "Verdienstbescheinigung zur Vorlage bei der Wohngeldbehörde"),
        ("standsicherheitsnachweis", "Standsicherheits- und Wärmeschutznachweis"),
    ],
)
def test_the_proofs_themselves(type_id: str, title: str) -> None:
    """However near the sister's title is, and whatever else they name further down."""
    assert said(type_id, "Musteramt Musterstadt", title, "Für Frau Erika Musterfrau") == ""


def test_the_words_that_say_so_are_shown() -> None:
    """What a person is shown are the words themselves, not where their sentence begins."""
    line = "b) Eingetragen am 03.08.2026: Die Firma ist erloschen"
    found = remark_on(
        [page("Handelsregister B", line, "nach der Schlussverteilung")], "handelsregisterauszug", TYPES
    )
    assert found is not None
    assert found.box is not None
    assert found.box.left == 60 + 8 * line.index(" Firma")
    assert found.box.bottom < 140
