"""What an attachment says: the facts that checks look at, and made-up incidentals around them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from contracts.records import Record
from samples.people import Address, Household, Person, fictitious_iban, names

T = TypeVar("T")

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)


class Facts(Record):
    """The facts of one attachment; a test makes it right, expired or somebody else's by these.

    Attributes:
        issued: Date of issue, of signing or of the statement's last day.
        valid_until: Last day of validity, for documents that have one.
        month: First day of the month covered (payslips).
        amount: The document's main amount in euros: gross pay, pension, benefit.
        other: The second grown-up of a document: spouse or representative.
        child: The child that a document is about.
        plate: Registration mark of a vehicle, with its blanks.
        parcel: Number of a plot (Flurstück).
        seed: Fixes everything incidental; the same for all documents of one household.
    """

    person: Person
    address: Address
    previous: Address
    landlord: str
    landlord_address: Address
    iban: str
    rent: Decimal
    moved_in: date
    issued: date
    valid_until: date
    month: date
    amount: Decimal = Decimal("2480.00")
    other: Person
    child: Person
    plate: str = "MU S 1234"
    parcel: str = "123/4"
    seed: int = 0


def facts_of(household: Household, *, today: date, **changes: Any) -> Facts:
    """Return the facts of a document about ``household`` that is in order on ``today``."""
    by_role = {person.rolle: person for person in reversed(household.persons)}
    name = household.applicant.familienname
    spouse = Person(familienname=name, vorname="Andrea", geburtsdatum=date(1985, 5, 23), rolle="ehepartner")
    child = Person(familienname=name, vorname="Mia", geburtsdatum=date(today.year - 5, 7, 9), rolle="kind")
    plain: dict[str, Any] = {
        "person": household.applicant,
        "other": by_role.get("ehepartner", spouse),
        "child": by_role.get("kind", child),
        "issued": today - timedelta(days=20),
        "valid_until": today.replace(day=1) + timedelta(days=1500),
        "month": (today.replace(day=1) - timedelta(days=1)).replace(day=1),
    }
    shared = ("address", "previous", "landlord", "landlord_address", "iban", "rent", "moved_in")
    plain |= {name: getattr(household, name) for name in shared}
    return Facts(**{**plain, **changes})


def months_before(day: date, count: int) -> date:
    """Return the first day of the month ``count`` months before the month of ``day``."""
    index = day.year * 12 + day.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


class Incidentals:
    """Seeded choices for whatever a document says beside its facts."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)

    def digits(self, count: int) -> str:
        """A number of ``count`` digits that does not begin with 0."""
        return str(self.rng.randrange(10 ** (count - 1), 10**count))

    def pick(self, options: Sequence[T]) -> T:
        """One of ``options``."""
        return self.rng.choice(options)

    def name(self, kind: str) -> str:
        """One name of a list of ``names.yaml`` (``employers``, ``banks``, ``health``...)."""
        return str(self.rng.choice(names()[kind]))

    def surname(self) -> str:
        """A family name."""
        return self.name("family")

    def whole(self, low: int, high: int) -> int:
        """A whole number between ``low`` and ``high``, both possible."""
        return self.rng.randint(low, high)

    def iban(self) -> str:
        """An IBAN of a bank that does not exist."""
        return fictitious_iban(self.rng)
