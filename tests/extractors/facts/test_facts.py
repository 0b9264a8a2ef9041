from __future__ import annotations

from datetime import date

import pytest

from contracts.catalogue import load_catalogue
from contracts.findings import FieldReading
from contracts.reading import PageText, Widget, WidgetKind
from contracts.records import Box
from extractors.facts.fact_reader import read_facts
from samples.attachments.mrz import Holder, td1
from tests.extractors.typed import typed_page

TODAY = date(2026, 11, 2)
TYPES = load_catalogue().document_types
SURE = 0.8
"""From this confidence checks believe a fact."""


def read(type_id: str, *pages: PageText) -> dict[str, FieldReading]:
    """Return the facts of a document."""
    return read_facts(type_id, TYPES[type_id].facts, pages, today=TODAY)


def value(type_id: str, fact: str, *lines: str) -> str | None:
    """Return one fact of a page with these lines."""
    reading = read(type_id, typed_page(*lines)).get(fact)
    return reading.value if reading else None


@pytest.mark.parametrize(
    ("type_id", "lines"),
    [
        ("ausweis", ["Gültig bis/Date of expiry", "31.08.2028"]),
        ("ausweis", ["9. Gültig bis Date of expiry  Unterschrift", "31.08.2028                     x"]),
        ("ausweis", ["Gultig bis: 31.08.2028"]),
        ("ausweis", ["Gültlg bis 31.08.2028"]),
        ("aufenthaltstitel", ["KARTE GÜLTIG BIS", "31 08 2028"]),
        ("aufenthaltstitel", ["Diese Bescheinigung ist gültig bis zum 31. August 2028."]),
        ("aufenthaltstitel", ["Gültig vom 01.09.2025 bis 31.08.2028"]),
        ("schwerbehindertenausweis", ["Gültig bis Ende", "08/2028"]),
        ("schwerbehindertenausweis", ["gültig bis Ende 08/2028"]),
        ("schwerbehindertenausweis", ["Der Ausweis wird bis 08/2028 befristet."]),
    ],
)
def test_the_last_day_of_validity(type_id: str, lines: list[str]) -> None:
    """Of a month it is the last day; the label stands before, above or around it, perhaps misread."""
    reading = read(type_id, typed_page("Name  Mustermann", "", *lines))["gueltig_bis"]
    assert reading.value == "2028-08-31"
    assert reading.confidence > SURE


@pytest.mark.parametrize(
    ("last", "until"),
    [
        ("03/2028", "2028-03-31"),
        ("31.08.2028", "2028-08-31"),
        ("31.08.2025", None),
        ("31.08.2088", None),
        ("Gültig ab  31.08.2028", None),
        ("Wiedervorlage am 31.08.2028", None),
    ],
)
def test_the_last_day_of_validity_without_its_label(last: str, until: str | None) -> None:
    """A scan may lose a pale label; the last day on a card is it, if it stands alone and is still to come."""
    lines = ["Schwerbehindertenausweis", "Mustermann", "34 SB 11911", last, "", "Gültig ab  17.03.2022"]
    reading = read("schwerbehindertenausweis", typed_page(*lines)).get("gueltig_bis")
    assert (reading.value if reading else None) == until
    assert reading is None or reading.confidence < SURE


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        (["Gültig bis  unbefristet"], True),
        (["Gültig bis", "unbefristet"], True),
        (["Der Ausweis ist unbefristet."], False),
    ],
)
def test_without_an_end(lines: list[str], sure: bool) -> None:  # noqa: FBT001 - an expectation
    """A document may be valid for ever; that is sure where a label asks for the end."""
    reading = read("schwerbehindertenausweis", typed_page(*lines))["gueltig_bis"]
    assert reading.value == "unbefristet"
    assert (reading.confidence > SURE) is sure


def test_two_ends_are_doubtful() -> None:
    """Where the same label names two days nobody knows which one counts."""
    page = typed_page("Gültig bis 31.08.2028", "", "Gültig bis 30.09.2029")
    assert read("ausweis", page)["gueltig_bis"].confidence < SURE


