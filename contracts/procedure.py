"""The contract of a procedure (Verfahren): what its form holds and which proofs it asks for.

A municipality writes it in YAML (``contracts/procedures/<id>.yaml``); ``contracts.catalogue`` loads it.
The meaning of each state and rule is fixed in docs/contracts.md.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, PositiveInt, field_validator, model_validator

from contracts.conditions import AnyPerson, Comparison, ConditionText, Junction, Negation, Term
from contracts.fields import FieldKind, FieldSpec
from contracts.records import Record


class Proof(Record):
    """A document type that is accepted, and how many of it.

    Attributes:
        count: So many distinct documents (or months) are asked for.
        distinct: What makes two documents count as two.
        months_before: Only months from so many calendar months before the reference month count.
        before: Form field with the reference date; the received date if None.
        kinds: Kinds that must each be there once (``grundriss``, ``schnitt``...), with more words that name
            them; one page may show several.
        shows: Words of which such a paper has at least one if it proves what is asked: a person looks at one
            that has none. For types that are wider than the proof.
    """

    type: str
    count: PositiveInt = 1
    distinct: Literal["month", "document"] = "document"
    months_before: PositiveInt | None = None
    before: str | None = None
    kinds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    shows: tuple[str, ...] = ()

    @field_validator("kinds", mode="before")
    @classmethod
    def _names_alone_are_kinds(cls, value: object) -> object:
        return dict.fromkeys(value, ()) if isinstance(value, list | tuple) else value


class Validity(Record):
    """When a document of a type is too old: after its expiry date, or so many days after its issue."""

    not_expired: bool = False
    max_age_days: PositiveInt | None = None


class OnceOnly(Record):
    """The register that can supply the proof instead of the applicant, and the legal basis for asking it."""

    register_id: str = Field(alias="register")
    legal_basis: str = ""


class Message(Record):
    """Texts for the applicant, in plain German: what is needed, why, and what is accepted as proof."""

    what: str
    why: str
    proofs: tuple[str, ...] = ()


class Requirement(Record):
    """One thing that the procedure asks for.

    Attributes:
        match: Fields of the form with which a proof must agree.
        likely_match: Fields with which it should: a person looks at a proof that does not.
    """

    id: str
    title: str
    message: Message
    legal_basis: tuple[str, ...] = ()
    per: Literal["person"] | None = None
    when: ConditionText | None = None
    any_of: tuple[Proof, ...] = ()
    all_of: tuple[Proof, ...] = ()
    valid: dict[str, Validity] = Field(default_factory=dict)
    match: tuple[str, ...] = ()
    likely_match: tuple[str, ...] = ()
    soft: bool = False
    once_only: OnceOnly | None = None

    @field_validator("any_of", "all_of", mode="before")
    @classmethod
    def _type_alone_is_a_proof(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        return [{"type": entry} if isinstance(entry, str) else entry for entry in value]

    @field_validator("valid", mode="before")
    @classmethod
    def _not_expired_alone_is_a_validity(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {key: {"not_expired": True} if rule == "not_expired" else rule for key, rule in value.items()}

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if bool(self.any_of) == bool(self.all_of):
            raise ValueError("Genau eines von any_of und all_of muss Dokumenttypen nennen.")
        unknown = set(self.valid) - set(self.types)
        if unknown:
            raise ValueError(f"valid nennt Typen, die nicht verlangt sind: {', '.join(sorted(unknown))}.")
        return self

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """What is accepted, or asked for together."""
        return self.any_of or self.all_of

    @property
    def types(self) -> tuple[str, ...]:
        """The document types that this requirement accepts."""
        return tuple(proof.type for proof in self.proofs)

    @property
    def asks_for_form(self) -> bool:
        """Whether this is the requirement for the application form itself."""
        return self.types == (FORM_TYPE,)


FORM_TYPE = "antragsformular"


class FormSpec(Record):
    """The procedure's form: the titles by which it is recognised, and its fields.

    Attributes:
        titles: Titles that forms of this procedure carry, most usual first.
        other_titles: Titles of forms that look much the same but serve something else.
        marks: Other printed words that speak for this procedure.
    """

    titles: tuple[str, ...] = Field(min_length=1)
    other_titles: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    fields: dict[str, FieldSpec]

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the fields that must be filled."""
        return tuple(name for name, spec in self.fields.items() if spec.required)


class Procedure(Record):
    """A procedure's contract in one version.

    Attributes:
        version: Free text, unique per procedure; reports and old cases name it.
        valid_from: First received date to which this version applies; None is "always".
        valid_to: Last received date, inclusive.
        fim: Id and version of the FIM data schema (Stammdatenschema) of the application, if there is one.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    version: str
    valid_from: date | None = None
    valid_to: date | None = None
    legal_basis: tuple[str, ...] = Field(min_length=1)
    deadline_days: PositiveInt = 30
    fim: str | None = None
    form: FormSpec
    requirements: tuple[Requirement, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _refers_only_to_what_exists(self) -> Self:
        for requirement in self.requirements:
            for name in _names_used(requirement):
                if not _known(name, self.form.fields):
                    raise ValueError(
                        f"Anforderung {requirement.id}: Das Formularfeld „{name}“ gibt es nicht."
                    )
        ids = [requirement.id for requirement in self.requirements]
        if len(set(ids)) < len(ids):
            raise ValueError("Zwei Anforderungen haben dieselbe id.")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to liegt vor valid_from.")
        return self

    @model_validator(mode="after")
    def _compares_only_with_options(self) -> Self:
        for requirement in self.requirements:
            if requirement.when is not None:
                _check_options(requirement.when.term, self.form.fields)
        return self

    def applies_on(self, day: date) -> bool:
        """Whether this version is the one for applications received on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def requirement(self, requirement_id: str) -> Requirement:
        """Return the requirement with this id.

        Raises:
            KeyError: if there is none.
        """
        for requirement in self.requirements:
            if requirement.id == requirement_id:
                return requirement
        raise KeyError(requirement_id)


def _names_used(requirement: Requirement) -> set[str]:
    names = {*requirement.match, *requirement.likely_match}
    names |= {proof.before for proof in requirement.proofs if proof.before}
    if requirement.when is not None:
        names |= set(requirement.when.fields())
    return names


def _known(name: str, fields: dict[str, FieldSpec]) -> bool:
    if name.startswith("meta."):
        return True
    columns = (spec.columns for spec in fields.values() if spec.kind is FieldKind.PERSONS)
    return name in fields or any(name in persons for persons in columns)


def _check_options(term: Term, fields: dict[str, FieldSpec]) -> None:
    match term:
        case Comparison(field=name, values=values):
            options = _options(name, fields)
            for value in values:
                if options and str(value) not in options:
                    raise ValueError(
                        f"„{value}“ ist keine Auswahl von {name} ({', '.join(sorted(options))})."
                    )
        case Negation(term=inner) | AnyPerson(term=inner):
            _check_options(inner, fields)
        case Junction(terms=terms):
            for inner in terms:
                _check_options(inner, fields)


def _options(name: str, fields: dict[str, FieldSpec]) -> set[str]:
    specs = [spec for spec in (fields.get(name), *(_column(name, fields))) if spec is not None]
    return {option for spec in specs for option in spec.options}


def _column(name: str, fields: dict[str, FieldSpec]) -> list[FieldSpec | None]:
    return [spec.columns.get(name) for spec in fields.values() if spec.kind is FieldKind.PERSONS]
