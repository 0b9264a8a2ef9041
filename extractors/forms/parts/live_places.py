"""Live fields of all persons but the applicant: where they stand, and what they are labelled with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contracts.fields import FieldKind, FieldSpec
from contracts.records import Box
from contracts.values import fold
from extractors.forms.labelling.labelled_paper import LabelledPaper
from extractors.forms.labelling.live_labels import Label, LiveLabels
from extractors.forms.labelling.phrases import find_phrase
from extractors.forms.page.owners import TYPED
from extractors.forms.parts.live_people import (
    FAMILY_THEN_GIVEN,
    GIVEN_THEN_FAMILY,
    Person,
    Place,
    groups_of_people,
    with_more,
)
from extractors.forms.values.names import FAMILY_FIRST, GIVEN_FIRST

GIVEN_NAME: Final = "vorname"
"""How words begin that ask for a given name, whatever else stands there: "Ihr Vorname"."""

ANSWERS: Final = ("ja", "nein")


def others_on(paper: LabelledPaper, spec: FieldSpec, *, under: bool) -> list[list[Person]]:
    """Return the live fields of all persons but the applicant, in groups of persons asked for alike.

    ``under`` says whether the form's labels stand under what they name.
    """
    places = [place for page in paper.pages for place in _places(page, spec, paper, under=under)]
    groups = []
    for number, people in enumerate(groups_of_people(places)):
        own = number == 0 and not _is_asked_before(people[0], paper)
        others = with_more(people, places, own=own)
        groups.append([_without_labels(each) for each in others] if own else others)
    return groups


def _without_labels(person: Person) -> Person:
    """Return a person beside the applicant, in whose row or column the labels stand that both share."""
    named = {
        name: place._replace(label=None) if place.field.kind in TYPED else place
        for name, place in person.named.items()
    }
    return person._replace(named=named)


def areas_of(people: list[Person]) -> Iterator[tuple[int, Box]]:
    """Yield page and place of persons' fields with those of their labels that stand around them."""
    for each in people:
        labels = [
            place.label.box for place in each.named.values() if place.label and place.field.kind in TYPED
        ]
        yield each.page, Box.around([each.box, *labels])


def _is_asked_before(person: Person, paper: LabelledPaper) -> bool:
    """Whether a given name is asked for before a person's: then that is the applicant's."""
    tops = [place.label.box.top for place in person.named.values() if place.label]
    top = min([person.anchor.top, *tops])
    return any(
        (each.page, each.box.bottom) < (person.page, top)
        and any(token.text.startswith(GIVEN_NAME) for token in each.tokens)
        for each in paper.segments
    )


def _places(page: int, spec: FieldSpec, paper: LabelledPaper, *, under: bool) -> Iterator[Place]:
    fields = paper.pages[page].widgets
    if not fields:
        return
    known = _known(page, spec, paper)
    labels = LiveLabels([*known, *_unknown(page, spec, known, paper)], fields, under=under)
    for field in fields:
        yield Place(page, field, labels.of(field))


def _known(page: int, spec: FieldSpec, paper: LabelledPaper) -> list[Label]:
    """Return where the labels of a person's fields stand, the longest of each place."""
    phrases = [(FAMILY_THEN_GIVEN, FAMILY_FIRST), (GIVEN_THEN_FAMILY, GIVEN_FIRST)]
    phrases += [(name, column.labels) for name, column in spec.columns.items()]
    found = [
        Label(hit.box, "", name)
        for name, labels in phrases
        for label in labels
        for hit in paper.find(label)
        if hit.page == page
    ]
    asked = [(name, column) for name, column in spec.columns.items() if column.kind is FieldKind.YES_NO]
    found += [
        Label(_whole(hit.box, page, paper), "", name)
        for name, column in asked
        for label in column.labels
        for hit in find_phrase(label, paper.segments)
        if hit.page == page
    ]
    found = [each for each in found if not _is_of_rows(each.box, page, paper)]
    kept: list[Label] = []
    for each in sorted(found, key=lambda each: -each.box.width * each.box.height):
        if not any(other.box.grown(1).holds(*each.box.middle) for other in kept):
            kept.append(each)
    return kept


def _is_of_rows(box: Box, page: int, paper: LabelledPaper) -> bool:
    """Whether the lines of a label have a field each right of them: "Name" over "Vorname" are two labels."""
    beside = [
        field.box.top
        for field in paper.pages[page].widgets
        if field.kind in TYPED and field.box.left >= box.right and box.top < field.box.middle[1] < box.bottom
    ]
    return bool(beside) and max(beside) - min(beside) > box.height / 3


def _unknown(page: int, spec: FieldSpec, known: list[Label], paper: LabelledPaper) -> Iterator[Label]:
    """Yield print that may be labels of other questions: no options, numbers of rows, nor remarks."""
    options = {
        fold(word) for column in spec.columns.values() for words in column.options.values() for word in words
    }
    for each in paper.segments:
        if each.page != page or each.folded in {*options, *ANSWERS} or each.text.startswith("("):
            continue
        if not any(map(str.isalpha, each.text)):
            continue
        if not any(label.box.grown(1).holds(*each.box.middle) for label in known):
            yield Label(each.box, each.folded)


def _whole(box: Box, page: int, paper: LabelledPaper) -> Box:
    """Return the place of the question that some words are part of."""
    return Box.around([box, *(e.box for e in paper.segments if e.page == page and e.box.holds(*box.middle))])
