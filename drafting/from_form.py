"""A contract from a blank form: its places with their labels become fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.reading import DocumentText, PageInk, PageText
from contracts.records import Box
from contracts.values import fold
from drafting.blanks import Blank, BlankKind
from drafting.draft import Draft, DraftField
from drafting.flat_blanks import flat_blanks
from drafting.headings import has_heading, headings, section_of, titles_of
from drafting.ids import address_id, distinct, field_id, plain_label
from drafting.kinds import guess_kind
from drafting.live_blanks import live_blanks
from drafting.printed import Print, asks
from drafting.questions import Question, TableRows, address_runs, place_and_day, questions, stem, tables
from extractors.forms.marks import InkPicture
from extractors.forms.names import FAMILY_FIRST, GIVEN_FIRST

_OF_OFFICE: Final = re.compile(
    r"nur von der|vom amt|von der behord|behordlich|eingangsstempel|tagesstempel|eingangsvermerk|"
    r"amtl(iche)? vermerke|wird nicht vom|nicht vom antrag|bearbeitungsvermerk|gemeindekennzahl"
)
_USUALLY_REQUIRED: Final = frozenset(
    {"familienname", "vorname", "geburtsdatum", "anschrift", "ort_datum", "unterschrift"}
)
_COMBS: Final = {8: FieldKind.DATE, 11: FieldKind.TAX_ID, 22: FieldKind.IBAN}
_BOTH_NAMES: Final = frozenset(map(fold, (*FAMILY_FIRST, *GIVEN_FIRST)))
_NAMES: Final = ("familienname", "vorname")
_VAGUE: Final = frozenset(
    map(fold, ("Datum", "Nr", "bis", "von", "ab", "seit", "Euro", "EUR", "Tag", "Monat", "Jahr", "Art"))
)
"""Labels that say too little alone: the live field's own words stand before them."""
_PLACE_DAY: Final = ("Ort, Datum", "Ort und Datum")
_LONGEST_TITLE: Final = 90


Group = tuple[Blank, FieldSpec | None, tuple[str, ...]]
"""The first place of a field, the field (None if nothing says what it asks), and notes."""


class NothingToFill(ValueError):
    """A file has neither live fields nor places that look as if somebody writes there."""


def draft_from_form(
    document: DocumentText,
    inks: Mapping[int, PageInk],
    *,
    id: str,
    version: str,  # noqa: A002 - the contract's own word
) -> Draft:
    """Propose a contract for a blank form.

    Args:
        document: The form, read.
        inks: Of the pages that have no live fields, by page number.

    Raises:
        NothingToFill: if no place to fill is found on any page.
    """
    collected = _Collected()
    for page in document.pages:
        printed, blanks = _blanks(page, page.ink or inks.get(page.index))
        collected.take(printed, blanks)
    if not collected.fields:
        raise NothingToFill(document.file)
    titles = titles_of(Print(document.pages[0]))
    return Draft(
        id=id,
        title=titles[0],
        version=version,
        titles=titles,
        fields=collected.finished(),
        source=f"dem leeren Formular {document.file}",
        notes=collected.notes(),
    )


def _blanks(page: PageText, ink: PageInk | None) -> tuple[Print, list[Blank]]:
    if page.widgets or ink is None:
        return live_blanks(page)
    printed, blanks = flat_blanks(page, InkPicture(ink))
    found = headings(printed, [blank for blank in blanks if blank.kind is BlankKind.TICK])
    return printed, [blank for blank in blanks if not has_heading(blank.label, found)]


