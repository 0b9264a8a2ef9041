"""The banks of texts, and who is learned from."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from contracts.catalogue import load_catalogue
from contracts.document_types import BLANK
from tests.training.small import BANK
from training.bank import BANKS, FAMILIES, Bank, Table, authors, banks, read_banks, thin
from training.split import DEVELOP, LEARN, TEST
from training.templates import AUTHOR, HELD_OUT

TYPES = set(load_catalogue().document_types.ids) - {BLANK}


SUPPLEMENTS = {"ergaenzung"}
"""Authors who wrote only for types that are easily mistaken."""


@pytest.mark.parametrize("author", authors())
def test_every_author_writes_for_every_type(author: str) -> None:
    """Banks are valid, and no type is missing or unknown: else a type would be learned from few voices."""
    found = banks(author)
    assert set(found) <= TYPES if author in SUPPLEMENTS else set(found) == TYPES
    assert all(found.values())


def test_every_layout_family_comes_up() -> None:
    """The authors together use every look."""
    used = {
        family
        for author in authors()
        for kinds in banks(author).values()
        for b in kinds
        for family in b.families
    }
    assert used == FAMILIES


def test_whole_authors_learn_or_test() -> None:
    """Each author is in exactly one of the three parts, so what is measured was never learned."""
    parts = [*LEARN, *DEVELOP, *TEST]
    known = {*authors(), AUTHOR, HELD_OUT}
    assert len(parts) == len(set(parts))
    assert known - SUPPLEMENTS <= set(parts) <= known
    assert SUPPLEMENTS.isdisjoint([*DEVELOP, *TEST])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"families": {"poster": 1}}, "unknown families: poster"),
        ({"fields": [["person"]]}, "a field is a kind of value and labels"),
        ({"fields": [["colour", "Farbe"]]}, "a field is a kind of value and labels"),
        ({"phrases": ["am {day}"]}, "unknown placeholders: day"),
        ({"tables": [{"rows": ["{sum} | 1"]}]}, "unknown placeholders: sum"),
        ({"phrases": [], "fields": [], "tables": [], "marks": []}, "a bank needs phrases"),
    ],
)
def test_a_wrong_bank_is_named(changes: dict[str, object], said: str, tmp_path: Path) -> None:
    """The message names the file and says what is wrong in it."""
    path = tmp_path / "mietvertrag.yaml"
    path.write_text(yaml.safe_dump([BANK.model_dump(mode="json") | changes]), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"(?s)mietvertrag\.yaml: .*{said}"):
        read_banks(path)


@pytest.mark.parametrize("text", ["", "kind: allein", "- [", "- kind: x"])
def test_what_is_no_list_of_banks_is_named(text: str, tmp_path: Path) -> None:
    """Empty files, records without a list, and broken YAML."""
    path = tmp_path / "rechnung.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"rechnung\.yaml"):
        read_banks(path)


def test_texts_are_all_that_is_printed() -> None:
    """Labels, heads and rows count; kinds of values do not."""
    bank = Bank(
        kind="k",
        families={"letter": 1},
        titles=("T",),
        fields=(("person", "Name"),),
        tables=(Table(heads=("Kopf",), rows=("Zeile",)),),
        marks=("Siegel",),
    )
    assert list(bank.texts()) == ["T", "Siegel", "Name", "Kopf", "Zeile"]


def test_thin_says_what_is_missing(tmp_path: Path) -> None:
    """A type without a file, and a type with few texts."""
    path = tmp_path / "mietvertrag.yaml"
    path.write_text(yaml.safe_dump([BANK.model_dump(mode="json")]), encoding="utf-8")
    said = list(thin(tmp_path))
    assert "rechnung: no file" in said
    assert "mietvertrag: 2 titles, 20 would be plenty" in said
    assert len([line for line in said if line.endswith("no file")]) == len(TYPES) - 1


def test_a_rich_author_is_not_thin_everywhere() -> None:
    """An author who wrote plenty has no missing file."""
    assert not [line for line in thin(BANKS / "nord") if line.endswith("no file")]