@pytest.mark.parametrize(
    "lines",
    [
        ["geboren am 12.03.1980 in Musterstadt", "", "Ausgefertigt am 24. Oktober 2026."],
        ["Musterstadt, den 24.10.2026", "Geburtsdatum  12.03.1980"],
        ["Datum: 24.10.2026", "Einzugsdatum  01.02.2021"],
        ["Einzug am 01.02.2021", "Diese Bescheinigung wurde am 24.10.2026 elektronisch erstellt."],
        [
            "Bundesmeldegesetz in der Fassung vom 18.05.2001",
            "Tag der Geburt 12.03.1980",
            "Musterstadt, 24.10.2026",
        ],
        ["Stand", "24.10.2026"],
        ["Einzugsdatum  01.02.2021", "", "Musterstadt, 24.10.2026", "Ort, Datum"],
    ],
)
def test_the_day_of_issue(lines: list[str]) -> None:
    """Neither a birthday nor a day in a law's name, nor moving in, is the day of issue."""
    reading = read("meldebescheinigung", typed_page("Meldebescheinigung", "", *lines))["ausstellungsdatum"]
    assert reading.value == "2026-10-24"
    assert reading.confidence > SURE


@pytest.mark.parametrize(
    "lines",
    [
        ["Stadt Musterstadt                                       24.10.2026", "Herrn Max Mustermann"],
        ["Bürgeramt · 24. Oktober 2026", "geb. am 12.03.1980"],
        ["Vorgelegt wurde der Pass; gesehen 24.10.2026 durch das Amt", "geboren am 12.03.1980"],
    ],
)
def test_a_day_that_nothing_names_is_doubtful(lines: list[str]) -> None:
    """It is shown, but is no proof that a document is too old."""
    reading = read("meldebescheinigung", typed_page(*lines))["ausstellungsdatum"]
    assert reading.value == "2026-10-24"
    assert reading.confidence < SURE


@pytest.mark.parametrize(
    "lines",
    [
        ["geboren am 12.03.1980 in Musterstadt"],
        ["Geburtstag", "12.03.1980"],
        ["zahlbar bis 30.11.2026"],
        ["Gesetz vom 18.05.2001"],
        [],
    ],
)
def test_no_day_of_issue_is_guessed(lines: list[str]) -> None:
    """Where only other days stand, there is none."""
    assert value("meldebescheinigung", "ausstellungsdatum", *lines) is None


def test_a_name_with_a_birthday_is_no_town_with_a_date() -> None:
    """The line "Max Mustermann, 12.03.1980" looks like a place and date; so long ago it is doubtful."""
    reading = read("vollmacht", typed_page("", "Max Mustermann, 12.03.1980"))["ausstellungsdatum"]
    assert reading.confidence < SURE


@pytest.mark.parametrize(
    "lines",
    [
        ["Zeitraum: 01.10.2026 - 31.10.2026"],
        ["Kontoauszug vom 01.10.2026 bis 31.10.2026"],
        ["Kontoauszug Nummer 010 / 2026 vom 01.10.2026 bis 31.10.2026"],
        ["Umsätze vom 01.10. bis 31.10.2026"],
        ["Kontoauszug Oktober 2026", "Rechnungsabschluss vom 01.07.2026 bis 30.09.2026"],
        ["Alter Saldo vom 01.10.2026  12,00", "Neuer Saldo vom 31.10.2026  10,00"],
        ["Habenzinsen v. 01.01.2026 b. 30.09.2026", "", "01.10.2026 bis 31.10.2026"],
    ],
)
def test_the_period_of_a_bank_statement(lines: list[str]) -> None:
    """By its label, by its balances, or in its title; the period of interest is another one."""
    assert value("kontoauszug", "zeitraum", *lines) == "2026-10-01/2026-10-31"


def test_a_statement_with_nothing_but_bookings() -> None:
    """They tell the least period that it covers; that is not sure."""
    page = typed_page("02.10.2026 Miete", "10.10.2026 Strom", "30.10.2026 Lohn")
    reading = read("kontoauszug", page)["zeitraum"]
    assert reading.value == "2026-10-02/2026-10-30"
    assert reading.confidence < SURE
    assert value("kontoauszug", "zeitraum", "02.10.2026 Miete") is None


