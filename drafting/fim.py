"""A contract from a FIM data schema: fields, lists of persons, and the proofs that are uploaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from contracts.document_types import DocumentTypes
from contracts.fields import FieldKind, FieldSpec
from contracts.values import fold
from drafting.draft import FIRST_VERSION, Draft, DraftField, DraftProof
from drafting.fim_file import FimField, FimGroup, FimSchema
from drafting.ids import address_id, distinct, field_id, plain_label
from drafting.kinds import guess_kind
from drafting.proofs import proof_for

_TYPES: Final = {
    "bool": FieldKind.YES_NO,
    "date": FieldKind.DATE,
    "num": FieldKind.NUMBER,
    "num_int": FieldKind.NUMBER,
    "num_currency": FieldKind.AMOUNT,
}
_UPLOADS: Final = frozenset({"file", "object"})
_SILENT: Final = frozenset({"label", "hidden", "locked"})
"""Feldarten that ask for nothing."""

_ADDRESS_PARTS: Final = re.compile(
    r"strasse|hausnummer|postleitzahl|^plz|^ort\b|^ort$|zusatz|anschriftzeile|zeileanschrift|postfach|^staat|"
    r"wo befindet sich die anschrift|abfrage anschrift|wohnort|bundesland|ortsteil|^land\b"
)
_DAY_PARTS: Final = re.compile(r"^(tag|monat|jahr)\b")
_GENERIC_ADDRESS: Final = re.compile(r"strassenanschrift|in deutschland|inland|^hausanschrift|^adresse$")
_NORM: Final = re.compile(r"§|\bArt\b")
"""Handlungsgrundlagen that are law; others are technical standards."""

_PERSON: Final = re.compile(r"^(familienname|nachname|vornamen?|name)\b")


def draft_from_schema(schema: FimSchema, types: DocumentTypes, *, procedure: str) -> Draft:
    """Propose a contract for the application that a schema describes.

    Fields are required where they and all groups around them are; a group that may be repeated, with names
    in it, is a list of persons; fields for uploads become proofs.
    """
    walk = _Walk(types)
    walk.take(schema.children, section="", required=True)
    return Draft(
        id=procedure,
        title=schema.label,
        version=FIRST_VERSION,
        titles=tuple(dict.fromkeys((schema.label, schema.name))),
        fields=tuple(walk.fields),
        proofs=tuple(walk.proofs),
        legal_basis=schema.legal_basis,
        source=f"dem FIM-Datenschema {schema.id} „{schema.name}“",
        notes=(
            "FIM beschreibt Daten, keine Formulare: Beschriftungen Ihres Formulars bei labels ergänzen.",
            "Hat das Formular Ort, Datum und Unterschrift, dann unter fields dazu:",
            '    ort_datum: {kind: place_date, required: true, labels: ["Ort, Datum"]}',
            "    unterschrift: {kind: signature, required: true, labels: [Unterschrift]}",
        ),
        fim=schema.id,
    )


class _Walk:
    """Collects fields and proofs on the way through a schema."""

    def __init__(self, types: DocumentTypes) -> None:
        self.fields: list[DraftField] = []
        self.proofs: list[DraftProof] = []
        self._types = types

    def take(self, children: Sequence[FimField | FimGroup], *, section: str, required: bool) -> None:
        """Take fields as they come; groups become sections, one field, or a list of persons."""
        for child in children:
            needed = required and child.least > 0
            if isinstance(child, FimField):
                self._take_field(child, section=section, required=needed)
            elif (spec := _as_one_field(child)) is not None:
                self._add(child, spec, section=section, required=needed)
            elif child.many and _is_about_persons(child):
                self._take_persons(child, section=section, required=needed)
            else:
                self.take(child.children, section=plain_label(child.label), required=needed)

    def _take_field(self, field: FimField, *, section: str, required: bool) -> None:
        if field.art in _SILENT:
            return
        if field.type in _UPLOADS:
            self._take_proof(field, required=required)
        else:
            self._add(field, _spec(field), section=section, required=required)

    def _take_persons(self, group: FimGroup, *, section: str, required: bool) -> None:
        columns: dict[str, FieldSpec] = {}
        for leaf, spec in _columns(group.children):
            columns[distinct(_id(leaf, spec), columns)] = spec
        title = plain_label(group.label)
        sections = tuple(dict.fromkeys(filter(None, (title, section))))
        spec = FieldSpec(
            kind=FieldKind.PERSONS, title=title, sections=sections, columns=columns, fim=group.id
        )
        notes = ("Mindestens ein Eintrag ist verlangt (FIM 1:*).",) if required else ()
        self.fields.append(
            DraftField(name=self._free(field_id(title), section), spec=spec, section=section, notes=notes)
        )
        for leaf in group.leaves:
            if leaf.type in _UPLOADS:
                self._take_proof(leaf, required=required and leaf.least > 0, person=title)

    def _take_proof(self, field: FimField, *, required: bool, person: str = "") -> None:
        proof = proof_for(field.label, field.name, types=self._types)
        if any(proof.title == other.title for other in self.proofs):
            return
        notes = [
            f"FIM {field.id}: {'verlangt' if required else 'freiwillig oder nur in manchen Fällen (0:…)'}."
        ]
        if person:
            notes.append(
                f"Je Person unter „{person}“: per: person und when: mit einer Spalte der Liste ergänzen."
            )
        if not required and proof.types and proof.when is None:
            notes.append("Blockiert noch nicht (soft: true); bitte when: ergänzen und soft entfernen.")
        soft = bool(person) or (not required and proof.when is None)
        taken = {"antrag", *(other.id for other in self.proofs)}
        free = distinct(proof.id, taken).replace("_", "-")
        update = {"id": free, "legal_basis": field.legal_basis, "soft": soft}
        self.proofs.append(proof.model_copy(update=update | {"notes": tuple(notes)}))

    def _add(self, element: FimField | FimGroup, spec: FieldSpec, *, section: str, required: bool) -> None:
        norms = [norm for norm in element.legal_basis if _NORM.search(norm)]
        notes = [f"Rechtsgrundlage: {'; '.join(norms)}"] if norms else []
        if isinstance(element, FimField) and element.code_list:
            notes.append(
                f"Codeliste {element.code_list}: als Wort gelesen; für Bedingungen options ergänzen."
            )
        if element.many:
            notes.append("Darf mehrfach vorkommen; gelesen wird der erste Eintrag.")
        sections = (section,) if section else ()
        whole = spec.model_copy(update={"required": required, "sections": sections, "fim": element.id})
        name = self._free(_id(element, spec), section)
        self.fields.append(DraftField(name=name, spec=whole, section=section, notes=tuple(notes)))

    def _free(self, wanted: str, section: str) -> str:
        return distinct(wanted, [field.name for field in self.fields], within=section)


def _columns(children: Sequence[FimField | FimGroup]) -> Iterator[tuple[FimField | FimGroup, FieldSpec]]:
    for child in children:
        if isinstance(child, FimField):
            if child.type not in _UPLOADS and child.art not in _SILENT:
                yield child, _spec(child).model_copy(update={"required": child.least > 0, "fim": child.id})
        elif (spec := _as_one_field(child)) is not None:
            yield child, spec.model_copy(update={"required": child.least > 0, "fim": child.id})
        else:
            yield from _columns(child.children)


def _spec(field: FimField) -> FieldSpec:
    title = plain_label(field.label)
    labels = tuple(dict.fromkeys((title, plain_label(field.name))))
    if field.values:
        return FieldSpec(title=title, labels=labels, **_choice(field.values))
    if field.art == "select":
        return FieldSpec(kind=FieldKind.WORD, title=title, labels=labels)
    kind = _TYPES.get(field.type) or guess_kind(title)
    return FieldSpec(kind=kind, title=title, labels=labels)


def _choice(values: Sequence[str]) -> dict[str, object]:
    """Return kind and options of a choice; plain yes and no are no list of their own."""
    words = [plain_label(value).rstrip(".") for value in values]
    if {fold(word) for word in words} == {"ja", "nein"}:
        return {"kind": FieldKind.YES_NO}
    options: dict[str, tuple[str, ...]] = {}
    for word in words:
        options[distinct(field_id(word), options)] = (word,)
    return {"kind": FieldKind.CHOICE, "options": options}


def _as_one_field(group: FimGroup) -> FieldSpec | None:
    """Return a group that asks for one thing in parts: an address, or a day."""
    names = [(fold(leaf.label), fold(leaf.name)) for leaf in group.leaves]
    title = plain_label(group.label)
    if names and all(any(map(_ADDRESS_PARTS.search, pair)) for pair in names):
        said = {name for pair in names for name in pair}
        if any("postleitzahl" in name for name in said) and any("strasse" in name for name in said):
            plain = "Anschrift" if _GENERIC_ADDRESS.search(fold(title)) else title
            labels = (plain, "Straße, Hausnummer, Postleitzahl, Ort")
            return FieldSpec(kind=FieldKind.ADDRESS, title=plain, labels=labels)
    if names and all(_DAY_PARTS.match(label) for label, _ in names):
        return FieldSpec(kind=FieldKind.DATE, title=title, labels=(title,))
    return None


def _is_about_persons(group: FimGroup) -> bool:
    return any(_PERSON.match(fold(leaf.label)) for leaf in group.leaves)


def _id(element: FimField | FimGroup, spec: FieldSpec) -> str:
    """Return the id of a field."""
    made = address_id(spec.title) if spec.kind is FieldKind.ADDRESS else field_id(spec.title)
    return made if made != "feld" else field_id(element.name)
