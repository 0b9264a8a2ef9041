"""FIM data schemas (XDatenfelder 3.0, Stammdatenschema) as trees of groups and fields.

The files come from outside: entities, document types and external references are refused, nothing is
fetched, and the size is limited. Source: XÖV standard XDatenfelder 3.0.0, message 0102.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Self
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from contracts.records import Record

LARGEST_FILE: Final = 20_000_000
"""Bytes; the largest published schemas have a few millions."""

DEEPEST: Final = 40
"""Groups within groups; real schemas have about ten levels."""

_ROOT: Final = re.compile(
    r"\{(?P<namespace>urn:xoev-de:fim:standard:xdatenfelder_3[^}]*)\}xdatenfelder\.stamm.*"
)
_UNBOUNDED: Final = "*"


class SchemaError(ValueError):
    """A file is no schema that can be read; the text names file, place and next step."""


class FimField(Record):
    """A data field (Datenfeld).

    Attributes:
        art: Feldart: input, select, label, hidden, locked.
        type: Datentyp: text, date, bool, num, num_int, num_currency, file, object...
        values: Names of the values, for fields with a list of their own.
        code_list: URN of an external code list.
        legal_basis: Handlungsgrundlagen.
    """

    id: str
    name: str
    label: str
    least: int
    many: bool
    art: str
    type: str
    values: tuple[str, ...] = ()
    code_list: str = ""
    legal_basis: tuple[str, ...] = ()


class FimGroup(Record):
    """A group of fields (Datenfeldgruppe); ``least`` and ``many`` are its multiplicity."""

    id: str
    name: str
    label: str
    least: int
    many: bool
    legal_basis: tuple[str, ...] = ()
    children: tuple[FimField | FimGroup, ...] = ()

    @property
    def leaves(self) -> tuple[FimField, ...]:
        """All fields inside, in their order."""
        return tuple(
            leaf
            for child in self.children
            for leaf in ((child,) if isinstance(child, FimField) else child.leaves)
        )


class FimSchema(Record):
    """A schema: what an application asks for."""

    id: str
    name: str
    label: str
    legal_basis: tuple[str, ...]
    children: tuple[FimField | FimGroup, ...]


def read_schema(path: Path) -> FimSchema:
    """Read a schema's file.

    Raises:
        SchemaError: if it is too large, no XML, not safe to read, or no XDatenfelder 3 schema.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise SchemaError(f"{path}: größer als {LARGEST_FILE // 1_000_000} MB; ist das die richtige Datei?")
    try:
        root = fromstring(path.read_bytes(), forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        raise SchemaError(
            f"{path}:{line}: Das ist kein gültiges XML (Spalte {column}). Bitte das Schema neu herunterladen."
        ) from None
    except DefusedXmlException:
        raise SchemaError(
            f"{path}: Die Datei hat einen DOCTYPE oder Entitäten; das wird aus Sicherheit nicht gelesen. "
            "FIM-Schemata brauchen beides nicht: bitte neu herunterladen."
        ) from None
    return _Reader.of(root, path).schema(root)


class _Reader:
    """Reads elements of one namespace."""

    def __init__(self, namespace: str, path: Path) -> None:
        self._namespace = {"x": namespace}
        self._path = path

    @classmethod
    def of(cls, root: Element, path: Path) -> Self:
        """Return the reader for a file's version of the standard."""
        match = _ROOT.fullmatch(root.tag)
        if match is None:
            raise SchemaError(
                f"{path}: Das ist kein Stammdatenschema nach XDatenfelder 3. Auf fimportal.de beim Schema "
                "„XDatenfelder 3 (XML)“ wählen."
            )
        return cls(match["namespace"], path)

    def schema(self, root: Element) -> FimSchema:
        """Return the schema."""
        element = self._find(root, "stammdatenschema")
        if element is None:
            raise SchemaError(f"{self._path}: In der Datei steht kein Schema (stammdatenschema).")
        name = self._text(element, "name")
        return FimSchema(
            id=self._id(element),
            name=name,
            label=self._text(element, "bezeichnung") or name,
            legal_basis=self._legal_basis(element),
            children=self._children(element, depth=0),
        )

    def _children(self, element: Element, *, depth: int) -> tuple[FimField | FimGroup, ...]:
        if depth > DEEPEST:
            raise SchemaError(f"{self._path}: Gruppen sind tiefer als {DEEPEST} Ebenen verschachtelt.")
        return tuple(
            self._group(inner, each, depth)
            if inner.tag.endswith("}datenfeldgruppe")
            else self._field(inner, each)
            for each in element.iterfind("x:struktur", self._namespace)
            for inner in each.iterfind("x:enthaelt/*", self._namespace)
            if inner.tag.endswith(("}datenfeldgruppe", "}datenfeld"))
        )

    def _group(self, element: Element, structure: Element, depth: int) -> FimGroup:
        least, many = self._multiplicity(structure)
        name = self._text(element, "name")
        return FimGroup(
            id=self._id(element),
            name=name,
            label=self._text(element, "bezeichnungEingabe") or name,
            least=least,
            many=many,
            legal_basis=self._legal_basis(element, structure),
            children=self._children(element, depth=depth + 1),
        )

    def _field(self, element: Element, structure: Element) -> FimField:
        least, many = self._multiplicity(structure)
        name = self._text(element, "name")
        return FimField(
            id=self._id(element),
            name=name,
            label=self._text(element, "bezeichnungEingabe") or name,
            least=least,
            many=many,
            art=self._code(element, "feldart"),
            type=self._code(element, "datentyp"),
            values=tuple(
                self._text(value, "name") for value in element.iterfind("x:werte/x:wert", self._namespace)
            ),
            code_list=self._text(element, "codelisteReferenz/x:canonicalIdentification"),
            legal_basis=self._legal_basis(element, structure),
        )

    def _multiplicity(self, structure: Element) -> tuple[int, bool]:
        """Return how often at least, and whether several times; "0:*" is (0, True)."""
        least, _, most = self._text(structure, "anzahl").partition(":")
        number = int(least) if least.isdecimal() else 0
        return number, most == _UNBOUNDED or (most.isdecimal() and int(most) > 1)

    def _legal_basis(self, *elements: Element) -> tuple[str, ...]:
        said = (
            each.text or "" for element in elements for each in element.iterfind("x:bezug", self._namespace)
        )
        return tuple(dict.fromkeys(" ".join(text.split()) for text in said if text.strip()))

    def _id(self, element: Element) -> str:
        own, version = (self._text(element, f"identifikation/x:{part}") for part in ("id", "version"))
        return f"{own}V{version}" if version else own

    def _code(self, element: Element, name: str) -> str:
        """Return a code; its element has no namespace."""
        return (element.findtext(f"x:{name}/code", "", self._namespace)).strip()

    def _text(self, element: Element, name: str) -> str:
        return " ".join(element.findtext(f"x:{name}", "", self._namespace).split())

    def _find(self, element: Element, name: str) -> Element | None:
        return element.find(f"x:{name}", self._namespace)
