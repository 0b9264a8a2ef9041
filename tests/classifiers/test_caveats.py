"""Papers that speak of a proof without being one."""

from __future__ import annotations

import pytest

from classifiers.caveats import doubted
from contracts.catalogue import load_catalogue
from contracts.document_types import OTHER
from contracts.findings import Guess, Part
from contracts.reading import PageText, TextSource, Word
from contracts.records import Box, PageSize

TYPES = load_catalogue().document_types
PERMIT = Part(document=0, pages=(0,), type="erlaubnis", confidence=0.99)


def page(*lines: str, source: TextSource = TextSource.TEXT, confidence: float = 1) -> PageText:
    words = [
        Word(
            text=text,
            box=Box(60 + 30 * at, 60 + 20 * row, 85 + 30 * at, 70 + 20 * row),
            confidence=confidence,
        )
        for row, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]
    return PageText(
        index=0, size=PageSize(595, 842), source=source, words=tuple(words), confidence=confidence
    )


def taken_for(type_id: str, found: PageText) -> Part:
    return doubted(PERMIT.model_copy(update={"type": type_id}), [found], TYPES)


BODY = ("Sehr geehrte Frau Musterfrau,", "am 3. November 2026 waren Sie bei uns in der Rathausstraße 1.")


@pytest.mark.parametrize(
    "title", ["Eingangsbestätigung", "Versagung der Erlaubnis", "Ablehnungsbescheid", "Teilnahmebestätigung"]
)
def test_a_receipt_or_a_refusal_is_no_permit(title: str) -> None:
    """Both have all the words of a permit, but say what they are: the permit is missing."""
    found = taken_for("erlaubnis", page("Ordnungsamt Musterstadt", title, "Betrieb einer Gaststätte"))
    assert (found.type, found.confidence) == ("sonstiges", 0.9)
    assert found.runner_up == Guess(type="erlaubnis", confidence=0.1)
    assert found.words == (title.split(maxsplit=1)[0],)


@pytest.mark.parametrize(
    ("type_id", "subject"),
    [
        ("kindergeldnachweis", "Ihr Antrag auf Kindergeld – Eingangsbestätigung"),
        ("heiratsurkunde", "Betreff: Ihre Anmeldung zur Eheschließung, Terminbestätigung"),
        ("mietvertrag", "Reservierung der Wohnung Musterweg 5, 2. OG rechts"),
        ("rentenbescheid", "Ihre Renteninformation"),
        ("einkommensteuerbescheid", "Bescheid über Vorauszahlungen zur Einkommensteuer"),
        ("einkommensteuerbescheid", "Bescheid für 2026 über die Vorauszahlungen zur Einkommensteuer"),
    ],
)
def test_a_subject_says_what_a_letter_is(type_id: str, subject: str) -> None:
    """Whether before or behind a dash, a colon, or "Ihre"."""
    assert taken_for(type_id, page("Musteramt", subject, *BODY)).type == "sonstiges"


def test_a_permit_may_speak_of_refusals() -> None:
    """What a sentence mentions is no title, nor is what stands below the paper's own."""
    text = "Widerruf und Rücknahme dieser Erlaubnis bleiben nach § 15 des Gaststättengesetzes vorbehalten"
    assert doubted(PERMIT, [page("Erlaubnis nach § 2 GastG", text)], TYPES) is PERMIT
    assert doubted(PERMIT, [page("Erlaubnis nach § 2 GastG", "Widerruf der Erlaubnis")], TYPES) is PERMIT


def test_phrases_tell_a_letter_that_announces_the_proof() -> None:
    """A letter that says "noch nicht" and has nothing of an extract is none; one phrase is only a doubt."""
    letter = (
        "Notarin Dr. Muster",
        "Gründung der Muster GmbH",
        "ich teile mit, dass die Anmeldung beim Amtsgericht Musterstadt eingereicht wurde.",
        "Die Eintragung ist noch nicht erfolgt und der Auszug folgt nach der Eintragung später.",
        "Für Fragen stehen meine Mitarbeiterinnen und ich gern zur Verfügung.",
    )
    assert taken_for("handelsregisterauszug", page(*letter)).type == "sonstiges"
    assert taken_for("handelsregisterauszug", page(*letter)).confidence == 0.9


