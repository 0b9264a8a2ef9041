"""Contracts from FIM schemas: what is asked for, where it comes from, and files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.catalogue import load_catalogue
from contracts.fields import FieldKind
from contracts.procedure import Procedure
from contracts.yaml_file import load_yaml
from drafting.fim import draft_from_schema
from drafting.fim_file import SchemaError, read_schema
from drafting.saving import save

SCHEMA = Path(__file__).parent / "schema.xdf3.xml"
TYPES = load_catalogue().document_types


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Procedure:
    """The contract of a made-up schema, written and read again."""
    draft = draft_from_schema(read_schema(SCHEMA), TYPES, procedure="drachenhaltung")
    return load_yaml(save(draft, tmp_path_factory.mktemp("vertraege")), Procedure)


def test_where_it_comes_from_is_kept(contract: Procedure) -> None:
    """Schema, data fields and legal basis can be looked up later."""
    assert contract.fim == "S99000000001V1.0.0"
    assert contract.form.fields["vorname"].fim == "F1V2.0"
    assert contract.legal_basis == ("§ 1 DrachenG (erfunden)",)


def test_groups_that_ask_for_one_thing_are_one_field(contract: Procedure) -> None:
    """Street, postcode and town are an address; day and year are a date."""
    fields = contract.form.fields
    assert fields["wohnsitz_anschrift"].kind is FieldKind.ADDRESS
    assert fields["pflegepersonen_ergaenzen"].columns["geburtsdatum"].kind is FieldKind.DATE


def test_required_is_what_no_optional_group_holds(contract: Procedure) -> None:
    """A required field in an optional group may be left out with its group."""
    assert contract.form.required == ("vorname", "wohnsitz_anschrift")


def test_values_become_options_and_code_lists_words(contract: Procedure) -> None:
    """Conditions can name the values that a schema lists; an external list is read as a word."""
    fields = contract.form.fields
    assert fields["farbe"].options == {"feuerrot": ("feuerrot",), "moosgruen": ("moosgrün",)}
    assert fields["speit_feuer"].kind is FieldKind.YES_NO
    assert fields["herkunft"].kind is FieldKind.WORD
    assert "hinweis" not in fields


def test_uploads_are_proofs(contract: Procedure) -> None:
    """Of a known type they are rules at once; a power of attorney is asked of representatives only."""
    rules = {each.id: each for each in contract.requirements}
    assert rules["identitaetsnachweis"].types == ("ausweis", "aufenthaltstitel")
    assert rules["vollmacht"].when is not None
    assert not rules["vollmacht"].soft
    assert "fuehrungszeugnis" not in rules  # no document type is meant: left as a comment


def test_all_published_schemas_become_contracts(shared_data: Path, tmp_path: Path) -> None:
    """Whatever real schemas hold, the result passes lint."""
    schemas = sorted((shared_data / "fim").glob("*.xml"))
    for path in schemas:
        save(draft_from_schema(read_schema(path), TYPES, procedure=path.name.split(".")[0].lower()), tmp_path)
    assert len(load_catalogue(tmp_path).procedures) == len(schemas) > 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<a", "kein gültiges XML"),
        ("<a/>", "XDatenfelder 3"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1/x.dtd"><a/>', "DOCTYPE"),
    ],
)
def test_what_is_no_schema_is_refused(text: str, told: str, tmp_path: Path) -> None:
    """Entities and document types are not even looked at; the message says what to do."""
    path = tmp_path / "fremd.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=told):
        read_schema(path)


def test_huge_and_endless_files_are_refused(tmp_path: Path) -> None:
    """A file beyond the limit is not parsed; groups within groups have an end."""
    path = tmp_path / "riesig.xml"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(SchemaError, match="größer"):
        read_schema(path)
    text = SCHEMA.read_text(encoding="utf-8")
    group = "<x:struktur><x:enthaelt><x:datenfeldgruppe><x:identifikation><x:id>G</x:id></x:identifikation>"
    end = "</x:datenfeldgruppe></x:enthaelt></x:struktur>"
    path.write_text(
        text.replace("    <x:struktur>", group * 60 + end * 60 + "    <x:struktur>", 1), encoding="utf-8"
    )
    with pytest.raises(SchemaError, match="verschachtelt"):
        read_schema(path)
