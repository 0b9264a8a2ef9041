"""What stands close to a question and was not understood makes it unclear, not empty."""

from __future__ import annotations

from contracts.fields import FieldKind, FieldSpec
from contracts.findings import FieldReading, FieldState
from contracts.records import Box
from extractors.forms.answering.overlooked import with_doubts
from extractors.forms.labelling.labels import find_label
from extractors.forms.page.layout import segments
from extractors.forms.parts.readings import EMPTY
from extractors.forms.parts.sheet import Sheet
from tests.extractors.typed import typed_page

FIELDS = {
    "taetigkeit": FieldSpec(kind=FieldKind.TEXT, labels=("Angemeldete Tätigkeit",)),
    "beginn": FieldSpec(kind=FieldKind.DATE, labels=("Beginn der Tätigkeit",)),
}


def doubted(*lines: str, **others: FieldReading) -> FieldReading:
    """Return the activity, that was read as empty from these lines."""
    sheet = Sheet([typed_page(*lines)], FIELDS, {})
    return with_doubts({"taetigkeit": EMPTY, **others}, FIELDS, sheet)["taetigkeit"]


def test_words_by_an_empty_question_are_shown_to_a_person() -> None:
    """Nobody is asked again for what stands on the form."""
    reading = doubted("Angemeldete Tätigkeit", "Handel mit Fahrrädern")
    assert (reading.state, reading.raw) == (FieldState.UNCLEAR, "Handel mit Fahrrädern")
    assert reading.box is not None


def test_what_is_empty_stays_empty() -> None:
    """Other questions, small print and what is far away are no answers."""
    assert doubted("Angemeldete Tätigkeit") == EMPTY
    assert doubted("Angemeldete Tätigkeit", "Zahl der Beschäftigten:") == EMPTY
    assert doubted("Angemeldete Tätigkeit", "Wer mehr als eine ausübt, gibt sie alle einzeln an") == EMPTY
    assert doubted("Angemeldete Tätigkeit", "2. Wohnung und Miete") == EMPTY
    assert doubted("Angemeldete Tätigkeit", "", "", "", "", "", "", "Handel") == EMPTY
    request = (
        "Bitte füllen Sie den Antrag in Druckschrift aus und lesen Sie das",
        "Merkblatt mit Hinweisen.",
    )
    assert doubted("Angemeldete Tätigkeit", *request) == EMPTY


def test_the_answer_to_another_question_is_no_doubt() -> None:
    """Its words are taken."""
    lines = ("Angemeldete Tätigkeit", "Handel")
    assert doubted(*lines).state is FieldState.UNCLEAR
    taken = FieldReading(value="2026-11-02", page=0, box=Box(30, 52, 60, 61))
    assert doubted(*lines, beginn=taken) == EMPTY


def test_a_numbered_label_goes_on_in_the_next_line() -> None:
    """The number stands left of both lines of it."""
    page = typed_page("1  Familienname, ggf. Doktorgrad", "   Passname")
    hits = find_label("Familienname, ggf. Doktorgrad Passname", segments(page, page.words))
    assert [hit.box.bottom for hit in hits] == [61.0]


def test_an_answer_without_its_last_word_is_unclear() -> None:
    """OCR knew no letter like the first one of the family name, and the given name was taken for all."""
    page = typed_page("Angemeldete Tätigkeit", "Handel @liven", by_ocr=True)
    words = tuple(word._replace(confidence=float(word.text != "@liven")) for word in page.words)
    sheet = Sheet([page.model_copy(update={"words": words})], FIELDS, {})
    read = FieldReading(value="Handel", page=0, box=Box(30, 52, 60, 61))
    assert with_doubts({"taetigkeit": read}, FIELDS, sheet)["taetigkeit"].state is FieldState.UNCLEAR