def test_the_number_of_a_statement_is_a_month_only_if_its_days_agree() -> None:
    """A title "Auszug 10/2026" may be October's, or the tenth."""
    page = typed_page("Auszug 10/2026", "Stand 30.10.2026")
    assert read("kontoauszug", page)["zeitraum"].value == "2026-10-01/2026-10-31"
    assert read("kontoauszug", page)["zeitraum"].confidence < SURE
    assert value("kontoauszug", "zeitraum", "Auszug 10/2026", "Stand 21.01.2026") is None


@pytest.mark.parametrize(
    "lines",
    [
        ["Abrechnung der Brutto/Netto-Bezüge", "                 für Oktober 2026      05.11.2026  Blatt: 1"],
        ["Abrechnungsmonat: 10.2026", "Druckdatum 05.11.2026"],
        ["Zeitraum 01.10.-31.10.2026"],
        ["Verdienstabrechnung Okt 2026", "Eintritt 09/2020"],
        ["ENTGELTABRECHNUNG 10/2026"],
        ["Musterwerke GmbH  Oktober 2026", "Druck 05.11.2026"],
        ["Eintritt: 01.09.2020", "vom 1.-31. Oktober 2026"],
    ],
)
def test_the_month_of_a_payslip(lines: list[str]) -> None:
    """Never the day of printing or of entry."""
    assert value("gehaltsabrechnung", "monat", "Musterwerke GmbH", *lines) == "2026-10"


@pytest.mark.parametrize("lines", [["Druck 05.11.2026"], ["Mai 2026  Juni 2026"], ["99.-31.10.2026"]])
def test_no_month_is_guessed(lines: list[str]) -> None:
    """Two months that nothing tells apart are none."""
    assert value("gehaltsabrechnung", "monat", *lines) is None


@pytest.mark.parametrize(
    "lines",
    [
        ["In der Zeit von November 2025 bis Oktober 2026 wurde abgerechnet"],
        ["C. Entgelt im Zeitraum 11/2025 – 10/2026"],
        ["Monat  Entgelt", *(f"{month:02}/2026  1.000,00" for month in range(1, 11)), "11/2025  1.000,00"],
    ],
)
def test_the_period_of_a_certificate_of_earnings(lines: list[str]) -> None:
    """Months are told whole; a table of months covers them all."""
    assert value("verdienstbescheinigung", "zeitraum", *lines) == "2025-11-01/2026-10-31"


@pytest.mark.parametrize(
    "lines",
    [
        ["Datum des Einzugs  01.02.2026"],
        ["In die oben genannte Wohnung ist/sind am 01.02.2026 folgende Personen eingezogen:"],
        ["Tag und Ort / Geburt  12.03.1980", "☒ Einzug am 01.02.2026 ☐ Auszug am ______"],
    ],
)
def test_the_day_of_moving_in(lines: list[str]) -> None:
    """By a label before it, or around it in a sentence."""
    assert value("wohnungsgeberbestaetigung", "einzugsdatum", *lines) == "2026-02-01"


def test_a_sentence_that_goes_on_in_the_next_line() -> None:
    """The words before a day may end the line before."""
    lines = (
        "Es wird hiermit gern und ausdrücklich bescheinigt, dass Erika Musterfrau geboren am",
        "12.03.1980 in Musterstadt, seit dem",
    )
    assert value("meldebescheinigung", "geburtsdatum", *lines) == "1980-03-12"
    lines = (
        "Die Bescheinigung ist für die Behörde bestimmt und wurde auf Antrag am 24.10.2026",
        "in Musterstadt erstellt",
    )
    assert value("immatrikulationsbescheinigung", "ausstellungsdatum", *lines) == "2026-10-24"


