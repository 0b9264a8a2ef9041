from __future__ import annotations

import pytest

from contracts.findings import Evidence, FieldReading, FieldState, FindingState
from contracts.reading import TextSource
from contracts.records import Box
from tests.checks.cases import FILLER, REQUIREMENTS, UNCLEAR, Case, id_card, page, procedure, read

OUTCOME = tuple[str, str]
PRESENT = ("present", "ok")


def letter(case: Case, text: str, **facts: FieldReading | str) -> Case:
    return case.add("wohnungsgeberbestaetigung", f"{text} {FILLER}", facts=facts)


GOOD = "Einzug 15.10.2026 Musterstr. 12 76133 Karlsruhe Mieterin Erika Musterfrau Vermieter Otto Beispiel"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (GOOD, PRESENT),
        (GOOD.replace("Musterfrau", "Beispiel"), ("mismatch", "other_name")),
        (GOOD.replace(" 12 ", " 14 "), ("mismatch", "other_address")),
        (GOOD.replace("15.10", "16.10"), ("mismatch", "other_date")),
        (GOOD.replace("15.10.2026", ""), ("unclear", "not_shown")),
        (GOOD.replace("Musterstr. 12 76133", ""), ("unclear", "not_shown")),
    ],
)
def test_a_letter_agrees_with_the_form(text: str, outcome: OUTCOME) -> None:
    """Name, address and day must stand in it; what it does not show at all, a person looks at."""
    assert letter(Case(), text).outcome("wohnungsgeber") == outcome


def test_what_should_agree_but_does_not_is_left_to_a_person() -> None:
    """A relative bears the same surname: without the given name it is open whom a paper is about."""
    rule = REQUIREMENTS["wohnungsgeber"] | {"likely_match": ["vorname"]}
    contract = procedure(wohnungsgeber=rule)
    assert letter(Case(), GOOD).outcome("wohnungsgeber", contract) == PRESENT
    relative = letter(Case(), GOOD.replace("Erika", "Renate"))
    assert relative.outcome("wohnungsgeber", contract) == ("unclear", "other_name")
    stranger = letter(Case(), GOOD.replace("Musterfrau", "Beispiel"))
    assert stranger.outcome("wohnungsgeber", contract) == ("mismatch", "other_name")


def test_a_labelled_day_comes_first() -> None:
    """The day of moving in is the labelled one; if the form's stands elsewhere, a person looks."""
    without = GOOD.replace("15.10.2026", "1. September 2026")
    other = letter(Case(), without, einzugsdatum="2026-09-01")
    assert other.outcome("wohnungsgeber") == ("mismatch", "other_date")
    assert letter(Case(), GOOD, einzugsdatum="2026-09-01").outcome("wohnungsgeber") == ("unclear", "two_days")
    machine = letter(Case(), GOOD, einzugsdatum=read("2026-09-01", source=TextSource.MRZ))
    assert machine.outcome("wohnungsgeber") == ("mismatch", "other_date")
    unsure = read("2026-09-01", confidence=0.5)
    assert letter(Case(), GOOD, einzugsdatum=unsure).outcome("wohnungsgeber") == PRESENT
    without = GOOD.replace("15.10.2026", "Mitte Oktober")
    assert letter(Case(), without, einzugsdatum="2026-10-15").outcome("wohnungsgeber") == PRESENT


def test_a_fact_answers_to_a_field_with_a_prefix() -> None:
    """``anschrift`` of a document is compared with ``neue_anschrift`` of the form."""
    without = GOOD.replace("Musterstr. 12 76133", "")
    case = letter(Case(), without, anschrift="Musterstr. 12, 76133 Karlsruhe")
    assert case.outcome("wohnungsgeber") == PRESENT
    other = letter(Case(), without, anschrift="Beispielweg 1, 10115 Berlin")
    assert other.outcome("wohnungsgeber") == ("mismatch", "other_address")


def test_evidence_points_at_the_deciding_value() -> None:
    """The finding shows the box of what differs, or of what agrees."""
    case = letter(Case(), GOOD.replace("15.10.2026", ""), einzugsdatum="2026-09-01")
    finding = case.check(procedure("wohnungsgeber"))["wohnungsgeber"]
    assert finding.evidence == (Evidence(document=1, pages=(0,), page=0, box=Box(10, 20, 30, 40)),)
    assert "2026-10-15" in finding.reason.message
    found = letter(Case(), GOOD).check(procedure("wohnungsgeber"))["wohnungsgeber"].evidence[0]
    assert (found.page, found.box) == (0, Box(10, 20, 19, 30))  # the word "15.10.2026"


