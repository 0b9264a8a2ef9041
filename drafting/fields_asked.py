"""The fields that open places of a form ask for: kind, labels, options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from contracts.values import fold
from drafting.blanks import Blank, BlankKind
from drafting.ids import distinct, field_id, plain_label
from drafting.kinds import guess_kind
from drafting.printed import Print, asks
from drafting.questions import Question, TableRows, stem
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

_COMBS: Final = {8: FieldKind.DATE, 11: FieldKind.TAX_ID, 22: FieldKind.IBAN}
_BOTH_NAMES: Final = frozenset(map(fold, (*FAMILY_FIRST, *GIVEN_FIRST)))
_NAMES: Final = ("familienname", "vorname")
_VAGUE: Final = frozenset(
    map(fold, ("Datum", "Nr", "bis", "von", "ab", "seit", "Euro", "EUR", "Tag", "Monat", "Jahr", "Art"))
)
"""Labels that say too little alone: the live field's own words stand before them."""
_LONGEST_TITLE: Final = 90


def written_field(blank: Blank) -> list[FieldSpec | None]:
    """Return the fields of one place; family and given name may share it."""
    labels = _labels(blank)
    if not labels:
        return [None]
    title = labels[0]
    if any(fold(label) in _BOTH_NAMES for label in labels):
        return [
            FieldSpec(kind=FieldKind.NAME, title=part, labels=(part, *labels))
            for part in ("Familienname", "Vorname")
        ]
    kind = FieldKind.SIGNATURE if blank.kind is BlankKind.SIGNATURE else guess_kind(title)
    if kind is FieldKind.SIGNATURE and "datum" in fold(title):
        kinds = (FieldKind.PLACE_DATE, FieldKind.SIGNATURE)
        return [FieldSpec(kind=each, title=title, labels=labels) for each in kinds]
    if kind is FieldKind.TEXT and len(labels) > 1:
        kind = guess_kind(labels[1])
    if kind is FieldKind.TEXT:
        kind = _COMBS.get(blank.comb, kind)
    return [FieldSpec(kind=kind, title=title, labels=labels, required=_is_starred(blank))]


def _labels(blank: Blank) -> tuple[str, ...]:
    printed, tip = blank.label, blank.tip
    hint = bool(printed) and tip.count("(") == 1 and f"({printed})" in tip
    vague = hint or fold(printed) in _VAGUE or _is_remark(printed)
    first, second = (tip, printed) if vague and tip else (printed, tip)
    return tuple(dict.fromkeys(label[:_LONGEST_TITLE].strip() for label in (first, second) if asks(label)))


def _is_remark(printed: str) -> bool:
    """Whether print begins in the middle of something, or points elsewhere."""
    cut = printed[:1].islower() or printed.count("(") != printed.count(")")
    return cut or printed.startswith("Hinweis ")


def _is_starred(blank: Blank) -> bool:
    return "*" in blank.label or "pflicht" in fold(blank.tip)


def ticked_field(question: Question, printed: Print) -> FieldSpec | None:
    """Return the field of a question with tick boxes; a box alone is answered by yes."""
    first = question.ticks[0]
    asked = plain_label(printed.question(first.box))
    words = [word for word in question.words if asks(word)]
    if question.yes_or_no or len(words) < 2:  # noqa: PLR2004 - a choice has two options
        alone = words[0] if words and not question.yes_or_no else ""
        tip = stem(first.tip)
        title = alone or (asked if first.label and not _is_remark(asked) else "") or tip or asked
        return _spec(FieldKind.YES_NO, title, tip)
    options: dict[str, tuple[str, ...]] = {}
    for word in words:
        options[distinct(field_id(word), options)] = (word,)
    tip = first.tip if first.group else ""
    spec = _spec(FieldKind.CHOICE, asked or tip or " / ".join(words[:2]), tip)
    return spec and spec.model_copy(update={"options": options})


def _spec(kind: FieldKind, *names: str) -> FieldSpec | None:
    labels = tuple(dict.fromkeys(name[:_LONGEST_TITLE].strip() for name in names if asks(name)))
    return FieldSpec(kind=kind, title=labels[0], labels=labels) if labels else None


def address_field(run: Sequence[Blank]) -> FieldSpec:
    """Return the address that several places ask for in parts."""
    labels = ("Anschrift", *dict.fromkeys(blank.label or blank.tip for blank in run[:1]))
    return FieldSpec(kind=FieldKind.ADDRESS, title="Anschrift", labels=labels)


def listed_field(table: TableRows, printed: Print) -> FieldSpec | None:
    """Return the list of persons that a table asks for; None where it lists something else."""
    columns: dict[str, FieldSpec] = {}
    for number, blank in enumerate(table.first):
        for spec in written_field(blank):
            if spec is not None and number == 0 and spec.kind is FieldKind.TEXT and _born(table):
                columns |= {name: spec.model_copy(update={"kind": FieldKind.NAME}) for name in _NAMES}
            elif spec is not None:
                columns[distinct(field_id(spec.title), columns)] = spec
    if not set(_NAMES) & set(columns):
        return None
    if table.ticks:
        columns |= _ticked_column(table.ticks, printed)
    return FieldSpec(kind=FieldKind.PERSONS, title="Weitere Personen", columns=columns)


def _ticked_column(ticks: Sequence[Blank], printed: Print) -> dict[str, FieldSpec]:
    """Return the column of a table that is answered by tick boxes."""
    question = Question(tuple(ticks))
    title = plain_label(printed.column_head(Box.around([tick.box for tick in ticks])))
    words = [word for word in question.words if word]
    spec = _spec(FieldKind.YES_NO if question.yes_or_no else FieldKind.CHOICE, title, *words[:1])
    if spec is None or (not question.yes_or_no and len(words) < 2):  # noqa: PLR2004 - a choice has two options
        return {}
    options = {} if question.yes_or_no else {field_id(word): (word,) for word in words}
    return {field_id(spec.title): spec.model_copy(update={"options": options, "labels": spec.labels[:1]})}


def _born(table: TableRows) -> bool:
    """Whether a column asks for days of birth: then the first one asks who."""
    return any(field_id(name) == "geburtsdatum" for blank in table.first for name in (blank.label, blank.tip))