@pytest.mark.parametrize(
    ("line", "born"),
    [
        ("geboren am 12.03.45 in Musterstadt", "1945-03-12"),
        ("Geburtsdatum: 12.03.1980", "1980-03-12"),
        ("Geburtsdatum: 12.03.2045", None),
    ],
)
def test_the_day_of_birth_is_over(line: str, born: str | None) -> None:
    """Two digits for the year mean the last hundred years; a child of the future is a misreading."""
    assert value("meldebescheinigung", "geburtsdatum", line) == born


def test_a_printed_day_of_an_umlaut_month() -> None:
    """Months have names with umlauts, and OCR loses their dots."""
    assert value("meldebescheinigung", "ausstellungsdatum", "Ausgestellt am 3. März 2026") == "2026-03-03"
    assert value("meldebescheinigung", "ausstellungsdatum", "Ausgestellt am 3. Marz 2026") == "2026-03-03"


def test_names_beside_below_and_behind_their_labels() -> None:
    """A label is never taken for a name; surnames may begin with small words; a comma parts two names."""
    assert value("meldebescheinigung", "familienname", "Familienname  Müller") == "Müller"
    assert value("meldebescheinigung", "familienname", "Familienname: Müller") == "Müller"
    assert value("geburtsurkunde", "familienname", "Familienname van den Beispiel") == "van den Beispiel"
    assert value("ausweis", "familienname", "[a] Name/Surname/Nom [b] Geburtsname", "Müller") == "Müller"
    assert value("aufenthaltstitel", "vorname", "Name(n) und Vorname(n)", "Muster, Jörg") == "Jörg"
    assert value("geburtsurkunde", "vorname", "6 Vornamen / Prénoms  Mia", "7 Geschlecht / Sexe  F") == "Mia"
    assert value("meldebescheinigung", "vorname", "Vornamen", "Geburtsname  Weiß") is None


def test_addresses_end_where_the_next_column_begins() -> None:
    """Neither the colour of the eyes nor what lies below belongs to an address."""
    lines = (
        "Anschrift/Address              Augenfarbe",
        "12349 Musterhausen             braun",
        "Musterweg 5",
    )
    assert value("ausweis", "anschrift", *lines) == "Musterweg 5, 12349 Musterhausen"
    wrapped = ("Anschrift  Musterweg 5, 45678 Musterhausen an der", "           Probe")
    assert value("ausweis", "anschrift", *wrapped) == "Musterweg 5, 45678 Musterhausen an der Probe"
    assert value("ausweis", "anschrift", "Anschrift  keine", "", "", "", "12349 Musterhausen") is None


def test_an_address_under_its_heading() -> None:
    """On a form the heading says whose street it is; that is less sure."""
    lines = (
        *("Angaben zum Wohnungsgeber", "Straße, Hausnummer  Hausweg 1", "PLZ, Ort  54321 Beispieldorf", ""),
        *(
            "Anschrift der Wohnung, in die eingezogen wird",
            "Straße, Hausnummer  Musterweg 5",
            "PLZ, Ort  12349 Musterhausen",
        ),
    )
    reading = read("wohnungsgeberbestaetigung", typed_page(*lines))["anschrift"]
    assert reading.value == "Musterweg 5, 12349 Musterhausen"
    assert reading.confidence < SURE


def test_plates() -> None:
    """A plate is named by its label, or is the only one."""
    assert (
        value("zulassungsbescheinigung", "kennzeichen", "A Amtliches Kennzeichen", "  MU S 1234")
        == "MU-S1234"
    )
    only = read("nutzungsueberlassung", typed_page("Der Wagen MU-S 1234 steht bereit."))["kennzeichen"]
    assert (only.value, only.confidence < SURE) == ("MU-S1234", True)
    assert value("nutzungsueberlassung", "kennzeichen", "Wagen MU-S 1234 oder MU-T 99") is None


def zone(given: str, *, by_ocr: bool) -> PageText:
    """Return a card of Çelik, her given name printed in a way."""
    lines = td1("IDD", "L01X00T47", Holder("Çelik", "Jördis", date(1980, 3, 12), date(2028, 8, 31)))
    print_ = ("Name   Çelik", "Vornamen   " + given, "Gültig bis   31.08.2028", "")
    return typed_page(*print_, *lines, by_ocr=by_ocr)