def test_somebody_elses_card() -> None:
    """A card of another person does not count, even of the same surname."""
    assert id_card(Case(), name="BEISPIEL OTTO").outcome("identitaet") == ("mismatch", "other_name")
    assert id_card(Case(), name="MUSTERFRAU OTTO").outcome("identitaet") == ("mismatch", "other_name")


def test_a_machine_readable_name_outweighs_a_similar_one() -> None:
    """Against the machine-readable zone a similar word leaves it open; the name as written is enough."""
    facts: dict[str, FieldReading | str] = {
        "familienname": read("BEISPIEL", source=TextSource.MRZ),
        "vorname": "ERIKA",
        "gueltig_bis": "2030-01-01",
    }
    similar = page(f"Musterfrav ERIKA {FILLER}", scanned=True, confidence=0.9)
    assert Case().add_pages("ausweis", similar, facts=facts).outcome("identitaet") == ("unclear", "not_found")
    same = page(f"MUSTERFRAU ERIKA {FILLER}", scanned=True, confidence=0.9)
    assert Case().add_pages("ausweis", same, facts=facts).outcome("identitaet") == PRESENT


@pytest.mark.parametrize(
    ("text", "confidence", "outcome"),
    [
        (f"BEISPIEL OTTO {FILLER}", 0.9, ("mismatch", "other_name")),
        (f"BEISPIEL OTTO {FILLER}", 0.6, ("unclear", "not_found")),
        ("BEISPIEL OTTO", 0.9, ("unclear", "not_found")),
        (f"MUSTERTRAV ERIKA {FILLER}", 0.9, ("unclear", "not_found")),
        (f"MUSTERFRAV ERIKA {FILLER}", 0.9, PRESENT),
    ],
)
def test_only_a_document_that_was_read_well_differs(text: str, confidence: float, outcome: OUTCOME) -> None:
    """A name that is not found speaks against a document only if its words are many and sure."""
    scan = page(text, scanned=True, confidence=confidence)
    case = Case().add_pages("ausweis", scan, facts={"gueltig_bis": "2030-01-01"})
    assert case.outcome("identitaet") == outcome


def test_a_labelled_name_differs_even_among_few_words() -> None:
    """A card has few words, but its name was read for sure."""
    card = page("BEISPIEL OTTO", scanned=True, confidence=0.9)
    facts: dict[str, FieldReading | str] = {"familienname": "BEISPIEL", "gueltig_bis": "2030-01-01"}
    assert Case().add_pages("ausweis", card, facts=facts).outcome("identitaet") == ("mismatch", "other_name")


def test_labelled_values_of_a_bad_scan_differ_from_nothing() -> None:
    """Where most words are doubtful, a label's value may be misread."""
    scan = page(f"Einzug am {FILLER}", scanned=True, confidence=0.6)
    facts = {"einzugsdatum": "2026-09-01"}
    case = Case().add_pages("wohnungsgeberbestaetigung", scan, facts=facts)
    contract = procedure(einzug={"all_of": ["wohnungsgeberbestaetigung"], "match": ["einzugsdatum"]})
    assert case.outcome("einzug", contract) == ("unclear", "not_found")
    card = page("BEISPIEL OTTO", scanned=True, confidence=0.6)
    named = Case().add_pages("ausweis", card, facts={"familienname": "BEISPIEL", "gueltig_bis": "2030-01-01"})
    assert named.outcome("identitaet") == ("unclear", "not_found")


def test_birth_names_are_accepted() -> None:
    """A document under the birth name that the form gives is the applicant's."""
    case = id_card(Case().fill(geburtsname="Beispiel"), name="BEISPIEL ERIKA")
    assert case.outcome("identitaet") == PRESENT


def test_what_the_form_leaves_open_cannot_differ() -> None:
    """An empty field is the form's fault, not the document's; an unclear one leaves the match open."""
    card = id_card(Case(), name="BEISPIEL ERIKA")
    assert card.fill(familienname=None).outcome("identitaet") == PRESENT
    assert card.fill(familienname=UNCLEAR).outcome("identitaet") == ("unclear", "field_unclear")
    unsure = read("Musterfrau", confidence=0.4)
    assert card.fill(familienname=unsure).outcome("identitaet") == ("unclear", "field_unclear")
    raw = FieldReading(raw="Beispiel", state=FieldState.UNCLEAR)
    assert card.fill(familienname=raw).outcome("identitaet") == PRESENT


def test_a_scanned_form_may_be_misread_itself() -> None:
    """The name on the form was read by OCR, that on the document is exact: they are still one."""
    misread = read("Musterfrav", source=TextSource.OCR, confidence=0.8)
    assert id_card(Case().fill(familienname=misread)).outcome("identitaet") == PRESENT


