from __future__ import annotations

from dataclasses import replace

import pytest

from checks.case import Dossier
from checks.contradictions import contradictions
from checks.engine import check_dossier
from contracts.catalogue import SHIPPED, load_catalogue
from contracts.fields import FieldKind, FieldSpec
from contracts.findings import Evidence, FieldReading, Hint
from contracts.procedure import Procedure
from contracts.reading import TextSource, Word
from contracts.records import Box
from drafting.examples import examples_folder, load_examples
from drafting.telling import dossier_of
from tests.checks.cases import FILLER, LOST_PAGE, Case, page, procedure, read

IBAN = "DE89370400440532013000"
OTHER_IBAN = "DE02120300000000202051"
ADDRESS = "Musterstraße 12, 76133 Karlsruhe"
NAMES = {"familienname": "Musterfrau", "vorname": "Erika"}
BIRTHDAY = {**NAMES, "geburtsdatum": "1980-02-01"}
MORE = {
    "anschrift": FieldSpec(kind=FieldKind.ADDRESS),
    "miete_monatlich": FieldSpec(kind=FieldKind.AMOUNT),
    "konto": FieldSpec(kind=FieldKind.ACCOUNT),
    "kontoinhaber": FieldSpec(kind=FieldKind.CHOICE),
}
COLUMN = {"geburtsdatum": FieldSpec(kind=FieldKind.DATE)}
CATALOGUE = load_catalogue()


def contract() -> Procedure:
    """The small procedure whose form also asks for address, rent, account, and birthdays of persons."""
    plain = procedure("identitaet")
    fields = {**plain.form.fields, **MORE}
    persons = fields["personen"]
    columns = {**persons.columns, **COLUMN}
    fields["personen"] = persons.model_copy(update={"columns": columns})
    return plain.model_copy(update={"form": plain.form.model_copy(update={"fields": fields})})


def filled() -> Case:
    return Case().fill(anschrift=ADDRESS, miete_monatlich="575.00", konto=IBAN, kontoinhaber="antragsteller")


def hints_of(case: Case, rules: Procedure | None = None) -> tuple[Hint, ...]:
    dossier = Dossier(case.form, case.attachments, case.documents, case.received, case.meta)
    return contradictions(rules or contract(), dossier)


def codes(case: Case, rules: Procedure | None = None) -> list[str]:
    return [hint.reason.code for hint in hints_of(case, rules)]


def told(case: Case) -> str:
    (hint,) = hints_of(case)
    return hint.reason.message


def card(case: Case, text: str = "", **facts: str) -> Case:
    """Hand in an identity card that says this."""
    says = {**NAMES, **facts}
    return case.add("ausweis", f"{' '.join(says.values())} {text} {FILLER}", facts=says)


def test_another_birthday_than_on_the_form_is_shown_with_both_places() -> None:
    """A person reads one plain sentence and jumps to the card and to the form."""
    (hint,) = hints_of(card(filled(), geburtsdatum="1980-02-01"))
    assert hint.reason.message == (
        "Der Ausweis nennt ein anderes Geburtsdatum (01.02.1980) als der Antrag (02.01.1980)."
    )
    place = Box(10, 20, 30, 40)
    assert hint.evidence == tuple(
        Evidence(document=number, pages=(0,), page=0, box=place) for number in (1, 0)
    )


def test_two_documents_contradict_each_other_where_the_form_does_not_ask() -> None:
    """The form is silent, yet two papers of one person cannot both be right."""
    case = card(filled().fill(geburtsdatum=None), geburtsdatum="1980-02-01")
    text = f"Erika Musterfrau 02.01.1980 {FILLER}"
    second = {**NAMES, "geburtsdatum": "1980-01-02"}
    assert told(case.add("meldebescheinigung", text, facts=second)) == (
        "Die Meldebescheinigung nennt ein anderes Geburtsdatum (02.01.1980) als der Ausweis (01.02.1980)."
    )
    assert "ein anderes Dokument derselben Art" in told(card(case, geburtsdatum="1980-01-02"))


