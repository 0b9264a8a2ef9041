"""Contracts in their folder: loading, and mistakes explained with file and line."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.catalogue import SHIPPED, UnknownProcedure, load_catalogue
from contracts.fields import FieldKind
from contracts.yaml_file import ContractError, Mistake

DAY = date(2026, 11, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A municipality's own copy of the contracts."""
    for name in ("procedures", "forms"):
        shutil.copytree(SHIPPED / name, tmp_path / name)
    return tmp_path


def mistakes(folder: Path) -> list[Mistake]:
    """Load a folder that has mistakes."""
    with pytest.raises(ContractError) as caught:
        load_catalogue(folder)
    return caught.value.mistakes


def edit(folder: Path, old: str, new: str, *, file: str = "procedures/wohnsitzanmeldung.yaml") -> Path:
    """Change a contract's text."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(path: Path, text: str) -> int:
    """Return the line, from 1, on which a text stands."""
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def test_the_shipped_contracts_are_right() -> None:
    """What is delivered loads without a mistake."""
    catalogue = load_catalogue()
    assert {procedure.id for procedure in catalogue.procedures} >= {
        "wohngeld-mietzuschuss",
        "wohnsitzanmeldung",
    }


def test_a_folder_without_document_types_uses_the_shipped_ones(folder: Path) -> None:
    """A municipality changes procedures, hardly ever document types."""
    assert "ausweis" in load_catalogue(folder).document_types.ids


def test_an_unknown_procedure_names_the_known_ones() -> None:
    """The next step is in the message."""
    with pytest.raises(UnknownProcedure, match="wohnsitzanmeldung"):
        load_catalogue().procedure("hundesteuer", DAY)


def test_the_received_date_picks_the_version(folder: Path) -> None:
    """Old cases keep the contract that was valid for them."""
    path = edit(folder, 'version: "2026-01"', 'version: "2026-01"\nvalid_to: 2026-12-31')
    newer = path.read_text(encoding="utf-8").replace(
        'version: "2026-01"\nvalid_to: 2026-12-31', 'version: "2027-01"\nvalid_from: 2027-01-01'
    )
    path.with_name("wohnsitzanmeldung@2027.yaml").write_text(newer, encoding="utf-8")
    catalogue = load_catalogue(folder)
    assert catalogue.procedure("wohnsitzanmeldung", date(2026, 12, 31)).version == "2026-01"
    assert catalogue.procedure("wohnsitzanmeldung", date(2027, 1, 1)).version == "2027-01"


def test_two_versions_valid_at_once_are_a_mistake(folder: Path) -> None:
    """Nobody could say which one applies."""
    path = folder / "procedures/wohnsitzanmeldung.yaml"
    shutil.copy(path, path.with_name("wohnsitzanmeldung@again.yaml"))
    assert "abgrenzen" in mistakes(folder)[0].message


def test_no_version_for_the_day_is_said(folder: Path) -> None:
    """A date before all versions has no contract."""
    edit(folder, 'version: "2026-01"', 'version: "2026-01"\nvalid_from: 2026-01-01')
    with pytest.raises(UnknownProcedure, match=r"31\.12\.2025"):
        load_catalogue(folder).procedure("wohnsitzanmeldung", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("deadline_days: 14", "deadline_dais: 14", "Tippfehler"),
        ('    legal_basis: ["§ 19 Abs. 1 BMG"]', "    legal_base: []", "Tippfehler"),
        ("when: rolle == kind", "when: rolle == enkel", "enkel"),
        ("when: rolle == kind", "when: alter > 3", "alter"),
        ("match: [vorname]", "match: [vornahme]", "vornahme"),
        ("all_of: [vollmacht]", "all_of: [vollmachd]", "vollmachd"),
        ("all_of: [vollmacht]", "soft: true", "any_of"),
        ("id: wohnsitzanmeldung", "id: Wohnsitz Anmeldung", "Kleinbuchstaben"),
        ("title: Anmeldung einer Wohnung", "title: 5", "Text"),
        ("deadline_days: 14", "deadline_days: 0", "größer"),
        ("requirements:", "requirements: []\nx_requirements:", "wenigstens"),
        ("valid: {ausweis: not_expired", "valid: {reisepass: not_expired", "reisepass"),
        ("  - id: kinder", "  - id: ehe", "dieselbe id"),
    ],
)
def test_each_mistake_is_explained(folder: Path, old: str, new: str, said: str) -> None:
    """A clerk without Python learns what is wrong, in German, with a line number."""
    edit(folder, old, new)
    found = mistakes(folder)
    assert any(said in mistake.message for mistake in found), found
    assert all(mistake.line >= 1 and mistake.file == "wohnsitzanmeldung.yaml" for mistake in found)


def test_a_mistake_names_its_line(folder: Path) -> None:
    """The line is that of the key, not of the file's beginning."""
    path = edit(folder, "deadline_days: 14", "deadline_dais: 14")
    assert mistakes(folder)[0].line == line_of(path, "deadline_dais")


