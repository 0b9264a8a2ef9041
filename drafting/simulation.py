"""What a changed contract would change in the findings of past cases, without reading any document again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from checks.engine import check_dossier
from contracts.findings import Finding, FindingState
from contracts.procedure import Procedure, Requirement
from drafting.past import PastCase, dossier_of_past
from drafting.rehearsal import place_of

_TEXTS: Final = frozenset({"id", "title", "message", "legal_basis", "once_only"})
"""What of a requirement has no part in its findings."""

_LOOKED_UP: Final = frozenset({"not_found", "not_shown", "kind_unreadable"})
"""Codes of doubts that only the words of a document would settle."""


class Change(NamedTuple):
    """A finding that would be another one.

    Attributes:
        before: None for a requirement that is new.
        after: None for a requirement that falls away.
        open: Whether what is stored does not tell: the documents would have to be read again.
    """

    case: str
    place: str
    before: FindingState | None
    after: FindingState | None
    open: bool = False


class Simulated(NamedTuple):
    """What a changed contract would change in one case; the same case complete, before and after."""

    case: str
    changes: tuple[Change, ...]
    complete_before: bool
    complete_after: bool | None


class Summary(NamedTuple):
    """All cases together.

    Attributes:
        moves: How often which requirement goes from which state to which.
        now_complete: Cases that would be complete and were not; ``no_longer`` the other way round.
    """

    cases: int
    changed: int
    open: int
    now_complete: int
    no_longer: int
    moves: Mapping[tuple[str, FindingState | None, FindingState | None], int]


def simulate(case: PastCase, old: Procedure | None, new: Procedure) -> Simulated:
    """Check a past case against a changed contract.

    Rules that stay as they are keep their findings. A changed rule is believed where the old one, on what is
    stored, comes to the finding that was made when the documents were read.

    Args:
        case: The case.
        old: The contract that it was checked against, if there still is one.
        new: The changed contract.
    """
    dossier = dossier_of_past(case, old)
    again = {_place(each): each for each in check_dossier(old, dossier)} if old else {}
    stored = {place_of(each.requirement, each.subject): each.state for each in case.report.findings}
    after: dict[str, FindingState | None] = {}
    changes = []
    for finding in check_dossier(new, dossier):
        place, before = _place(finding), stored.get(_place(finding))
        if before is not None and old is not None and _same_rule(finding.requirement, old, new):
            after[place] = before
            continue
        unsure = _open(finding, before, again.get(place), new, case)
        after[place] = None if unsure else finding.state
        if unsure or finding.state is not before:
            changes.append(Change(case.name, place, before, None if unsure else finding.state, open=unsure))
    changes += [
        Change(case.name, place, state, None) for place, state in stored.items() if place not in after
    ]
    return Simulated(case.name, tuple(changes), case.report.complete, _complete(after, new))


def summarise(results: Iterable[Simulated]) -> Summary:
    """Add up what would change."""
    every = list(results)
    moves = Counter(
        (each.place.partition("/")[0], each.before, each.after)
        for result in every
        for each in result.changes
        if not each.open
    )
    return Summary(
        cases=len(every),
        changed=sum(any(not each.open for each in result.changes) for result in every),
        open=sum(any(each.open for each in result.changes) for result in every),
        now_complete=sum(bool(each.complete_after) and not each.complete_before for each in every),
        no_longer=sum(each.complete_after is False and each.complete_before for each in every),
        moves=moves,
    )


def _place(finding: Finding) -> str:
    return place_of(finding.requirement, finding.subject)


def _same_rule(requirement_id: str, old: Procedure, new: Procedure) -> bool:
    """Whether a requirement and all that it looks at in the form are as before."""
    rules = [_rule(requirement_id, each) for each in (old, new)]
    return rules[0] is not None and rules[0] == rules[1]


def _rule(requirement_id: str, procedure: Procedure) -> dict[str, Any] | None:
    found = next((each for each in procedure.requirements if each.id == requirement_id), None)
    if found is None:
        return None
    fields = procedure.form.fields
    asked = procedure.form.required if found.asks_for_form else _names(found)
    said = found.model_dump(mode="json", exclude=set(_TEXTS))
    columns = {name: spec for each in fields.values() for name, spec in each.columns.items()}
    kinds = {name: ({**columns, **fields})[name].kind for name in asked if name in {**columns, **fields}}
    return said | {"fields": kinds}


def _names(requirement: Requirement) -> tuple[str, ...]:
    condition = tuple(requirement.when.fields()) if requirement.when else ()
    before = tuple(proof.before for proof in requirement.proofs if proof.before)
    return (*requirement.match, *requirement.likely_match, *condition, *before)


def _open(
    finding: Finding, before: FindingState | None, again: Finding | None, new: Procedure, case: PastCase
) -> bool:
    """Whether a new finding cannot be believed."""
    if finding.state in {FindingState.UNCLEAR, FindingState.ILLEGIBLE} and (
        finding.reason.code in _LOOKED_UP or _asks_unread(finding, new, case)
    ):
        return True
    return before is not None and again is not None and again.state is not before


def _asks_unread(finding: Finding, new: Procedure, case: PastCase) -> bool:
    """Whether a rule asks for a field that nobody read when the case was checked."""
    rule = new.requirement(finding.requirement)
    asked = new.form.required if rule.asks_for_form else _names(rule)
    read = case.report.form.fields
    columns = {name for field in read.values() for item in field.items or [] for name in item}
    return bool(read) and any(
        not name.startswith("meta.") and name not in {*read, *columns} for name in asked
    )


def _complete(states: Mapping[str, FindingState | None], new: Procedure) -> bool | None:
    """Whether a case would be complete; None where that is open."""
    soft = {requirement.id for requirement in new.requirements if requirement.soft}
    hard = [state for place, state in states.items() if place.partition("/")[0] not in soft]
    fine = {FindingState.PRESENT, FindingState.NOT_REQUIRED}
    if any(state is not None and state not in fine for state in hard):
        return False
    return None if None in hard else True