def test_what_all_such_papers_have_may_be_lacking() -> None:
    """Then a person looks; on a page that is badly read, what is absent proves nothing."""
    lines = ["Zulassungsbescheinigung Teil I", *["Erika Musterfrau wohnt in der Musterstraße 1"] * 5]
    found = taken_for("zulassungsbescheinigung", page(*lines))
    assert (found.type, found.confidence) == ("sonstiges", 0.5)
    assert found.runner_up == Guess(type="zulassungsbescheinigung", confidence=0.5)
    misread = page(*lines, source=TextSource.OCR, confidence=0.6)
    assert taken_for("zulassungsbescheinigung", misread).type == "zulassungsbescheinigung"


def test_a_misread_title_counts_unless_it_is_like_the_papers_own() -> None:
    """A scan may lose a letter, but "Immatrikulation" is also nearly "Exmatrikulation"."""
    own = page("Immatrikulationsbescheinigung", *BODY[1:], source=TextSource.OCR, confidence=0.9)
    assert taken_for("immatrikulationsbescheinigung", own).type == "immatrikulationsbescheinigung"
    other = page("Kundigungsbestatigumg", "Ihr Mietverhältnis", source=TextSource.OCR, confidence=0.9)
    assert taken_for("mietvertrag", other).type == "sonstiges"


def test_other_papers_keep_their_type() -> None:
    """A letter of the applicant with such a subject stays a letter; so does what has no title words."""
    found = page("Widerruf der Vollmacht", "Hiermit widerrufe ich")
    assert taken_for("anschreiben", found).type == "anschreiben"
    assert taken_for("unbekannt", found).type == "unbekannt"


def test_a_refusal_of_a_benefit_is_a_decision_on_it() -> None:
    """It shows that nothing is paid, which is what such a proof may be asked for."""
    refusal = page("Ablehnungsbescheid", "Ihr Antrag auf Bürgergeld")
    assert taken_for("leistungsbescheid", refusal).type == "leistungsbescheid"
    assert taken_for("leistungsbescheid", page("Zwischennachricht", "Ihr Antrag")).type == "sonstiges"


def test_a_number_of_another_paper_is_no_title() -> None:
    """A landlord's letter gives the number of the contract above its title; a misread "s" is no excuse."""
    for reference in ("Mietvertrags-Nr.: 1180.163", "Mietvertrags Nr. 1180", "Mietvertragsnummer 1180"):
        lines = (
            "Musterbau GmbH",
            reference,
            "Bestätigung des Wohnungsgebers gemäß § 19 BMG",
            "Einzug am 1.11.",
        )
        found = page(*lines, source=TextSource.OCR, confidence=0.9)
        assert taken_for("wohnungsgeberbestaetigung", found).type == "wohnungsgeberbestaetigung"


def test_a_title_may_cite_the_law() -> None:
    """With "§ 4 Abs. 1 Nr. 4" it has more words than many a sentence, and is a title all the same."""
    title = "Bescheinigung über die Unterrichtung nach § 4 Abs. 1 Nr. 4 Gaststättengesetz"
    assert taken_for("erlaubnis", page("IHK Musterstadt", title)).type == "sonstiges"


def test_a_title_may_say_first_what_the_paper_is() -> None:
    """A record of an application is no certificate of what was applied for."""
    title = "Niederschrift über die Anmeldung der Eheschließung (§ 12 PStG)"
    assert taken_for("heiratsurkunde", page("Standesamt Musterstadt", title)).type == "sonstiges"


def test_the_subject_outranks_the_letterhead() -> None:
    """The office's name has a word of the proof; what the letter is, says its subject."""
    address = ("Frau Erika Musterfrau", "Musterstraße 1", "12345 Musterstadt")
    letter = ("Service Center Studium", *address, "Rückmeldung zum Semester – Mahnung", *BODY)
    assert taken_for("immatrikulationsbescheinigung", page(*letter)).confidence == 0.9
    no_letter = ("Service Center Studium", "Bescheinigung für Frau Muster", "Mahnung")
    assert taken_for("immatrikulationsbescheinigung", page(*no_letter)).confidence != 0.9


