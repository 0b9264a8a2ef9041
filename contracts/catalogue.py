"""The folder of contracts: every procedure in its versions, the known forms, and the document types.

    contracts/document_types.yaml
    contracts/procedures/<id>.yaml, <id>@<version>.yaml
    contracts/forms/<procedure>--<variant>.yaml

A municipality points the service at a folder of its own with the same layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from contracts.document_types import DocumentTypes
from contracts.form_variant import FormVariant, Pin
from contracts.procedure import Procedure
from contracts.records import Record
from contracts.yaml_file import ContractError, Mistake, load_yaml

SHIPPED = Path(__file__).parent


class UnknownProcedure(LookupError):
    """There is no contract for this procedure, or none that is valid on the day."""


class Catalogue(Record):
    """All contracts of an installation."""

    document_types: DocumentTypes
    procedures: tuple[Procedure, ...]
    variants: tuple[FormVariant, ...] = ()

    def procedure(self, procedure_id: str, received: date) -> Procedure:
        """Return the version of a procedure's contract that is valid on the received date.

        Raises:
            UnknownProcedure: naming the procedures there are.
        """
        versions = [procedure for procedure in self.procedures if procedure.id == procedure_id]
        if not versions:
            known = ", ".join(sorted({procedure.id for procedure in self.procedures}))
            raise UnknownProcedure(
                f"Das Verfahren „{procedure_id}“ ist nicht bekannt. Bekannt sind: {known}."
            )
        for procedure in versions:
            if procedure.applies_on(received):
                return procedure
        raise UnknownProcedure(
            f"Für „{procedure_id}“ gilt am {received:%d.%m.%Y} keine Fassung des Vertrags."
        )

    def variants_of(self, procedure_id: str) -> tuple[FormVariant, ...]:
        """Return the known forms of a procedure."""
        return tuple(variant for variant in self.variants if variant.procedure == procedure_id)


def load_catalogue(folder: Path = SHIPPED) -> Catalogue:
    """Read a folder of contracts.

    Raises:
        ContractError: with every mistake in every file, each with file and line.
    """
    mistakes: list[Mistake] = []
    document_types = _types(folder, mistakes)
    procedures = tuple(_procedures(folder, document_types, mistakes))
    variants = tuple(_variants(folder, procedures, mistakes))
    if mistakes or document_types is None:
        raise ContractError(mistakes)
    return Catalogue(document_types=document_types, procedures=procedures, variants=variants)


def _types(folder: Path, mistakes: list[Mistake]) -> DocumentTypes | None:
    path = folder / "document_types.yaml"
    if not path.exists():  # a municipality's folder may leave the types as shipped
        path = SHIPPED / "document_types.yaml"
    try:
        return load_yaml(path, DocumentTypes)
    except ContractError as error:
        mistakes.extend(error.mistakes)
        return None


def _procedures(folder: Path, types: DocumentTypes | None, mistakes: list[Mistake]) -> Iterator[Procedure]:
    seen: list[Procedure] = []
    for path in sorted((folder / "procedures").glob("*.yaml")):
        try:
            procedure = load_yaml(path, Procedure)
        except ContractError as error:
            mistakes.extend(error.mistakes)
            continue
        mistakes.extend(_unknown_types(path, procedure, types))
        mistakes.extend(_overlaps(path, procedure, seen))
        seen.append(procedure)
        yield procedure


def _unknown_types(path: Path, procedure: Procedure, types: DocumentTypes | None) -> Iterator[Mistake]:
    if types is None:
        return
    for index, requirement in enumerate(procedure.requirements):
        for type_id in requirement.types:
            if type_id not in types.ids:
                place = f"requirements.{index} {requirement.id}"
                yield Mistake(path.name, 1, place, f"Den Dokumenttyp „{type_id}“ gibt es nicht.")


def _overlaps(path: Path, procedure: Procedure, seen: list[Procedure]) -> Iterator[Mistake]:
    for other in seen:
        if other.id == procedure.id and _both_valid(procedure, other):
            text = f"Gilt zugleich mit Fassung {other.version}; bitte valid_from und valid_to abgrenzen."
            yield Mistake(path.name, 1, "valid_from", text)


def _both_valid(one: Procedure, other: Procedure) -> bool:
    starts_after = (
        one.valid_from is not None and other.valid_to is not None and one.valid_from > other.valid_to
    )
    ends_before = (
        one.valid_to is not None and other.valid_from is not None and one.valid_to < other.valid_from
    )
    return not (starts_after or ends_before)


def _variants(
    folder: Path, procedures: tuple[Procedure, ...], mistakes: list[Mistake]
) -> Iterator[FormVariant]:
    for path in sorted((folder / "forms").glob("*.yaml")):
        try:
            variant = load_yaml(path, FormVariant)
        except ContractError as error:
            mistakes.extend(error.mistakes)
            continue
        if not any(mistake.file.startswith(variant.procedure) for mistake in mistakes):
            mistakes.extend(_misplaced(path, variant, procedures))
        yield variant


def _misplaced(path: Path, variant: FormVariant, procedures: tuple[Procedure, ...]) -> Iterator[Mistake]:
    fields = {
        name
        for procedure in procedures
        if procedure.id == variant.procedure
        for name in procedure.form.fields
    }
    if not fields:
        yield Mistake(path.name, 1, "procedure", f"Das Verfahren „{variant.procedure}“ gibt es nicht.")
    for name, pin in variant.pins.items():
        if fields and name not in fields:
            yield Mistake(path.name, 1, f"pins.{name}", "Das Verfahren hat kein Feld dieses Namens.")
        if _beyond(pin, len(variant.pages)):
            yield Mistake(path.name, 1, f"pins.{name}", f"Das Formular hat nur {len(variant.pages)} Seiten.")


def _beyond(pin: Pin, pages: int) -> bool:
    nested = [inner for person in pin.persons for inner in person.values()]
    return any(place.page > pages for place in pin.places) or any(_beyond(inner, pages) for inner in nested)
