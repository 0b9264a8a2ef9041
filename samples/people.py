"""Fictitious people: frozen records, a few named ones for demos, and a seeded generator for training.

Every person here is plainly made up. Names keep to the characters of Latin-1, because the standard
fonts of live PDF fields have no others.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from contracts.records import Record

EXAMPLE_IBAN = "DE89370400440532013000"
"""The example IBAN of the German banking associations; its check digits are right."""


class Address(Record):
    """A postal address in a made-up town."""

    street: str
    postcode: str
    town: str

    @property
    def town_line(self) -> str:
        """``12345 Musterstadt``."""
        return f"{self.postcode} {self.town}"

    @property
    def line(self) -> str:
        """``Musterstraße 5, 12345 Musterstadt``, as the reports write it."""
        return f"{self.street}, {self.town_line}"


class Person(Record):
    """One fictitious person.

    Attributes:
        geschlecht: ``männlich``, ``weiblich`` or ``divers``.
        verhaeltnis: One of the ids of the Wohngeld contract (``angestellt``, ``student``...).
        rolle: In a registration: ``ehepartner`` or ``kind``; empty for the applicant.
    """

    familienname: str
    vorname: str
    geburtsdatum: date
    geburtsort: str = "Musterstadt"
    geburtsname: str = ""
    geschlecht: str = "weiblich"
    staatsangehoerigkeit: str = "deutsch"
    familienstand: str = "ledig"
    religion: str = "keine"
    verhaeltnis: str = "angestellt"
    rolle: str = ""

    @property
    def name(self) -> str:
        """First name and family name."""
        return f"{self.vorname} {self.familienname}"

    @property
    def salutation(self) -> str:
        """``Herrn`` or ``Frau``, as in the address window of a letter."""
        return "Herrn" if self.geschlecht == "männlich" else "Frau"


class Household(Record):
    """An applicant with everyone and everything that an application asks for.

    Attributes:
        persons: The other people of the household, in the order of the form.
        rent: Monthly rent with running costs, in euros.
    """

    applicant: Person
    persons: tuple[Person, ...] = ()
    address: Address
    previous: Address
    landlord: str = "Wohnbau Musterstadt eG"
    landlord_address: Address
    iban: str = EXAMPLE_IBAN
    rent: Decimal = Decimal("575.00")
    moved_in: date = date(2021, 4, 1)
    telefon: str = "01234 567890"
    email: str = "post@example.org"


@cache
def names() -> dict[str, Any]:
    """The lists of names, streets and towns that people are made from."""
    text = files("samples").joinpath("names.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


MUSTERSTADT = Address(street="Musterstraße 5", postcode="12345", town="Musterstadt")
BEISPIELDORF = Address(street="Am Beispielweg 17", postcode="54321", town="Beispieldorf")
LANDLORD = Address(street="Genossenschaftsallee 1", postcode="12347", town="Musterstadt")

ERIKA = Household(
    applicant=Person(
        familienname="Musterfrau",
        vorname="Erika",
        geburtsdatum=date(1984, 8, 12),
        geburtsname="Beispiel",
        geburtsort="Beispielburg",
    ),
    address=MUSTERSTADT,
    previous=BEISPIELDORF,
    landlord_address=LANDLORD,
)
OEMER = Household(
    applicant=Person(
        familienname="Beispiel-Öztürk",
        vorname="Ömer",
        geburtsdatum=date(1979, 3, 5),
        geburtsort="Izmir",
        geschlecht="männlich",
        familienstand="verheiratet",
        verhaeltnis="arbeiter",
    ),
    address=Address(street="Lindenmusterweg 12 b", postcode="12349", town="Musterhausen"),
    previous=BEISPIELDORF,
    landlord="Gisela Vermieterin",
    landlord_address=LANDLORD,
    rent=Decimal("812.50"),
    moved_in=date(2019, 11, 15),
)
FAMILY = OEMER.model_copy(
    update={
        "persons": (
            Person(
                familienname="Beispiel-Öztürk",
                vorname="Gülay",
                geburtsdatum=date(1982, 4, 14),
                geburtsname="Muster",
                familienstand="verheiratet",
                rolle="ehepartner",
            ),
            Person(
                familienname="Beispiel-Öztürk",
                vorname="Can",
                geburtsdatum=date(2015, 5, 6),
                geschlecht="männlich",
                verhaeltnis="sonstige",
                rolle="kind",
            ),
        )
    }
)
MAX = Household(
    applicant=Person(
        familienname="Mustermann",
        vorname="Max",
        geburtsdatum=date(1990, 1, 31),
        geschlecht="männlich",
        familienstand="ledig",
        religion="ev",
    ),
    address=Address(street="Neue Mustergasse 3", postcode="12345", town="Musterstadt"),
    previous=BEISPIELDORF,
    landlord="Karl Wohnungsgeber",
    landlord_address=LANDLORD,
)


def seeded(seed: int) -> random.Random:
    """Return the source of chance for the generators: equal seeds make equal people."""
    return random.Random(seed)


def fictitious_iban(rng: random.Random) -> str:
    """Return an IBAN with right check digits (ISO 13616) of a bank that does not exist."""
    account = f"12345678{rng.randrange(10**10):010d}"
    check = 98 - int(account + "131400") % 97  # D is 13, E is 14
    return f"DE{check:02d}{account}"


def chance(rng: random.Random, share: float) -> bool:
    """Return True in ``share`` (0 to 1) of the cases."""
    return rng.random() < share


def random_address(rng: random.Random) -> Address:
    """Return an address in one of the made-up towns."""
    lists = names()
    house = f"{rng.randint(1, 180)}{rng.choice(['', '', '', '', 'a', ' b', ' C'])}"
    postcode, town = rng.choice(lists["towns"])
    return Address(street=f"{rng.choice(lists['streets'])} {house}", postcode=postcode, town=town)


def random_person(rng: random.Random, *, born: tuple[int, int] = (1945, 2006), **known: Any) -> Person:
    """Return a person born within ``born`` (years, inclusive); ``known`` fixes single attributes."""
    lists = names()
    geschlecht = known.get("geschlecht") or rng.choice(["männlich", "weiblich"])
    familienname = rng.choice(lists["family"])
    if chance(rng, 0.12):
        familienname += f"-{rng.choice(lists['family'])}"
    vorname = rng.choice(lists["male" if geschlecht == "männlich" else "female"])
    day = date(rng.randint(*born), 1, 1) + timedelta(days=rng.randrange(365))
    maiden = rng.choice(lists["family"]) if chance(rng, 0.2) else ""
    drawn = {
        "familienname": familienname,
        "vorname": vorname,
        "geburtsdatum": day,
        "geburtsort": rng.choice(lists["towns"])[1],
        "geburtsname": maiden,
        "geschlecht": geschlecht,
        "staatsangehoerigkeit": rng.choice(lists["nationalities"]),
        "familienstand": rng.choice(["ledig", "verheiratet", "geschieden", "verwitwet"]),
        "religion": rng.choice(["keine", "ev", "rk"]),
        "verhaeltnis": rng.choice(lists["relations"]),
    }
    return Person(**{**drawn, **known})


def random_household(rng: random.Random, *, today: date, max_persons: int = 3) -> Household:
    """Return a household whose other members share the applicant's family name."""
    applicant = random_person(rng)
    members = []
    for _ in range(rng.randint(0, max_persons)):
        child = chance(rng, 0.6)
        born = (today.year - 16, today.year - 1) if child else (1955, 2000)
        members.append(
            random_person(
                rng,
                born=born,
                familienname=applicant.familienname,
                rolle="kind" if child else "ehepartner",
                verhaeltnis="sonstige" if child else rng.choice(names()["relations"]),
                familienstand="ledig" if child else "verheiratet",
            )
        )
    return Household(
        applicant=applicant,
        persons=tuple(members),
        address=random_address(rng),
        previous=random_address(rng),
        landlord=rng.choice(names()["landlords"]),
        landlord_address=random_address(rng),
        iban=fictitious_iban(rng),
        rent=Decimal(rng.randint(28000, 145000)) / 100,
        moved_in=today - timedelta(days=rng.randint(5, 4000)),
        telefon=f"0{rng.randint(1000, 9999)} {rng.randint(10000, 9999999)}",
        email=f"post{rng.randint(1, 999)}@example.org",
    )
