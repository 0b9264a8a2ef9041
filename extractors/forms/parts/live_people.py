"""Live fields of persons: the same fields with the same labels again, at the same distances.

A table with a row for each person, one with a column for each, and cards with labels of their own are all
alike to this: live fields stand exactly where they are said to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from contracts.reading import Widget
from contracts.records import Box
from extractors.forms.labelling.live_labels import Label
from extractors.forms.page.owners import TYPED

FAMILY_THEN_GIVEN, GIVEN_THEN_FAMILY = "family, given", "given family"
"""Names of labels that ask for the full name in one field."""

ANCHORS: Final = ("vorname", FAMILY_THEN_GIVEN, GIVEN_THEN_FAMILY)
BORN: Final = "geburtsdatum"
"""Each person has a given name, and a birthday: owners of accounts, or of houses, have no birthday."""

ALIKE: Final = 2.0
"""Points by which distances, and sizes, of such fields differ at most."""

LEAST: Final = 2
"""So many persons show that their fields are repeated."""

LINE: Final = 6.0
"""Points by which fields of one line differ in height."""

BEFORE: Final = 60.0
"""Points over the name by which a person's fields begin at most, where persons stand below each other."""


class Place(NamedTuple):
    """A live field of a form.

    Attributes:
        label: Its known label, if it has one.
    """

    page: int
    field: Widget
    label: Label | None

    @property
    def name(self) -> str | None:
        """What its label asks for."""
        return self.label.name if self.label else None


class Person(NamedTuple):
    """The live fields of a person.

    Attributes:
        named: By the names of their labels.
        more: All others: tick boxes, answers to other questions.
    """

    page: int
    named: Mapping[str, Place]
    more: tuple[Place, ...] = ()

    @property
    def anchor(self) -> Box:
        """The place of the name."""
        return next(self.named[name].field.box for name in ANCHORS if name in self.named)

    @property
    def places(self) -> tuple[Place, ...]:
        """All fields."""
        return (*self.named.values(), *self.more)

    @property
    def box(self) -> Box:
        """The place of all fields."""
        return Box.around([each.field.box for each in self.places])


def groups_of_people(places: Sequence[Place]) -> list[list[Person]]:
    """Return persons whose fields are repeated, group by group, each in reading order."""
    groups = []
    for anchors in _alike([each for each in places if each.name in ANCHORS and each.field.kind in TYPED]):
        people = _people(anchors, places)
        if len(people) >= LEAST:
            groups.append(in_order(people))
    return sorted(groups, key=lambda group: (group[0].page, group[0].anchor.top))


def in_order(people: Sequence[Person]) -> list[Person]:
    """Return persons in reading order: those on one line from left to right."""
    return sorted(people, key=lambda each: (each.page, round(each.anchor.top / LINE), each.anchor.left))


def with_more(people: Sequence[Person], places: Sequence[Place], *, own: bool) -> list[Person]:
    """Return persons with the other fields near them that all have at the same distance.

    ``own`` says that the first is the applicant, who may be asked otherwise: he only keeps what is near him.
    """
    others = people[own:]
    taken = [place.field for each in people for place in each.named.values()]
    more: dict[int, list[Place]] = {}
    for place in places:
        if place.field in taken:
            continue
        fitting = []
        for number, person in enumerate(people):
            offset = offset_of(person.anchor, place.field.box)
            asked = (own and not number) or _is_repeated(offset, others, places)
            if person.page == place.page and asked and _is_near(person, place.field, people):
                fitting.append((_length(offset), number))
        if fitting:
            more.setdefault(min(fitting)[1], []).append(place)
    found = [each._replace(more=tuple(more.get(number, ()))) for number, each in enumerate(people)]
    return found[own:]


def _alike(anchors: Sequence[Place]) -> list[list[Place]]:
    """Return names in groups of fields with one label and one size."""
    groups: list[list[Place]] = []
    for each in anchors:
        for group in groups:
            first = group[0]
            width = abs(first.field.box.width - each.field.box.width)
            height = abs(first.field.box.height - each.field.box.height)
            if first.name == each.name and max(width, height) <= ALIKE:
                group.append(each)
                break
        else:
            groups.append([each])
    return groups


def _people(anchors: Sequence[Place], places: Sequence[Place]) -> list[Person]:
    """Return the persons of a group, with the fields that have the same label at the same distance."""
    people = [Person(each.page, {each.name or "": each}) for each in anchors]
    names = {each.name for each in places if each.name} - set(ANCHORS)
    for name in sorted(names, key=lambda name: (name != BORN, name)):
        labelled = [each for each in places if each.name == name]
        offset = _usual_offset(people, labelled)
        if offset is None:
            continue
        found = [(person, _at(person, offset, labelled)) for person in people]
        people = [
            person if place is None else person._replace(named={**person.named, name: place})
            for person, place in found
            if place is not None or name != BORN
        ]
    return [person for person in people if BORN in person.named]


def _usual_offset(people: Sequence[Person], places: Sequence[Place]) -> tuple[float, float] | None:
    """Return where a field stands, seen from the name: the distance that most share, else the shortest."""
    offsets = [
        offset_of(person.anchor, place.field.box)
        for person in people
        for place in places
        if place.page == person.page
    ]
    shared = Counter(
        {offset: sum(_same(offset, other) for other in offsets) for offset in dict.fromkeys(offsets)}
    )
    best = max(shared, key=lambda each: (shared[each], -_length(each)), default=None)
    return best if best is not None and shared[best] >= LEAST else None


def _at(person: Person, offset: tuple[float, float], places: Iterable[Place]) -> Place | None:
    at = (
        each
        for each in places
        if each.page == person.page and _same(offset_of(person.anchor, each.field.box), offset)
    )
    return next(at, None)


def _is_repeated(offset: tuple[float, float], people: Sequence[Person], places: Sequence[Place]) -> bool:
    return all(_at(person, offset, places) is not None for person in people)


def _is_near(person: Person, field: Widget, people: Sequence[Person]) -> bool:
    """Whether a field is closer to a person's name than that of the next one below is.

    Where persons stand side by side, a column each, it stands in the person's column.
    """
    own = [each.field.box for each in person.named.values()]
    down = [abs(each.anchor.top - person.anchor.top) for each in people if each.page == person.page]
    pitch = min((each for each in down if each > LINE), default=None)
    if pitch is not None:
        return -BEFORE < field.box.middle[1] - person.anchor.middle[1] < pitch
    column = Box.around(own)
    in_column = all(abs(box.left - own[0].left) <= ALIKE for box in own)
    return not in_column or column.left - ALIKE < field.box.middle[0] < column.right + ALIKE


def offset_of(one: Box, other: Box) -> tuple[float, float]:
    """Return how far right and down a place begins, seen from another."""
    return other.left - one.left, other.top - one.top


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= ALIKE and abs(one[1] - other[1]) <= ALIKE


def _length(vector: tuple[float, float]) -> float:
    return abs(vector[0]) + abs(vector[1])
