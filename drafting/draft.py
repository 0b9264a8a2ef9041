"""A contract that is proposed: what is written down for an admin to look through, change and complete."""

from __future__ import annotations

from typing import Final

from contracts.fields import FieldSpec
from contracts.records import Record

FIRST_VERSION: Final = "entwurf-1"


class DraftField(Record):
    """A field of the form as it is proposed.

    Attributes:
        name: Id of the field.
        section: Heading under which it stands, for people who read the file.
        notes: What the admin has to know or decide, one comment line each.
    """

    name: str
    spec: FieldSpec
    section: str = ""
    notes: tuple[str, ...] = ()


class DraftProof(Record):
    """A proof that the procedure asks for.

    Attributes:
        types: Document types that may be it; without any it is written as a comment, to be completed.
        when: A condition, as contracts write it.
        soft: Whether it may follow later.
        legal_basis: Norms, as printed.
        notes: As for a field.
    """

    id: str
    title: str
    types: tuple[str, ...] = ()
    when: str | None = None
    soft: bool = False
    legal_basis: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Draft(Record):
    """A proposed contract.

    Attributes:
        titles: By which the form is recognised.
        source: What it was made from, for the file's first line.
        notes: What was left out, and other things to know about the whole.
        fim: The schema that it was made from, as ``S07000000200V1.0.0``.
    """

    id: str
    title: str
    version: str
    titles: tuple[str, ...]
    fields: tuple[DraftField, ...]
    proofs: tuple[DraftProof, ...] = ()
    legal_basis: tuple[str, ...] = ()
    source: str
    notes: tuple[str, ...] = ()
    fim: str | None = None
