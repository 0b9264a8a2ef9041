"""Trying a contract: its examples are checked, and what differs from what they expect is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from checks.case import APPLICANT
from checks.engine import check_dossier
from contracts.catalogue import Catalogue
from contracts.findings import FieldReading, Finding, FindingState
from contracts.yaml_file import Mistake
from drafting.examples import Example, check_names
from drafting.telling import dossier_of

FINE: Final = frozenset({FindingState.PRESENT, FindingState.NOT_REQUIRED})
"""States that an example need not name."""


class Checked(NamedTuple):
    """What came out for an example: findings, and the form's fields where real files were read."""

    findings: Sequence[Finding]
    fields: Mapping[str, FieldReading] = {}


class Difference(NamedTuple):
    """Something that is not as the example expects it.

    Attributes:
        place: Requirement (with its person), or form field.
        expected: A state, or a value; None where the example names nothing, and all is to be fine.
        found: A state, or a value; None where there is no such finding.
        reason: Why it is so, in the check's own words.
    """

    place: str
    expected: str | None
    found: str | None
    reason: str = ""


class Result(NamedTuple):
    """An example with what differs, and the version of the contract that it was tried on."""

    example: Example
    version: str
    differences: tuple[Difference, ...]


ReadFiles = Callable[[Example], Checked]
"""Reads the files of an example and checks them, with everything that the product has."""


def mistakes_of(examples: Sequence[Example], procedure_id: str, catalogue: Catalogue) -> list[Mistake]:
    """Return what examples name that the contract does not have.

    Raises:
        contracts.catalogue.UnknownProcedure: if no version is valid on an example's received date.
    """
    types = catalogue.document_types
    return [
        mistake
        for example in examples
        for mistake in check_names(example, catalogue.procedure(procedure_id, example.received), types)
    ]


def rehearse(
    examples: Sequence[Example], procedure_id: str, catalogue: Catalogue, *, read_files: ReadFiles
) -> Iterator[Result]:
    """Try a contract on its examples, one by one.

    Raises:
        contracts.catalogue.UnknownProcedure: if no version is valid on an example's received date.
    """
    for example in examples:
        procedure = catalogue.procedure(procedure_id, example.received)
        if example.told is None:
            checked = read_files(example)
        else:
            dossier = dossier_of(example, example.told, procedure, catalogue.document_types)
            checked = Checked(check_dossier(procedure, dossier))
        yield Result(example, procedure.version, tuple(_differences(example, checked)))


def place_of(requirement: str, subject: str) -> str:
    """Return how examples and tables name a finding: the applicant is not said."""
    return requirement if subject == APPLICANT else f"{requirement}/{subject}"


def _differences(example: Example, checked: Checked) -> Iterator[Difference]:
    found = {place_of(each.requirement, each.subject): each for each in checked.findings}
    for place, finding in found.items():
        expected = example.expect.get(place)
        fine = finding.state in FINE if expected is None else finding.state is expected
        if not fine:
            yield Difference(place, expected, finding.state.value, finding.reason.message)
    for place, expected in example.expect.items():
        if place not in found:
            yield Difference(place, expected, None)
    for name, value in example.fields.items():
        reading = checked.fields.get(name)
        if reading is None or reading.value != value:
            yield Difference(name, value, reading.value if reading else None)