def test_broken_yaml_names_its_line(folder: Path) -> None:
    """A missing bracket is found where it matters."""
    path = edit(folder, "all_of: [vollmacht]", "all_of: [vollmacht")
    (mistake,) = mistakes(folder)
    assert "YAML" in mistake.message
    assert abs(mistake.line - line_of(path, "all_of: [vollmacht")) <= 2


@pytest.mark.parametrize(("content", "said"), [(b"", "leer"), (b"\xff\xfe", "UTF-8")])
def test_an_unreadable_file_is_explained(folder: Path, content: bytes, said: str) -> None:
    """An empty or wrongly encoded file is no crash."""
    (folder / "procedures/leer.yaml").write_bytes(content)
    assert said in mistakes(folder)[0].message


def test_all_mistakes_of_all_files_are_told_at_once(folder: Path) -> None:
    """Nobody has to run the command once per mistake."""
    edit(folder, "deadline_days: 14", "deadline_dais: 14")
    edit(folder, "deadline_days: 30", "deadline_dais: 30", file="procedures/wohngeld-mietzuschuss.yaml")
    assert {mistake.file for mistake in mistakes(folder)} >= {
        "wohngeld-mietzuschuss.yaml",
        "wohnsitzanmeldung.yaml",
    }


def test_a_pinned_form_must_fit_its_procedure(folder: Path) -> None:
    """A pin for a field or a page that does not exist is a mistake."""
    edit(
        folder,
        "  einzugsdatum:\n    page: 1",
        "  auszugsdatum:\n    page: 7",
        file="forms/wohnsitzanmeldung--berlin.yaml",
    )
    said = " ".join(mistake.message for mistake in mistakes(folder))
    assert "kein Feld" in said
    assert "Seiten" in said


@pytest.fixture
def specification(shared_data: Path) -> dict[str, Any]:
    """The facts of the procedures, in plain notation."""
    text = (shared_data.parent / "spec" / "procedures.yaml").read_text(encoding="utf-8")
    return {procedure["id"]: procedure for procedure in yaml.safe_load(text)["procedures"]}


PROCEDURES = (
    "wohngeld-mietzuschuss",
    "wohnsitzanmeldung",
    "bewohnerparkausweis",
    "elterngeld",
    "gewerbeanmeldung",
    "bauantrag-vereinfacht",
)


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_contracts_express_the_facts_of_the_specification(
    specification: dict[str, Any], procedure_id: str
) -> None:
    """Ids, fields, requirements, types, counts, validity and matches are those agreed on."""
    wanted, contract = specification[procedure_id], load_catalogue().procedure(procedure_id, DAY)
    assert list(contract.form.required) == wanted["form_fields"]["required"]
    optional = [name for name in contract.form.fields if name not in contract.form.required]
    assert optional == wanted["form_fields"]["optional"]
    assert [each.id for each in contract.requirements] == [each["id"] for each in wanted["requirements"]]
    for requirement, fact in zip(contract.requirements, wanted["requirements"], strict=True):
        proofs = fact.get("any_of") or fact["all_of"]
        assert requirement.types == tuple(p if isinstance(p, str) else p["type"] for p in proofs)
        assert requirement.match == tuple(fact.get("match", ()))
        assert requirement.per == fact.get("per")
        assert (requirement.when is None) == ("when" not in fact)
        assert set(requirement.valid) == set(fact.get("valid", ()))
        register = requirement.once_only.register_id if requirement.once_only else None
        assert register == fact.get("once_only")
        assert requirement.soft is fact.get("soft", False)
        for proof, plain in zip(requirement.any_of or requirement.all_of, proofs, strict=True):
            if not isinstance(plain, str):
                asked = (proof.count, proof.months_before, proof.before, list(proof.kinds))
                names: tuple[tuple[str, Any], ...] = (
                    ("count", 1),
                    ("months_before", None),
                    ("before", None),
                    ("kinds", []),
                )
                assert asked == tuple(plain.get(name, default) for name, default in names)


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_choices_have_the_agreed_ids(specification: dict[str, Any], procedure_id: str) -> None:
    """Values of choices are stable ids; yes/no questions are of that kind."""
    fields = load_catalogue().procedure(procedure_id, DAY).form.fields
    for name, values in specification[procedure_id]["form_fields"].get("values", {}).items():
        if name == "personen":
            assert fields[name].kind is FieldKind.PERSONS
        elif values == ["ja", "nein"]:
            assert fields[name].kind is FieldKind.YES_NO
        else:
            assert sorted(fields[name].options) == sorted(values)
