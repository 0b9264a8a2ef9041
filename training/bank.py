"""Banks: what documents of a type say, written by several authors (``banks/README.md``).

    python -m training.bank FOLDER

checks the files of one author and says where they are thin.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import Field, ValidationError, field_validator, model_validator

from contracts.catalogue import load_catalogue
from contracts.document_types import BLANK
from contracts.records import Record

BANKS: Final = Path(__file__).parent / "banks"
FAMILIES: Final = frozenset(
    [
        "letter",
        "form",
        "table",
        "certificate",
        "card",
        "register",
        "printout",
        "columns",
        "portal",
        "receipt",
        "plan",
        "plain",
        "contract",
        "booklet",
    ]
)
PLACEHOLDERS: Final = frozenset(
    [
        "person",
        "surname",
        "firstname",
        "birthname",
        "birthday",
        "date",
        "day_month",
        "month",
        "year",
        "time",
        "street",
        "plz",
        "town",
        "address",
        "company",
        "authority",
        "bank",
        "school",
        "doctor",
        "health_insurer",
        "amount",
        "small_amount",
        "percent",
        "number",
        "short_number",
        "letter_number",
        "iban",
        "bic",
        "account",
        "plate",
        "phone",
        "email",
        "website",
        "tax_id",
        "tax_number",
        "pension_number",
        "insured_number",
        "parcel",
        "vin",
        "area",
        "height",
        "country",
        "nationality",
        "job",
        "product",
        "course",
        "scale",
        "text",
        "code",
    ]
)
VALUE_KINDS: Final = PLACEHOLDERS | {"choice", "empty", "mrz"}
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_PLENTY: Final = {"titles": 20, "openings": 8, "fields": 15, "phrases": 20}
"""How many of each a type should have, its kinds together."""


class Table(Record):
    """A table; cells of a row are parted by ``|``."""

    heads: tuple[str, ...] = ()
    rows: tuple[str, ...] = Field(min_length=1)


class Bank(Record):
    """What documents of one kind say; all texts may hold placeholders.

    Attributes:
        families: Layout families in which it comes -> weight.
        fields: Kind of value, then the labels; see ``VALUE_KINDS``.
    """

    kind: str
    families: dict[str, float] = Field(min_length=1)
    issuers: tuple[str, ...] = ()
    titles: tuple[str, ...] = Field(min_length=1)
    openings: tuple[str, ...] = ()
    fields: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    headings: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @field_validator("families")
    @classmethod
    def _known_families(cls, families: dict[str, float]) -> dict[str, float]:
        if unknown := set(families) - FAMILIES:
            raise ValueError(f"unknown families: {', '.join(sorted(unknown))}")
        return families

    @field_validator("fields")
    @classmethod
    def _known_values(cls, fields: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for field in fields:
            if len(field) < 2 or field[0] not in VALUE_KINDS:  # noqa: PLR2004 - a kind and a label
                raise ValueError(f"a field is a kind of value and labels, not {list(field)}")
        return fields

    @model_validator(mode="after")
    def _says_something(self) -> Bank:
        if not (self.phrases or self.fields or self.tables or self.marks):
            raise ValueError("a bank needs phrases, fields, tables or marks")
        unknown = {name for text in self.texts() for name in _PLACEHOLDER.findall(text)} - PLACEHOLDERS
        if unknown:
            raise ValueError(f"unknown placeholders: {', '.join(sorted(unknown))}")
        return self

    def texts(self) -> Iterator[str]:
        """Yield every text of the bank."""
        for name in ("issuers", "titles", "openings", "phrases", "headings", "closings", "notes", "marks"):
            yield from getattr(self, name)
        for field in self.fields:
            yield from field[1:]
        for table in self.tables:
            yield from (*table.heads, *table.rows)


def authors() -> tuple[str, ...]:
    """Return the names of all authors."""
    return tuple(sorted(path.name for path in BANKS.iterdir() if path.is_dir()))


@cache
def banks(author: str) -> dict[str, tuple[Bank, ...]]:
    """Return an author's banks per document type.

    Raises:
        ValueError: naming the file, if one is wrong.
    """
    return {path.stem: read_banks(path) for path in sorted((BANKS / author).glob("*.yaml"))}


def read_banks(path: Path) -> tuple[Bank, ...]:
    """Return the banks of a file.

    Raises:
        ValueError: naming the file, if it is not a list of banks.
    """
    try:
        return tuple(Bank.model_validate(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, TypeError, yaml.YAMLError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def thin(folder: Path) -> Iterator[str]:
    """Yield what is missing or thin in an author's folder."""
    types = {kind.id for kind in load_catalogue().document_types.document_types} - {BLANK}
    for type_id in sorted(types):
        path = folder / f"{type_id}.yaml"
        if not path.exists():
            yield f"{type_id}: no file"
            continue
        found = read_banks(path)
        for name, plenty in _PLENTY.items():
            count = len({text for bank in found for text in getattr(bank, name)})
            if count < plenty:
                yield f"{type_id}: {count} {name}, {plenty} would be plenty"


if __name__ == "__main__":
    for line in thin(Path(sys.argv[1])):
        print(line)