def test_the_birthday_of_a_person_on_the_form() -> None:
    """A child's birthday is compared with the child's paper, and the hint says whose it is."""
    child: dict[str, FieldReading | str | None] = {
        "familienname": "Musterfrau",
        "vorname": "Mia",
        "geburtsdatum": "2015-05-06",
    }
    says = {"familienname": "Musterfrau", "vorname": "Mia", "geburtsdatum": "2016-05-06"}
    case = filled().list_persons(child).add("geburtsurkunde", f"Mia Musterfrau {FILLER}", facts=says)
    (hint,) = hints_of(case)
    assert (hint.subject, hint.reason.code) == ("person-1", "birthdays_differ")


@pytest.mark.parametrize(
    "facts",
    [
        {"vorname": "Andrea", "geburtsdatum": "1980-02-01"},
        {"familienname": "Beispiel", "geburtsdatum": "1980-02-01"},
        {"geburtsdatum": "1980-01-02"},
    ],
)
def test_documents_of_others_contradict_nobody(facts: dict[str, str]) -> None:
    """A birthday is compared only where the labelled names are the person's."""
    assert codes(card(filled(), **facts)) == []


def test_a_value_that_stands_elsewhere_in_the_document_is_no_contradiction() -> None:
    """The label may have been put to the wrong one of several days."""
    assert codes(card(filled(), "geboren 02.01.1980", geburtsdatum="1980-02-01")) == []


def test_doubtful_readings_say_nothing() -> None:
    """Bad scans, unsure types, unsure or handwritten values and lost pages are no reason for a hint."""
    text, facts = f"Musterfrau Erika {FILLER}", {name: read(value) for name, value in BIRTHDAY.items()}
    bad = page(text, confidence=0.6, scanned=True)
    assert codes(filled().add_pages("ausweis", bad, facts=facts)) == []
    assert codes(filled().add("ausweis", text, facts=facts, confidence=0.4)) == []
    unsure = {**facts, "geburtsdatum": read("1980-02-01", confidence=0.7)}
    assert codes(filled().add("ausweis", text, facts=unsure)) == []
    by_hand = filled().fill(geburtsdatum=read("1980-01-02", handwritten=True))
    assert codes(by_hand.add("ausweis", text, facts=facts)) == []
    lost = LOST_PAGE.model_copy(update={"index": 1})
    assert codes(filled().add_pages("ausweis", page(text), lost, facts=facts)) == []


def test_a_scan_that_is_one_sign_off_may_be_misread() -> None:
    """OCR takes a 3 for an 8 without a trace; two signs are no accident."""
    scanned = filled().fill(geburtsdatum=read("1980-01-02", source=TextSource.OCR))
    assert codes(card(scanned, geburtsdatum="1980-01-08")) == []
    assert codes(card(scanned, geburtsdatum="1980-02-08")) == ["birthdays_differ"]


def test_another_address_than_on_the_form() -> None:
    """A registration certificate of another dwelling; spellings of the same one are no other."""
    assert told(card(filled(), anschrift="Beispielweg 3, 76131 Karlsruhe")) == (
        f"Der Ausweis nennt eine andere Anschrift als der Antrag ({ADDRESS})."
    )
    for same in ("Musterstr. 12, 76133 Karlsruhe", "MUSTERSTRASSE 12, 76133 KARLSRUHE"):
        assert codes(card(filled(), anschrift=same)) == []
    assert codes(card(filled(), anschrift="Mustrestraße 12, 76133 Karlsruhe")) == []
    assert codes(card(filled(), anschrift="Karlsruhe")) == []


def test_what_a_requirement_compares_is_told_by_its_finding() -> None:
    """The same thing is not said twice."""
    rules = contract()
    rule = next(each for each in rules.requirements if each.id == "identitaet")
    asked = rule.model_copy(update={"match": ("anschrift",)})
    rules = rules.model_copy(update={"requirements": (asked,)})
    assert codes(card(filled(), anschrift="Beispielweg 3, 76131 Karlsruhe"), rules) == []