def test_without_a_form_presence_and_validity_are_checked() -> None:
    """There is nothing to compare with."""
    assert id_card(Case().without_form(), name="BEISPIEL OTTO").outcome("identitaet") == PRESENT
    assert id_card(Case().without_form(), "2020-01-01").outcome("identitaet") == ("expired", "expired")


@pytest.mark.parametrize(
    ("requirement", "type_id", "good", "bad", "code"),
    [
        ("fahrzeug", "zulassungsbescheinigung", "KA AB 123", "KA AB 124", "other_plate"),
        ("lageplan", "lageplan", "Flurstück 123/4", "Flurstück 125", "other_parcel"),
    ],
)
def test_plates_and_plots(requirement: str, type_id: str, good: str, bad: str, code: str) -> None:
    """The vehicle and the plot must be those of the form."""
    assert Case().add(type_id, f"{good} {FILLER}").outcome(requirement) == PRESENT
    assert Case().add(type_id, f"{bad} {FILLER}").outcome(requirement) == ("mismatch", code)


def test_a_label_that_was_read_as_an_answer_is_not_looked_for() -> None:
    """A heading of the form stands in many a paper; a plate, an address or a day has a number."""
    heading = FieldReading(state=FieldState.UNCLEAR, raw="Fahrzeug", page=0, confidence=0.3)
    case = Case().fill(kennzeichen=heading).add("zulassungsbescheinigung", f"Fahrzeug KA AB 124 {FILLER}")
    assert case.outcome("fahrzeug") == ("unclear", "field_unclear")


def test_one_good_document_is_enough() -> None:
    """Somebody else's card beside the own one does no harm; of two bad ones the own one explains more."""
    foreign = id_card(Case(), name="BEISPIEL OTTO")
    assert id_card(foreign).outcome("identitaet") == PRESENT
    assert id_card(foreign, "2020-01-01").outcome("identitaet") == ("expired", "expired")


def test_two_sides_of_one_card() -> None:
    """Name on one side, expiry date on the other: together they are the proof."""
    front = Case().add("ausweis", f"MUSTERFRAU ERIKA {FILLER}")
    back = front.add_pages("ausweis", page("Anschrift", scanned=True), facts={"gueltig_bis": "2030-01-01"})
    assert front.outcome("identitaet") == ("unclear", "date_unreadable")
    finding = back.check(procedure("identitaet"))["identitaet"]
    assert finding.state is FindingState.PRESENT
    assert [evidence.document for evidence in finding.evidence] == [1, 2]


def test_a_misread_name_of_somebody_born_on_the_same_day() -> None:
    """Names in a card's machine-readable zone have no check digit; the birthday, which has one, decides."""
    facts: dict[str, FieldReading | str] = {
        "familienname": read("MUSTERFRAU", source=TextSource.MRZ),
        "vorname": read("ERTKA", source=TextSource.MRZ, confidence=0.75),
        "gueltig_bis": "2030-01-01",
    }
    scan = page(f"MUSTERFRAU<<ERTKA {FILLER}", scanned=True, confidence=0.7)
    born = {
        name: {**facts, "geburtsdatum": day} for name, day in (("own", "1980-01-02"), ("other", "1999-09-09"))
    }
    assert Case().add_pages("ausweis", scan, facts=facts).outcome("identitaet") == ("unclear", "not_found")
    assert Case().add_pages("ausweis", scan, facts=born["own"]).outcome("identitaet") == PRESENT
    other = Case().add_pages("ausweis", scan, facts=born["other"])
    assert other.outcome("identitaet") == ("unclear", "not_found")


def test_a_paper_must_show_what_it_is_to_prove() -> None:
    """An insurer certifies many things; whether a paper is about the one asked for, its words say."""
    shown = {"type": "wohnungsgeberbestaetigung", "shows": ["Einzugstag", "Einzug"]}
    contract = procedure(wohnungsgeber=REQUIREMENTS["wohnungsgeber"] | {"all_of": [shown]})
    assert letter(Case(), GOOD).outcome("wohnungsgeber", contract) == PRESENT
    silent = letter(Case(), GOOD.replace("Einzug", "Wohnung"))
    assert silent.outcome("wohnungsgeber", contract) == ("unclear", "unsaid")
    stranger = letter(Case(), GOOD.replace("Einzug", "Wohnung").replace("Musterfrau", "Beispiel"))
    assert stranger.outcome("wohnungsgeber", contract) == ("mismatch", "other_name")
