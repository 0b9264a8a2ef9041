"""Forms that ask in whole sentences for what others name in a caption."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind, FieldSpec
from extractors.forms.generic import read_by_labels
from extractors.forms.labelling.labels import words_of
from extractors.forms.labelling.statements import wordings
from tests.extractors.forms.test_headed_cells import Printed
from tests.extractors.typed import typed_page

NAME = FieldSpec(kind=FieldKind.NAME, required=True, labels=("Familienname",))
DAY = FieldSpec(kind=FieldKind.DATE, required=True, labels=("Wann sind Sie eingezogen", "Tag des Einzugs"))
ACCOUNT = FieldSpec(kind=FieldKind.IBAN, labels=("IBAN",))
SIGNED = FieldSpec(kind=FieldKind.SIGNATURE, labels=("Unterschrift",))
IBAN = "DE77 9900 4000 0123 4567 01"

ASKED = {
    "wohnsitzanmeldung": {
        "einzugsdatum": "An welchem Tag sind Sie eingezogen",
        "bisherige_anschrift": "Wo haben Sie vor dem Umzug gewohnt",
        "religion": "In welcher Kirche sind Sie Mitglied",
    },
    "bauantrag-vereinfacht": {
        "entwurfsverfasser": "Wer hat den Entwurf verfasst",
        "grundstueck_anschrift": "Wo befindet sich das Grundstück",
        "baukosten": "Mit welchen Baukosten rechnen Sie",
    },
    "bewohnerparkausweis": {
        "fahrzeughalter": "Auf wessen Namen läuft das Auto",
        "gueltig_ab": "Ab welchem Tag brauchen Sie den Ausweis",
        "kennzeichen": "Was steht auf dem Nummernschild",
    },
    "elterngeld": {
        "kind_geburtsdatum": "An welchem Tag ist Ihr Kind zur Welt gekommen",
        "iban": "Wohin sollen wir überweisen",
        "teilzeit_im_bezug": "Arbeitest du neben dem Elterngeld",
    },
    "gewerbeanmeldung": {
        "betriebsstaette_anschrift": "Unter welcher Adresse üben Sie das Gewerbe aus",
        "taetigkeit": "Was genau machen Sie",
        "beginn": "An welchem Tag haben Sie begonnen",
    },
    "wohngeld-mietzuschuss": {
        "miete_monatlich": "Wie viel zahlen Sie im Monat für die Wohnung",
        "vermieter": "Wem zahlen Sie die Miete",
        "einzugsdatum": "Seit wann wohnst du in der Wohnung",
    },
}


@pytest.mark.parametrize(
    "sentence",
    [
        "Bitte geben Sie Ihren Familiennamen an:",
        "Nennen Sie uns bitte Ihren Familiennamen:",
        "3. Wie lautet Ihr Familienname?",
        "Können Sie uns Ihren Familiennamen nennen?",
        "Schreib hier deinen Familiennamen auf:",
        "Bitte Familiennamen eintragen:",
        "Welchen Familiennamen haben Sie?",
    ],
)
def test_a_sentence_asks_for_what_it_names(sentence: str) -> None:
    """No such sentence was a label."""
    page = typed_page(f"{sentence}   Mustermann", "", "Bitte geben Sie die IBAN an:   " + IBAN)
    found = read_by_labels([page], {"name": NAME, "account": ACCOUNT}, {})
    assert found["name"].value == "Mustermann"
    assert found["account"].value == IBAN.replace(" ", "")


@pytest.mark.parametrize(
    "question",
    [
        "An welchem Tag sind Sie eingezogen?",
        "An welchem Tag bist du eingezogen?",
        "An diesem Tag bin ich eingezogen:",
        "Tag Ihres Einzugs:",
        "Bitte tragen Sie den Tag Ihres Einzugs ein:",
    ],
)
def test_a_question_for_the_day_asks_when(question: str) -> None:
    """Friends and those who speak themselves were not understood, nor was the day."""
    found = read_by_labels([typed_page(f"{question}   01.11.2026")], {"day": DAY}, {})
    assert found["day"].value == "2026-11-01"


def test_a_reminder_asks_for_nothing() -> None:
    """What is not to be forgotten is written elsewhere."""
    page = typed_page("Bitte Unterschrift nicht vergessen!   Max Muster")
    assert read_by_labels([page], {"signed": SIGNED}, {})["signed"].value is None


@pytest.mark.parametrize("procedure", ASKED)
def test_contracts_know_whole_questions_of_one_field_each(procedure: str) -> None:
    """New forms ask in sentences; what asks for two fields tells neither."""
    fields = load_catalogue().procedure(procedure, date(2026, 11, 2)).form.fields
    asking = defaultdict(set)
    for name, spec in fields.items():
        for label in spec.labels:
            for wording in wordings(label):
                asking[words_of(wording)].add(name)
    for name, question in ASKED[procedure].items():
        assert asking[words_of(question)] == {name}


def test_a_box_may_stand_under_a_request_with_a_colon() -> None:
    """The top of the box was taken for a line beside the request."""
    form = Printed().text(40, 92, "Nennen Sie uns bitte Ihren Familiennamen:", size=10)
    form.page.draw_rect((40, 98, 500, 118), width=0.7)
    assert form.text(45, 112, "Mustermann").read(name=NAME)["name"].value == "Mustermann"