def rented(text: str, rent: str = "640.00") -> Case:
    """Hand in a landlord's certificate."""
    facts = {"miete": read(rent, confidence=0.7)}
    return filled().add("mietbescheinigung", f"Mieterin Erika Musterfrau {text} {FILLER}", facts=facts)


def test_another_rent_than_on_the_form() -> None:
    """Only where the form's rent can neither be read nor be added up from what the certificate says."""
    assert told(rented("Gesamtmiete 640,00 €")) == (
        "Die Mietbescheinigung nennt eine andere Miete als der Antrag (575,00 €)."
    )
    assert codes(rented("Gesamtmiete 640,00 € Grundmiete 575,- €")) == []
    assert codes(rented("Grundmiete 500,00 Betriebskosten 50 Heizung 25,00", "500.00")) == []
    assert codes(rented("Gesamtmiete 640,00 darin Heizung 65,00")) == []
    assert codes(rented(" ".join(f"{number},10" for number in range(100, 150)))) == []
    assert codes(rented("575,00", "575.00")) == []


def statement(text: str, *, top: float = 60, name: str = "Erika Musterfrau") -> Case:
    """Hand in a statement of account with these words at a height of its page."""
    body = page(f"{name} {FILLER}")
    head = tuple(Word(word, Box(at * 10, top, at * 10 + 9, top + 10)) for at, word in enumerate(text.split()))
    return filled().add_pages("kontoauszug", body.model_copy(update={"words": (*head, *body.words)}))


def test_another_account_than_on_the_form() -> None:
    """The applicant's statement is of another account than the one that the money goes to."""
    assert told(statement("IBAN DE02 1203 0000 0000 2020 51")) == (
        f"Der Kontoauszug nennt eine andere IBAN ({OTHER_IBAN}) als der Antrag ({IBAN})."
    )
    other = f"IBAN {OTHER_IBAN}"
    assert codes(statement(f"IBAN {IBAN} an {OTHER_IBAN}")) == []
    assert codes(statement(f"Konto 532013000 an {OTHER_IBAN}")) == []
    assert codes(statement("IBAN DE02 1203 XXXX XXXX XX20 51")) == []
    assert codes(statement("IBAN DE03 1203 0000 0000 2020 51")) == []
    assert codes(statement(other, top=500)) == []
    assert codes(statement(other, name="Max Beispiel")) == []
    assert codes(statement(other).fill(kontoinhaber="vermieter")) == []
    assert codes(statement(other).fill(konto="Sparkasse Musterstadt")) == []


def test_hints_change_no_finding() -> None:
    """What is found and proposed is the same with a contradiction and without."""
    case = card(filled(), geburtsdatum="1980-02-01", gueltig_bis="2030-01-01")
    assert codes(case) == ["birthdays_differ"]
    assert case.check(contract())["identitaet"].state.value == "present"


def test_without_a_form_there_is_nothing_to_say() -> None:
    """Whose documents they are is not known."""
    assert codes(card(filled().without_form(), geburtsdatum="1980-02-01")) == []


@pytest.mark.parametrize("name", sorted({each.id for each in CATALOGUE.procedures}))
def test_complete_cases_give_no_hint(name: str) -> None:
    """In none of the shipped procedures does a case in order contradict itself."""
    complete = [each for each in load_examples(examples_folder(SHIPPED, name)) if not each.expect]
    assert complete
    for example in complete:
        rules = CATALOGUE.procedure(name, example.received)
        assert example.told is not None
        dossier = dossier_of(example, example.told, rules, CATALOGUE.document_types)
        assert check_dossier(rules, dossier)
        assert contradictions(rules, dossier) == ()


def test_a_form_of_another_procedure_is_named_by_its_title() -> None:
    """Caseworkers know procedures by their names; an id is better than nothing."""
    case = replace(Case().without_form(other="elterngeld"))
    rules = procedure("antrag")
    for titles, said in (({"elterngeld": "Elterngeld"}, "vor: Elterngeld."), ({}, "vor: elterngeld.")):
        dossier = Dossier(case.form, case.attachments, case.documents, case.received, {}, titles)
        (finding,) = check_dossier(rules, dossier)
        assert finding.reason.message.endswith(said)