def test_a_paper_that_tells_how_to_come_by_the_proof_is_not_the_proof() -> None:
    """Nobody calls the paper at hand "eine Immatrikulationsbescheinigung" that "kann erst nach ... "."""
    letter = (
        "Universität Musterstadt",
        "Immatrikulation zum Wintersemester",
        "Sehr geehrter Herr Mustermann,",
        "eine Immatrikulationsbescheinigung und das Ticket können erst nach Zahlung ausgestellt werden,",
        "die Sie bis zum Ende des Monats zu leisten haben, spätestens aber bis zu Beginn der Vorlesungen.",
    )
    found = taken_for("immatrikulationsbescheinigung", page(*letter))
    assert (found.type, found.confidence) == ("sonstiges", 0.9)
    genuine = (*letter[:3], "hiermit bescheinigen wir Ihnen die Immatrikulation. Diese", *letter[4:])
    assert taken_for("immatrikulationsbescheinigung", page(*genuine)).type == "immatrikulationsbescheinigung"


def test_an_application_to_the_register_is_no_extract() -> None:
    """It says all that the extract will say, in the first person."""
    letter = (
        "Notarin Dr. Muster",
        "Anmeldung zum Handelsregister B – Neueintragung",
        "Als alleinige Geschäftsführerin melde ich zur Eintragung in das Handelsregister an:",
    )
    assert taken_for("handelsregisterauszug", page(*letter)).type == "sonstiges"


def test_a_map_has_a_scale() -> None:
    """The cadastre also tells plots and owners in words, in an extract that is no map."""
    rows = (
        "Gemarkung Musterdorf Flur 3",
        "Flurstück 316",
        *["Amtliche Fläche 777 Wohnbaufläche Grundbuchblatt"] * 6,
    )
    extract = page("Auszug aus dem Liegenschaftskataster", "Flurstücks- und Eigentumsnachweis", *rows)
    assert taken_for("liegenschaftskarte", extract).confidence == 0.9
    assert taken_for("liegenschaftskarte", extract).type == "sonstiges"
    untitled = taken_for("liegenschaftskarte", page("Auszug aus dem Liegenschaftskataster", *rows))
    assert (untitled.type, untitled.confidence) == ("sonstiges", 0.5)
    drawn = page("Auszug aus der Liegenschaftskarte", "Maßstab 1:1000", *rows)
    assert taken_for("liegenschaftskarte", drawn).type == "liegenschaftskarte"


PLOTS = (
    "Gemarkung Musterdorf Flur 3 Flurstück 316",
    *["Weg 317 318 319 Wiese 320 321 322"] * 6,
    "Maßstab 1:500",
)


@pytest.mark.parametrize(
    "title",
    [
        "Auszug aus dem Altlastenkataster",
        "Hochwassergefahrenkarte",
        "Bebauungsplan Nr. 47",
        "Auszug aus dem Bebauungsplan",
        "Feuerwehrplan",
        "Google Maps",
    ],
)
def test_maps_of_other_registers_are_no_cadastre(title: str) -> None:
    """They show the same plots to scale."""
    assert taken_for("liegenschaftskarte", page(title, *PLOTS)).type == "sonstiges"


@pytest.mark.parametrize(
    "title",
    [
        "Flurkarte",
        "Katasterplan",
        "Auszug aus der Automatisierten Liegenschaftskarte (ALK)",
        "Auszug aus den Geobasisdaten des Liegenschaftskatasters",
    ],
)
def test_every_land_names_its_cadastre_map_otherwise(title: str) -> None:
    found = taken_for("liegenschaftskarte", page(title, *PLOTS))
    assert (found.type, found.confidence) == ("liegenschaftskarte", 0.99)


def test_the_sheets_of_a_land_register_name_plots_and_owners() -> None:
    """Behind the title sheet, too, where nothing but the columns' heads says what they are."""
    rows = (
        "Bestandsverzeichnis",
        "1 Musterdorf 8 412/9 Gebäude- und Freifläche Musterweg 15 712",
        "Erste Abteilung",
        "Erika Musterfrau, aufgelassen am 3.2.2025, eingetragen am 14.4.2025",
        "Zweite Abteilung",
        "Lasten und Beschränkungen: Leitungsrecht für die Stadtwerke Musterstadt",
    )
    assert taken_for("liegenschaftskarte", page("Amtsgericht Muster Blatt 2246", *rows)).confidence == 0.9


def test_a_decision_may_have_the_application_as_its_subject() -> None:
    """What it grants, no receipt of the application does."""
    subject = "Ihr Antrag auf Erteilung einer Gaststättenerlaubnis vom 1. September"
    grant = ("auf Ihren Antrag erteile ich Ihnen die Gaststättenerlaubnis für den Betrieb einer Wirtschaft.",)
    assert taken_for("erlaubnis", page("Ordnungsamt", subject, BODY[0], *grant)).confidence == 0.99
    receipt = ("Ihr Antrag ist eingegangen. Zur Ausstellung einer Gaststättenerlaubnis fehlen Ihre Pläne.",)
    assert taken_for("erlaubnis", page("Ordnungsamt", subject, BODY[0], *receipt)).type == "sonstiges"


