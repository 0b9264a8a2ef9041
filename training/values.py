"""What stands beside labels: names, dates, amounts and numbers, by the kinds of ``banks/README.md``."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from faker import Faker

from samples.attachments.mrz import Holder, td1, td3
from samples.people import fictitious_iban

TODAY: Final = date(2026, 11, 1)
MONTHS: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
ABROAD: Final = ("tr_TR", "pl_PL", "ro_RO", "en_GB", "fr_FR", "it_IT", "es_ES", "hr_HR", "vi_VN", "nl_NL")
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Values:
    """Draws values; equal generators draw equal ones."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._home = _faker("de_DE")
        self._home.seed_instance(rng.randrange(2**32))
        self._people = self._home
        if rng.random() < 0.3:  # noqa: PLR2004 - people from everywhere live here
            self._people = _faker(rng.choice(ABROAD))
            self._people.seed_instance(rng.randrange(2**32))

    def fill(self, text: str) -> str:
        """Return the text with every placeholder filled anew; an unknown one stays."""
        return _PLACEHOLDER.sub(lambda found: self.of(found[1]), text)

    def of(self, kind: str) -> str:
        """Return a value of a kind."""
        return _MAKERS[kind](self) if kind in _MAKERS else kind

    def digits(self, count: int) -> str:
        """Return digits of which the first is no 0."""
        return str(self.rng.randrange(10 ** (count - 1), 10**count))

    def person(self) -> str:
        """Return a full name, in one of the orders that papers use."""
        first, last = self.first_name(), self.surname()
        title = self.rng.choice(("", "", "", "", "Herr ", "Frau ", "Herrn ", "Dr. "))
        return self.rng.choice((f"{title}{first} {last}", f"{title}{first} {last}", f"{last}, {first}"))

    def first_name(self) -> str:
        """Return a first name."""
        return str(self._people.first_name())

    def surname(self) -> str:
        """Return a family name."""
        return str(self._people.last_name())

    def day(self, years: float = 6) -> date:
        """Return a day of the last so many years."""
        return TODAY - timedelta(days=self.rng.randint(0, int(years * 365)))

    def date(self, years: float = 6) -> str:
        """Return a day as papers print it, mostly DD.MM.YYYY."""
        day = self.day(years)
        written = (
            *(["%d.%m.%Y"] * 6),
            *(
                "%d.%m.%y",
                "%Y-%m-%d",
                f"%d. {MONTHS[day.month - 1]} %Y",
                f"{day.day}. {MONTHS[day.month - 1]} %Y",
            ),
        )
        return day.strftime(self.rng.choice(written))

    def amount(self, most: float = 4000) -> str:
        """Return an amount in euros."""
        number = f"{self.rng.uniform(1, most):,.2f}".translate(str.maketrans(",.", ".,"))
        return self.rng.choice((number, number, f"{number} EUR", f"{number} €", number.replace(".", "")))

    def word(self) -> str:
        """Return a few words of no meaning for the type."""
        return str(self._home.city()) if self.rng.random() < 0.3 else str(self._home.word())  # noqa: PLR2004

    def home(self, what: str) -> str:
        """Return what Faker's German provider ``what`` makes, on one line."""
        return str(getattr(self._home, what)()).replace("\n", ", ")

    def code(self) -> str:
        """Return letters and digits."""
        signs = string.ascii_uppercase + string.digits
        return "".join(self.rng.choices(signs, k=self.rng.randint(4, 10)))

    def mrz(self) -> str:
        """Return a machine-readable zone of three lines."""
        holder = Holder(self.surname(), self.first_name(), self.day(80), TODAY, "F")
        number = self.code()[:9].ljust(9, "0")
        lines = self.rng.choice((td1("ID", number, holder), td3(number, holder)))
        return "\n".join(lines)


@cache
def _faker(locale: str) -> Any:
    return Faker(locale)