def test_print_and_zone_agree() -> None:
    """The zone cannot spell umlauts: a name is kept as printed, and is surer for standing there twice."""
    facts = read("ausweis", zone("Jördis", by_ocr=True))
    assert (facts["familienname"].value, facts["vorname"].value) == ("Çelik", "Jördis")
    assert facts["vorname"].confidence > SURE
    assert facts["gueltig_bis"].value == "2028-08-31"


def test_print_and_zone_differ() -> None:
    """A name that is not the zone's is doubtful."""
    assert read("ausweis", zone("Gundula", by_ocr=True))["vorname"].confidence < SURE


def test_check_digits_outweigh_print() -> None:
    """A misread printed day does not outweigh two check digits."""
    lines = td1("IDD", "L01X00T47", Holder("Muster", "Erika", date(1980, 3, 12), date(2028, 8, 31)))
    fact = read("ausweis", typed_page("Gültig bis  31.08.2023", "", *lines))["gueltig_bis"]
    assert (fact.value, fact.confidence > SURE) == ("2028-08-31", True)


def test_a_day_misread_so_that_its_check_digit_agrees() -> None:
    """8 twice for 5 leaves it the same; print and the check digit over the whole zone cast doubt on it."""
    lines = td1("IDD", "L01X00T47", Holder("Muster", "Erika", date(1988, 5, 21), date(2028, 8, 31)))
    misread = [line.replace("880521", "550521") for line in lines]
    confident = [
        read("ausweis", typed_page("Geburtsdatum  21.05.1988", "", *each, by_ocr=True))[
            "geburtsdatum"
        ].confidence
        for each in (lines, misread)
    ]
    assert confident[0] > SURE > confident[1]


def test_live_fields_are_read() -> None:
    """What is typed into a form's field stands beside its label."""
    box = Box(200, 40, 300, 52)
    field = Widget(name="datum", kind=WidgetKind.TEXT, box=box, value="01.02.2026")
    page = typed_page("Datum des Einzugs", widgets=[field])
    assert read("wohnungsgeberbestaetigung", page)["einzugsdatum"].value == "2026-02-01"


def test_uncertain_words_make_uncertain_facts() -> None:
    """A fact is as sure as the word that was read worst."""
    page = typed_page("Gültig bis 31.08.2028", by_ocr=True, confidence=0.5)
    assert read("ausweis", page)["gueltig_bis"].confidence == pytest.approx(0.5)


def test_other_kinds_are_read_by_the_labels_of_forms() -> None:
    """Numbers and amounts have no reader of their own; a document without pages has no facts."""
    assert value("schwerbehindertenausweis", "grad_der_behinderung", "Grad der Behinderung: 60") == "60"
    assert read("ausweis") == {}


def test_a_sentence_of_two_lines_may_tell_the_day_of_moving_in() -> None:
    """What is between "Einzug" and its day may be long; another day, a birthday or a removal is not meant."""
    first = "als Wohnungsgeber bestätige ich den Einzug der folgenden Person in die Wohnung Musterweg 1,"
    kind, fact = "wohnungsgeberbestaetigung", "einzugsdatum"
    page = typed_page(first, "12345 Musterstadt zum 01.09.2026:", "", "Mustermann   Max")
    reading = read(kind, page)[fact]
    assert reading.value == "2026-09-01"
    assert reading.confidence > SURE
    for other in ("geb. am 01.09.1986", "gemäß Vertrag vom 01.02.2026", "und den Auszug am 01.09.2026"):
        assert value(kind, fact, first, f"12345 Musterstadt, {other}") is None


def test_a_label_in_the_third_language_is_no_name() -> None:
    """An international extract asks in German, French and English; the name stands in the next column."""
    lines = ["Auszug aus dem Geburtseintrag", "", "Vornamen / Prénoms / Forenames", "6            Leela"]
    assert value("geburtsurkunde", "vorname", *lines) != "Forenames"
    assert value("geburtsurkunde", "vorname", "Vornamen / Prénoms / Forenames", "Leela") == "Leela"