def test_a_label_with_a_number_is_no_title_of_a_paper_that_has_one() -> None:
    """A landlord's letter gives the contract's number; an offer that has no other title is an offer."""
    own = "Bestätigung des Wohnungsgebers nach § 19 BMG"
    found = page("Musterbau GmbH", own, "Mietvertrag: 1234.56", *BODY, "Einzug am 1.11.")
    assert taken_for("wohnungsgeberbestaetigung", found).confidence == 0.99
    offer = page("Ingenieurbüro Muster", "Angebot: 4711", "Honorar EUR 900")
    assert taken_for("standsicherheitsnachweis", offer).type == "sonstiges"


def test_names_in_phrases_are_inflected() -> None:
    """An engineer who is "mit der Erstellung des Standsicherheitsnachweises beauftragt" has not begun."""
    letter = (
        "Ingenieurbüro Muster",
        "Standsicherheitsnachweis Musterweg 1",
        *BODY,
        "wir bestätigen, dass wir mit der Erstellung des Standsicherheitsnachweises beauftragt sind.",
    )
    assert taken_for("standsicherheitsnachweis", page(*letter)).type == "sonstiges"


def test_what_is_still_to_be_examined_is_not_decided() -> None:
    """Whoever examines, and needs more before, has granted nothing yet."""
    letter = (
        "Gewerbeamt Musterstadt",
        "Reisegewerbekarte",
        *BODY[:1],
        "Ihr Antrag liegt mir vor. Vor einer Entscheidung brauche ich noch Ihr Führungszeugnis.",
    )
    assert taken_for("erlaubnis", page(*letter)).type == "sonstiges"


def test_a_certificate_of_instruction_is_no_licence() -> None:
    """The chamber certifies that somebody was instructed; the licence itself is still missing."""
    chamber = page(
        "Industrie- und Handelskammer Musterstadt",
        "Bescheinigung",
        "nach § 4 Absatz 1 Nummer 4 des Gaststättengesetzes",
        "Erika Musterfrau ist am 20.10.2026 über die für den Betrieb eines Gaststättengewerbes",
        "notwendigen lebensmittelrechtlichen Kenntnisse unterrichtet worden und kann mit ihnen als",
        "vertraut gelten. Diese Bescheinigung ersetzt nicht die Erlaubnis der Gaststättenbehörde.",
    )
    assert taken_for("erlaubnis", chamber).runner_up == Guess(type="erlaubnis", confidence=0.1)
    licence = page(
        "Stadt Musterstadt - Ordnungsamt",
        "Erlaubnis nach § 2 des Gaststättengesetzes",
        "Frau Erika Musterfrau wird die Erlaubnis erteilt, eine Schankwirtschaft zu betreiben. Der Nachweis",
        "nach § 4 Abs. 1 Nr. 4 lag vor. Die Erlaubnis ersetzt nicht die Genehmigung nach anderem Recht.",
    )
    assert taken_for("erlaubnis", licence) == PERMIT


def test_a_title_may_go_on_in_the_next_line() -> None:
    chamber = page("Handwerkskammer Musterstadt", "Bescheinigung", "über die Unterrichtung", *BODY)
    assert taken_for("erlaubnis", chamber).words == ("Bescheinigung über die Unterrichtung",)
    licence = page("Stadt Musterstadt", "Erlaubnis", "zum Betrieb einer Gaststätte", *BODY)
    assert taken_for("erlaubnis", licence) == PERMIT


@pytest.mark.parametrize(
    ("type_id", "title"),
    [
        ("liegenschaftskarte", "Grundbuch von Musterdorf"),
        ("lageplan", "Grundbuch von Musterdorf Blatt 1874"),
        ("handelsregisterauszug", "Firmenrechtliche Voranfrage „Mustermann e.K.“"),
    ],
)
def test_the_land_register_is_no_map_and_an_opinion_no_register(type_id: str, title: str) -> None:
    """Both speak of the same plot or firm as the proof."""
    found = taken_for(type_id, page("Amtsgericht Musterstadt", title, "Flurstück 120/7, Musterweg 23"))
    assert found.runner_up == Guess(type=type_id, confidence=0.1)


