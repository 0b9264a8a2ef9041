"""Papers about payments: bank statements, invoices, benefits, maintenance."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from samples.attachments.facts import Facts, Incidentals
from samples.attachments.income import employment, payroll, share

SHOPS = (
    ("Kartenzahlung", "SUPERMARKT MUSTER SAGT DANKE"),
    ("Basislastschrift", "Stadtwerke Musterhausen Abschlag Strom"),
    ("Basislastschrift", "Musterfon Mobilfunk Rechnung"),
    ("Kartenzahlung", "Bäckerei Probe Filiale 12"),
    ("Basislastschrift", "Haftpflicht Beispiel Versicherung Beitrag"),
    ("Geldautomat", "GA Musterstadt Marktplatz"),
    ("Kartenzahlung", "DROGERIE BEISPIEL"),
    ("Überweisung", "Sportverein Musterstadt Beitrag"),
)


class Booking(NamedTuple):
    """One booking of a bank statement; ``amount`` is negative for debits."""

    day: date
    kind: str
    text: str
    amount: Decimal


def kontoauszug(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Bank statement of the month up to ``facts.issued``: the rent is among the bookings."""
    start = facts.issued - timedelta(days=30)
    rent = f"{facts.landlord} Miete {facts.address.street}"
    employer = employment(facts)["employer"]
    bookings = [
        Booking(
            start + timedelta(days=2),
            "Gehalt/Rente",
            f"{employer} Lohn/Gehalt",
            payroll(facts.amount, church=False)["net"],
        ),
        Booking(start + timedelta(days=3), "Dauerauftrag", rent, -facts.rent),
    ]
    for _ in range(x.whole(6, 12)):
        kind, text = x.pick(SHOPS)
        day = start + timedelta(days=x.whole(1, 29))
        bookings.append(Booking(day, kind, text, -Decimal(x.whole(400, 9800)) / 100))
    bookings.sort()
    opening = Decimal(x.whole(12000, 190000)) / 100
    return {
        "bank": x.name("banks"),
        "number": facts.issued.month,
        "start": start,
        "bookings": bookings,
        "opening": opening,
        "closing": opening + sum((booking.amount for booking in bookings), Decimal(0)),
        "credits": sum((booking.amount for booking in bookings if booking.amount > 0), Decimal(0)),
        "debits": -sum((booking.amount for booking in bookings if booking.amount < 0), Decimal(0)),
        "bic": x.pick(["MUSTDEFFXXX", "PROBDEM1XXX", "BEISDE21ABC"]),
    }


GOODS = (
    ("Waschmaschine BW 7000, Energieeffizienz A", 44900),
    ("Anfahrt und Montage", 6500),
    ("Malerarbeiten Wohnzimmer, 42 m²", 58800),
    ("Reparatur Heizungsventil", 12950),
    ("Schreibtischlampe", 3990),
    ("Arbeitsstunde Elektriker", 5850),
)


def rechnung(_facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Invoice: items, net sum, 19 % VAT, total."""
    rows = []
    for _ in range(x.whole(2, 4)):
        name, cents = x.pick(GOODS)
        count = x.whole(1, 3)
        rows.append((name, count, Decimal(cents) / 100, Decimal(cents * count) / 100))
    net = sum((row[3] for row in rows), Decimal(0))
    vat = share(net, "19")
    return {
        "rows": rows,
        "net": net,
        "vat": vat,
        "total": net + vat,
        "seller": x.name("employers"),
        "number": x.digits(6),
    }


def leistungsbescheid(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Decision on a benefit: needs, income taken into account, what is granted."""
    standard, housing = Decimal("563.00"), facts.rent
    need = standard + housing
    counted = Decimal(x.whole(0, 30) * 10)
    return {
        "standard": standard,
        "need": need,
        "counted": counted,
        "granted": need - counted,
        "file": f"{x.digits(5)}//{x.digits(7)}",
        "daily": (facts.amount * Decimal("0.4") / 30).quantize(Decimal("0.01")),
        "officer": x.surname(),
        "months": x.pick([6, 12]),
    }


def kindergeld(_facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Child benefit: its number and monthly amount."""
    return {"number": f"{x.digits(3)}FK{x.digits(6)}", "monthly": Decimal("259.00"), "officer": x.surname()}


def unterhalt(_facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Maintenance: monthly amount, deed number, the parent who pays."""
    return {
        "monthly": Decimal(x.whole(24, 62) * 10),
        "deed": f"{x.digits(4)}/{x.digits(4)}",
        "officer": x.surname(),
        "payer": f"{x.name('male')} {x.surname()}",
    }


CONTEXTS = {
    "kontoauszug": kontoauszug,
    "rechnung": rechnung,
    "leistungsbescheid": leistungsbescheid,
    "kindergeldnachweis": kindergeld,
    "unterhaltsnachweis": unterhalt,
}
