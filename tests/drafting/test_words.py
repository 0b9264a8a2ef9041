"""Ids and kinds from what is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind
from drafting.ids import address_id, distinct, field_id, plain_label
from drafting.kinds import guess_kind
from drafting.proofs import types_named
from drafting.saving import BadId, check_id

TYPES = load_catalogue().document_types


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("1. Nachname*", "familienname"),
        ("Vorname(n):", "vorname"),
        ("Straße, Größe des Grundstücks (m²)", "strasse_groesse_grundstuecks"),
        ("☐ Höhe der Miete", "hoehe_miete"),
        ("(Geburtsdatum)", "geburtsdatum"),
        ("2026 Personen", "feld_2026_personen"),
        ("!!!", "feld"),
        ("class", "feld_class"),
    ],
)
def test_labels_become_ids(label: str, expected: str) -> None:
    """Numbers, stars and signs go; umlauts are written out; ids that all contracts share are used."""
    assert field_id(label) == expected


@given(st.text(max_size=80))
def test_every_label_gives_an_id_that_conditions_can_name(label: str) -> None:
    """Conditions are a subset of Python's syntax: an id is a name there."""
    made = field_id(label)
    assert made.isidentifier()
    assert made.isascii()


def test_ids_are_told_apart_by_section_then_number() -> None:
    """Two equal labels mean two people more often than not."""
    taken = {"name", "vermieter_name"}
    assert distinct("name", taken, within="Vermieter") == "vermieter_name_2"
    assert distinct("name", taken) == "name_2"
    assert distinct("ort", taken, within="Vermieter") == "ort"


def test_addresses_end_as_facts_of_documents_do() -> None:
    """``anschrift`` of a document answers to each of them."""
    assert address_id("Zuzug nach: Straße, Haus-Nr., PLZ, Ort") == "zuzug_anschrift"
    assert address_id("Anschrift") == "anschrift"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Geburtsdatum", FieldKind.DATE),
        ("Ort, Datum", FieldKind.PLACE_DATE),
        ("Datum und Ort der Geburt", FieldKind.DATE),
        ("Eingezogen am", FieldKind.DATE),
        ("IBAN (22 Stellen)", FieldKind.IBAN),
        ("Steuer-Identifikationsnummer", FieldKind.TAX_ID),
        ("Monatliche Miete", FieldKind.AMOUNT),
        ("Gebühr in €", FieldKind.AMOUNT),
        ("Unterschrift der antragstellenden Person", FieldKind.SIGNATURE),
        ("E-Mail-Adresse", FieldKind.EMAIL),
        ("Telefon (freiwillig)", FieldKind.PHONE),
        ("Straße, Hausnummer, PLZ, Ort", FieldKind.ADDRESS),
        ("Amtliches Kennzeichen", FieldKind.PLATE),
        ("Aktenzeichen", FieldKind.TEXT),
        ("Familienname", FieldKind.NAME),
        ("Name des Kreditinstituts", FieldKind.TEXT),
        ("Geburtsort", FieldKind.PLACE),
        ("Anzahl der Hunde", FieldKind.NUMBER),
        ("Staatsangehörigkeit", FieldKind.WORD),
    ],
)
def test_kinds_follow_from_words(label: str, kind: FieldKind) -> None:
    """The words of a label say how its answer is read."""
    assert guess_kind(label) is kind


def test_labels_are_cleaned_of_what_is_drawn() -> None:
    """Boxes to tick, dots and lines to write on are no words."""
    assert plain_label("\uf0a8 Ja  ☐ ____ …") == "Ja"


def test_proofs_are_known_by_their_names() -> None:
    """Titles of document types, and words for them; where neither fits, nothing is guessed."""
    assert types_named("Kopie des Mietvertrags", TYPES) == ("mietvertrag",)
    assert types_named("Gültiges Personaldokument", TYPES) == ("ausweis", "aufenthaltstitel")
    assert types_named("Führungszeugnis", TYPES) == ()


@pytest.mark.parametrize("wrong", ["", "../x", "Hund", "a--b", "a_b", "ä"])
def test_ids_of_procedures_are_safe_in_paths(wrong: str) -> None:
    """An id becomes part of file names and of keys in the bucket."""
    with pytest.raises(BadId):
        check_id(wrong)
