"""What the form says in one field, ready to be looked for in a document: how, and in which spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from checks.addresses import find_address, shows_addresses
from checks.case import Subject
from checks.dates import find_date, shows_dates
from checks.names import find_given_name, find_surname
from checks.parcels import find_parcel, shows_parcels
from checks.plates import find_plate, find_text, shows_plates
from checks.words import Sighting, Words
from contracts.fields import FieldKind
from contracts.findings import FieldState
from contracts.reading import TextSource

SURE_FIELD = 0.6
"""Below this confidence what the form says may be misread: a document that differs is only doubtful."""
GIVEN_NAME = "vorname"
SURNAME = "familienname"
BIRTH_NAME = "geburtsname"
PARCEL = "flurstueck"

Finder = Callable[[str, Words], Sighting]


class Way(NamedTuple):
    """How one kind of field is looked up.

    Attributes:
        shows: Whether a document shows anything of the kind, so that it can differ.
        differs: Code of the reason when it does.
    """

    find: Finder
    shows: Callable[[Words], bool]
    differs: str


def _always(_: Words) -> bool:
    return True


_SURNAME = Way(find_surname, _always, "other_name")
_GIVEN_NAME = Way(find_given_name, _always, "other_name")
_PARCEL = Way(find_parcel, shows_parcels, "other_parcel")
_TEXT = Way(find_text, _always, "other_value")
_WAYS = {
    FieldKind.NAME: _SURNAME,
    FieldKind.ADDRESS: Way(find_address, shows_addresses, "other_address"),
    FieldKind.DATE: Way(find_date, shows_dates, "other_date"),
    FieldKind.PLATE: Way(find_plate, shows_plates, "other_plate"),
}
_NUMBERED = (FieldKind.ADDRESS, FieldKind.DATE, FieldKind.PLATE)


class Wanted(NamedTuple):
    """What the form says in one field, ready to be looked for in a paper.

    Attributes:
        value: Normalised where the form could be read, else as far as it was read.
        sure: Whether the form could be read.
        scanned: Whether OCR read the form, so that its letters may be wrong.
        spellings: The value, and others that are accepted in its stead.
    """

    name: str
    title: str
    way: Way
    value: str
    sure: bool
    scanned: bool
    spellings: tuple[str, ...]

    @property
    def is_misread(self) -> bool:
        """Whether what the form seems to say cannot be a value of its kind, as a label beside it.

        Addresses, days, plates and plots have numbers; a label would be found in any paper.
        """
        numbered = self.way in {_PARCEL, *(_WAYS[kind] for kind in _NUMBERED)}
        return not self.sure and numbered and not any(map(str.isdigit, self.value))

    @property
    def is_name(self) -> bool:
        """Whether it is a name of a person."""
        return self.way in {_SURNAME, _GIVEN_NAME}

    @property
    def is_day(self) -> bool:
        """Whether it is a day."""
        return self.way is _WAYS[FieldKind.DATE]


def wanted_of(name: str, subject: Subject) -> Wanted | None:
    """Return what a field says, or None where the form leaves it empty or does not ask it."""
    reading, spec = subject.reading(name), subject.specs.get(name)
    if reading is None or spec is None or reading.state is FieldState.EMPTY:
        return None
    filled = reading.state is FieldState.FILLED and reading.value is not None
    value = reading.value or reading.raw
    return Wanted(
        name=name,
        title=spec.title or name,
        way=_way(name, spec.kind),
        value=value,
        sure=filled and reading.confidence >= SURE_FIELD,
        scanned=reading.source is TextSource.OCR,
        spellings=tuple(_spellings(name, value, subject)),
    )


def unsaid_surname(name: str, subject: Subject) -> Wanted | None:
    """Return what must stand in a paper of somebody listed without a surname: the family's or the given name.

    A paper that has neither is somebody else's.
    """
    given, family = wanted_of(GIVEN_NAME, subject), subject.family
    if name != SURNAME or SURNAME not in subject.specs or given is None or family is None or not family.value:
        return None
    sure = given.sure and family.confidence >= SURE_FIELD
    scanned = given.scanned or family.source is TextSource.OCR
    spellings = (family.value, *given.value.split())
    return given._replace(way=_SURNAME, sure=sure, scanned=scanned, spellings=spellings)


def _way(name: str, kind: FieldKind) -> Way:
    if name.endswith(GIVEN_NAME):
        return _GIVEN_NAME
    return _PARCEL if name.endswith(PARCEL) else _WAYS.get(kind, _TEXT)


def _spellings(name: str, value: str, subject: Subject) -> Iterator[str]:
    yield value
    birth = subject.reading(BIRTH_NAME) if name == SURNAME else None
    if birth is not None and birth.value:
        yield birth.value