def test_a_letter_of_an_employer_without_pay_or_hours_proves_no_income() -> None:
    """It may be about a parking space: a person looks."""
    letter = (
        "Musterklinik gGmbH Personalservice",
        "Bestätigung zur Vorlage beim Straßenverkehrsamt",
        "Sehr geehrte Frau Musterfrau, Sie sind seit dem 01.04.2014 bei uns beschäftigt.",
        "Ein Stellplatz auf dem Parkplatz kann Ihnen derzeit leider nicht zur Verfügung gestellt werden.",
    )
    assert taken_for("verdienstbescheinigung", page(*letter)).type == "sonstiges"
    hours = (*letter[:3], "Sie arbeiten während der Elternzeit 20 Stunden in der Woche in unserem Haus.")
    assert taken_for("verdienstbescheinigung", page(*hours)).type == "verdienstbescheinigung"


@pytest.mark.parametrize(
    ("type_id", "title", "type_then"),
    [
        ("rentenbescheid", "Versicherungsverlauf", "sonstiges"),
        ("handelsregisterauszug", "Liste der Gesellschafter", "sonstiges"),
        ("einkommensteuerbescheid", "Bescheid für 2025 über den Gewerbesteuermessbetrag", "sonstiges"),
        ("mietvertrag", "Garagenmietvertrag", "sonstiges"),
        ("leistungsbescheid", "Gebührenbescheid", "sonstiges"),
        ("aufenthaltstitel", "Duldung", "aufenthaltstitel"),
    ],
)
def test_a_sister_is_no_proof(type_id: str, title: str, type_then: str) -> None:
    """One that may do in its stead stays what it is, with a remark: a person looks."""
    assert taken_for(type_id, page(title, *BODY)).type == type_then


@pytest.mark.parametrize(
    ("type_id", "title"),
    [
        ("einkommensteuerbescheid", "Bescheid für 2026 und 2027 über die Festsetzung von Vorauszahlungen"),
        ("einkommensteuerbescheid", "Festsetzung der Einkommensteuer-Vorauszahlungen"),
        ("leistungsbescheid", "Bescheinigung über die Meldung als arbeitsuchend"),
        ("erlaubnis", "Bescheinigung über eine Unterrichtung"),
        ("mietvertrag", "Eigenbedarfskündigung"),
    ],
)
def test_titles_are_known_in_other_words(type_id: str, title: str) -> None:
    """Whatever stands between the words that say what a paper is, or before the last part of a compound."""
    assert taken_for(type_id, page("Musteramt", title, *BODY)).confidence == 0.9


@pytest.mark.parametrize(
    ("type_id", "title"),
    [
        ("einkommensteuerbescheid", "Bescheid für 2021 über Einkommensteuer und Zinsen"),
        ("standsicherheitsnachweis", "Nachweis der Standsicherheit und des Wärmeschutzes"),
        ("mietvertrag", "Mietvertrag über ein Einfamilienhaus mit Garage"),
        ("aufenthaltstitel", "Bescheinigung über die Wirkung der Antragstellung (Fiktionsbescheinigung)"),
    ],
)
def test_a_title_that_names_the_proof_first_is_the_proofs(type_id: str, title: str) -> None:
    assert taken_for(type_id, page("Musteramt", title, "Für Frau Erika Musterfrau")).type == type_id


def test_a_letterhead_in_small_letters_is_no_title() -> None:
    """The office that has the proof issues other papers as well, with its name above the title."""
    decided = "Beschluss der Gesellschafter"
    office = page("Handelsregister", decided, "Musterbau GmbH, Musterweg 1, 12345 Musterstadt")
    assert taken_for("handelsregisterauszug", office).type != OTHER
    first, *others = office.words
    small = first._replace(box=first.box._replace(bottom=first.box.top + 6))
    letterhead = office.model_copy(update={"words": (small, *others)})
    assert taken_for("handelsregisterauszug", letterhead).type == OTHER


def test_a_label_in_small_letters_below_the_title_is_none() -> None:
    """An assessment has a row with the advance payments; it counts for nothing against it."""
    lines = (
        "Bescheid über Einkommensteuer",
        "Vorauszahlungsbescheid 1.204,00",
        "bitte reichen Sie nichts ein",
    )
    paper = page("Finanzamt Musterstadt", *lines, "Einkünfte aus Gewerbebetrieb " * 8)
    assert taken_for("einkommensteuerbescheid", paper).confidence == 0.5
    large = [
        word._replace(box=word.box._replace(bottom=word.box.top + 13)) if word.box.top == 80 else word
        for word in paper.words
    ]
    titled = paper.model_copy(update={"words": tuple(large)})
    assert taken_for("einkommensteuerbescheid", titled).confidence == 0.99