class _Collected:
    """The fields of all pages so far."""

    def __init__(self) -> None:
        self.fields: list[DraftField] = []
        self._left_out: list[str] = []
        self._unnamed = 0
        self._said: set[str] = set()

    def take(self, printed: Print, blanks: Sequence[Blank]) -> None:
        """Take the places of one page, in reading order."""
        found = headings(printed, blanks)
        groups = self._groups(printed, blanks)
        for first, spec, notes in sorted(groups, key=lambda group: group[0].order):
            self._add(first, spec, notes, section=section_of(first.box, found))

    def _groups(self, printed: Print, blanks: Sequence[Blank]) -> list[Group]:
        groups: list[Group] = []
        taken: set[Blank] = set()
        for table in tables(blanks):
            spec = _listed(table, printed)
            if spec is not None:
                groups.append((table.first[0], spec, (f"Tabelle mit {table.rows} Zeilen.",)))
                taken.update(table.all)
        for run in address_runs([blank for blank in blanks if blank not in taken]):
            groups.append((run[0], _address(run), ()))
            taken.update(run)
        pair = place_and_day([blank for blank in blanks if blank not in taken])
        if pair is not None:
            groups.append(
                (pair[0], FieldSpec(kind=FieldKind.PLACE_DATE, title="Ort und Datum", labels=_PLACE_DAY), ())
            )
            taken.update(pair)
        asked = _asked([blank for blank in blanks if blank not in taken], printed)
        said = {fold(spec.title) for _, spec, _ in asked if spec is not None}
        return (
            groups
            + asked
            + [
                (blank, spec, ())
                for blank in blanks
                if blank.kind is not BlankKind.TICK and blank not in taken
                for spec in _written(blank)
                if spec is None or fold(spec.title) not in said
            ]
        )

    def _add(self, first: Blank, spec: FieldSpec | None, notes: tuple[str, ...], *, section: str) -> None:
        if spec is None or not spec.title:
            self._unnamed += 1
            return
        if not first.label and first.kind is BlankKind.TEXT and fold(first.tip) in self._said:
            return  # a further row of what was taken already
        self._said |= {fold(first.label), fold(first.tip)}
        if _OF_OFFICE.search(fold(f"{spec.title} {first.tip} {section}")):
            self._left_out.append(spec.title)
            return
        wanted = address_id(spec.title) if spec.kind is FieldKind.ADDRESS else field_id(spec.title)
        if spec.kind is FieldKind.SIGNATURE and not any(f.name == "unterschrift" for f in self.fields):
            wanted = "unterschrift"
        if spec.kind is FieldKind.PLACE_DATE:
            wanted = "ort_datum"
        name = distinct(wanted, [field.name for field in self.fields], within=section)
        self.fields.append(DraftField(name=name, spec=spec, section=section, notes=notes))

    def finished(self) -> tuple[DraftField, ...]:
        """Return all fields; equal labels are told apart by their headings."""
        labels = [label for field in self.fields for label in map(fold, field.spec.labels)]
        return tuple(_finished(field, labels) for field in self.fields)

    def notes(self) -> tuple[str, ...]:
        """Return what the admin has to know about the whole."""
        notes = [
            "Rechtsgrundlage und Nachweise stehen auf keinem Formular so, dass sie sich ablesen ließen: bitte ergänzen."
        ]
        if self._left_out:
            notes.append(
                f"Weggelassen, weil das Amt sie ausfüllt: {', '.join(dict.fromkeys(self._left_out))}."
            )
        if self._unnamed:
            notes.append(f"{self._unnamed} Stellen ohne erkennbare Beschriftung sind nicht aufgenommen.")
        return tuple(notes)


def _asked(blanks: Sequence[Blank], printed: Print) -> list[Group]:
    """Return the fields with tick boxes; options in several columns answer one question."""
    found: list[Group] = []
    for question in questions(blanks, printed.begins_question):
        spec = _ticked(question, printed)
        same = next((at for at, (_, known, _) in enumerate(found) if _one_question(known, spec)), None)
        if same is None or spec is None:
            found.append((question.ticks[0], spec, ()))
        else:
            first, known, notes = found[same]
            options = {**spec.options, **(known.options if known else {})}
            found[same] = (first, spec.model_copy(update={"options": options}), notes)
    return found


def _one_question(one: FieldSpec | None, other: FieldSpec | None) -> bool:
    if one is None or other is None or not one.options or not other.options:
        return False
    return one.title == other.title and not set(one.options) & set(other.options)


def _finished(field: DraftField, labels: Sequence[str]) -> DraftField:
    spec = field.spec
    shared = any(labels.count(fold(label)) > 1 for label in spec.labels) or spec.kind is FieldKind.ADDRESS
    sections = (field.section,) if field.section and (shared or spec.kind is FieldKind.PERSONS) else ()
    required = field.name in _USUALLY_REQUIRED or spec.required
    return field.model_copy(
        update={"spec": spec.model_copy(update={"sections": sections, "required": required})}
    )


def _written(blank: Blank) -> list[FieldSpec | None]:
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


def _ticked(question: Question, printed: Print) -> FieldSpec | None:
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


def _address(run: Sequence[Blank]) -> FieldSpec:
    labels = ("Anschrift", *dict.fromkeys(blank.label or blank.tip for blank in run[:1]))
    return FieldSpec(kind=FieldKind.ADDRESS, title="Anschrift", labels=labels)


def _listed(table: TableRows, printed: Print) -> FieldSpec | None:
    """Return the list of persons that a table asks for; None where it lists something else."""
    columns: dict[str, FieldSpec] = {}
    for number, blank in enumerate(table.first):
        for spec in _written(blank):
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