_MAKERS: Final[dict[str, Callable[[Values], str]]] = {
    "person": Values.person,
    "surname": Values.surname,
    "firstname": Values.first_name,
    "birthname": Values.surname,
    "birthday": lambda v: v.date(85),
    "date": Values.date,
    "day_month": lambda v: v.day().strftime("%d.%m."),
    "month": lambda v: f"{v.rng.choice(MONTHS)} {v.rng.randint(2019, 2026)}",
    "year": lambda v: str(v.rng.randint(2016, 2026)),
    "time": lambda v: f"{v.rng.randint(6, 21):02}:{v.rng.randint(0, 59):02}",
    "street": lambda v: v.home("street_address"),
    "plz": lambda v: v.home("postcode"),
    "town": lambda v: v.home("city_name"),
    "address": lambda v: v.home("address"),
    "company": lambda v: v.home("company"),
    "authority": lambda v: f"{v.rng.choice(('Stadt', 'Landkreis', 'Gemeinde', 'Amt'))} {v.home('city_name')}",
    "bank": lambda v: (
        f"{v.rng.choice(('Sparkasse', 'Volksbank', 'Raiffeisenbank', 'Bank'))} {v.home('city_name')}"
    ),
    "school": lambda v: f"{v.surname()}-{v.rng.choice(('Grundschule', 'Gymnasium', 'Realschule', 'Schule'))}",
    "doctor": lambda v: f"Dr. med. {v.surname()}",
    "health_insurer": lambda v: (
        f"{v.rng.choice(('BKK', 'IKK', 'AOK', 'Krankenkasse'))} {v.home('city_name')}"
    ),
    "amount": Values.amount,
    "small_amount": lambda v: v.amount(60),
    "percent": lambda v: f"{v.rng.uniform(0.5, 25):.{v.rng.randint(0, 2)}f}".replace(".", ",") + " %",
    "number": lambda v: v.digits(v.rng.randint(5, 10)),
    "short_number": lambda v: str(v.rng.randint(1, 99)),
    "letter_number": lambda v: f"{v.rng.choice(string.ascii_uppercase)}{v.digits(v.rng.randint(3, 8))}",
    "iban": lambda v: " ".join(re.findall(".{1,4}", fictitious_iban(v.rng))),
    "bic": lambda v: "".join(v.rng.choices(string.ascii_uppercase, k=4)) + "DE21XXX",
    "account": lambda v: v.digits(v.rng.randint(7, 10)),
    "plate": lambda v: f"{v.home('city_name')[:2].upper()}-{v.code()[:1]} {v.rng.randint(1, 9999)}",
    "phone": lambda v: v.home("phone_number"),
    "email": lambda v: v.home("email"),
    "website": lambda v: f"www.{v.home('domain_name')}",
    "tax_id": lambda v: v.digits(11),
    "tax_number": lambda v: f"{v.digits(3)}/{v.digits(3)}/{v.digits(5)}",
    "pension_number": lambda v: f"{v.digits(2)} {v.day(80):%d%m%y} {v.surname()[:1]} {v.digits(3)}",
    "insured_number": lambda v: f"{v.rng.choice(string.ascii_uppercase)}{v.digits(9)}",
    "parcel": lambda v: f"{v.rng.randint(1, 900)}/{v.rng.randint(1, 30)}",
    "vin": lambda v: f"W{v.code()}{v.digits(8)}"[:17],
    "area": lambda v: f"{v.rng.uniform(20, 900):.2f}".replace(".", ",") + " m²",
    "height": lambda v: f"{v.rng.randint(150, 198)} cm",
    "country": lambda v: v.home("country"),
    "nationality": lambda v: v.rng.choice(
        ("deutsch", "DEUTSCH", "türkisch", "polnisch", "ukrainisch", "syrisch")
    ),
    "job": lambda v: v.home("job"),
    "product": lambda v: v.home("word").capitalize(),
    "course": lambda v: v.rng.choice(
        ("Informatik B.Sc.", "Rechtswissenschaft", "Lehramt", "Maschinenbau M.Sc.")
    ),
    "scale": lambda v: f"1:{v.rng.choice((50, 100, 200, 250, 500, 1000))}",
    "text": lambda v: " ".join(v.word() for _ in range(v.rng.randint(1, 3))),
    "code": Values.code,
    "mrz": Values.mrz,
    "empty": lambda _: "",
}