def test_a_second_type_goes_by_the_title_too() -> None:
    """What was not sure to be something else, its title makes sure."""
    guess = Guess(type="leistungsbescheid", confidence=0.4)
    part = PERMIT.model_copy(update={"type": "sonstiges", "confidence": 0.6, "runner_up": guess})
    paper = page("Agentur für Arbeit", "Bescheinigung über die Arbeitslosmeldung", *BODY)
    assert doubted(part, [paper], TYPES).runner_up == Guess(type="leistungsbescheid", confidence=0.1)
    decision = page("Agentur für Arbeit", "Bewilligungsbescheid über Arbeitslosengeld", *BODY)
    assert doubted(part, [decision], TYPES).runner_up == guess


@pytest.mark.parametrize(
    ("title", "confidence"),
    [("Odpis skrócony aktu małżeństwa", 0.99), ("Odpis skrócony", 0.75), ("Geburt und Heirat", 0.75)],
)
def test_the_title_decides_between_two_types(title: str, confidence: float) -> None:
    """Foreign registers word their certificates of birth and of marriage alike, but for the title."""
    guess = Guess(type="geburtsurkunde", confidence=0.24)
    part = PERMIT.model_copy(update={"type": "heiratsurkunde", "confidence": 0.75, "runner_up": guess})
    found = doubted(part, [page("Urząd Stanu Cywilnego", title, "Data urodzenia 15.08.1988")], TYPES)
    assert found.confidence == pytest.approx(confidence)


def test_a_title_may_stand_beside_the_letterhead() -> None:
    """The inspector's name and the title of the report share a row, with a gap that parts no columns."""
    report = page("Prüfstelle Prüfbericht über die Hauptuntersuchung", "Amtliches Kennzeichen MU-ST 123")
    assert taken_for("zulassungsbescheinigung", report).type == "zulassungsbescheinigung"
    first, *others = report.words
    left = first._replace(box=first.box._replace(left=first.box.left - 13, right=first.box.right - 13))
    apart = report.model_copy(update={"words": (left, *others)})
    assert taken_for("zulassungsbescheinigung", apart).type == OTHER


def test_a_title_is_the_same_with_other_determiners() -> None:
    """Banks confirm "Ihres" or "eines" standing order; a label "Konto" below makes no statement of it."""
    for title in ("Bestätigung Ihres Dauerauftrags", "Bestätigung eines Dauerauftrags"):
        letter = page("Sparkasse Musterstadt", title, *BODY, "Konto DE02120300000000202051")
        assert taken_for("kontoauszug", letter).type == OTHER


def test_a_title_goes_on_below_in_its_own_column() -> None:
    """A form has its title in the right corner, over lines that hold other cells on the left."""
    cells = page("Krankenkasse", "Musterkasse", "Name der Versicherten", "Erika Musterfrau")
    corner = page("Bescheinigung über den", "mutmaßlichen Tag", "der Entbindung")
    right = (
        word._replace(box=word.box._replace(left=word.box.left + 300, right=word.box.right + 300))
        for word in corner.words
    )
    found = cells.model_copy(update={"words": (*cells.words, *right)})
    assert taken_for("krankenkassenbescheinigung", found).type == OTHER


def test_a_line_that_breaks_off_is_no_whole_title() -> None:
    """What "der" belongs to stands below, in capitals as all nouns."""
    title = ("Niederschrift über die Anerkennung der", "Vaterschaft")
    assert taken_for("unterhaltsnachweis", page("Standesamt Musterstadt", *title)).type == OTHER


def test_a_statement_of_account_has_bookings_or_a_balance() -> None:
    """A bank's letters name the account and sums of money as well."""
    lines = ("Musterbank", "Ihr Konto DE02120300000000202051", *["Verwendungszweck Betrag 740,00 EUR"] * 8)
    assert taken_for("kontoauszug", page(*lines)).confidence == 0.5
    assert taken_for("kontoauszug", page(*lines, "Neuer Saldo 1.204,00 EUR")).type == "kontoauszug"
