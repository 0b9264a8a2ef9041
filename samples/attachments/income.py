"""Income papers: payslips, certificates, pensions and tax, with sums that are right."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from samples.attachments.facts import Facts, Incidentals, months_before

CENT = Decimal("0.01")


def share(amount: Decimal, percent: str) -> Decimal:
    """Return ``percent`` of ``amount``, rounded to cents."""
    return (amount * Decimal(percent) / 100).quantize(CENT, ROUND_HALF_UP)


def wage_tax(gross: Decimal) -> Decimal:
    """Return a plausible wage tax of a month (a made-up tariff, near tax class I)."""
    taxable = max(gross - Decimal(1450), Decimal(0))
    return (taxable * Decimal("0.17") + taxable * taxable * Decimal("0.000026")).quantize(CENT, ROUND_HALF_UP)


def payroll(gross: Decimal, *, church: bool) -> dict[str, Decimal]:
    """Return the deductions of a month and what is paid out; every sum adds up."""
    tax = wage_tax(gross)
    parts = {
        "tax": tax,
        "solidarity": Decimal("0.00"),
        "church": share(tax, "9") if church else Decimal("0.00"),
        "health": share(gross, "8.75"),
        "pension": share(gross, "9.3"),
        "unemployment": share(gross, "1.3"),
        "care": share(gross, "2.4"),
    }
    parts["tax_total"] = parts["tax"] + parts["solidarity"] + parts["church"]
    parts["social_total"] = parts["health"] + parts["pension"] + parts["unemployment"] + parts["care"]
    parts["net"] = gross - parts["tax_total"] - parts["social_total"]
    return parts


def employment(facts: Facts) -> dict[str, Any]:
    """Return the job, the same on all papers of a household."""
    x = Incidentals(f"{facts.seed}/job")
    born = facts.person.geburtsdatum
    return {
        "employer": x.name("employers"),
        "staff_number": x.digits(5),
        "tax_id": x.digits(11),
        "insurance": f"{x.digits(2)}{born:%d%m%y}{facts.person.familienname[0].upper()}{x.digits(3)}",
        "health_fund": x.name("health"),
        "entry": date(x.whole(2009, 2023), x.whole(1, 12), 1),
        "hours": x.pick(["38,5", "39,0", "40,0", "30,0", "20,0"]),
        "job": x.pick(["Sachbearbeitung", "Lagerarbeit", "Verkauf", "Pflege", "Produktion", "Buchhaltung"]),
    }


def gehaltsabrechnung(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Payslip of ``facts.month``: types of wages, deductions, year's totals."""
    gross = facts.amount
    allowance = Decimal(x.whole(4, 16) * 10)
    month = facts.month.month
    church = facts.person.religion in {"ev", "rk"}
    pay = payroll(gross, church=church)
    return {
        **employment(facts),
        "gross": gross,
        "base": gross - allowance,
        "allowance": allowance,
        "pay": pay,
        "year_gross": gross * month,
        "year_tax": pay["tax"] * month,
        "year_social": pay["social_total"] * month,
        "tax_class": x.pick(["I", "I", "III", "IV"]),
        "confession": facts.person.religion if church else "--",
        "rate": (gross / Decimal("166.75")).quantize(CENT, ROUND_HALF_UP),
    }


def verdienstbescheinigung(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Employer's certificate of the last twelve months."""
    months = [months_before(facts.issued, back) for back in range(12, 0, -1)]
    bonus = Decimal(x.whole(3, 12) * 100)
    rows = [(month, facts.amount, bonus if month.month == 11 else Decimal("0.00")) for month in months]  # noqa: PLR2004 -- November pays the bonus
    regular = facts.amount * 12
    return {
        **employment(facts),
        "rows": rows,
        "regular": regular,
        "bonus": bonus,
        "total": regular + bonus,
    }


def rentenbescheid(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Pension: points, gross amount, insurance shares, what is paid."""
    value = Decimal("40.79")
    gross = facts.amount
    points = (gross / value).quantize(Decimal("0.0001"))
    health, care = share(gross, "7.3"), share(gross, "3.6")
    extra = share(gross, "1.25")
    return {
        "insurance": employment(facts)["insurance"],
        "value": value,
        "points": points,
        "gross": gross,
        "health": health,
        "extra": extra,
        "care": care,
        "net": gross - health - extra - care,
        "before": share(gross, "96.4"),
        "kind": x.pick(
            [
                "Altersrente für langjährig Versicherte",
                "Regelaltersrente",
                "Rente wegen voller Erwerbsminderung",
            ]
        ),
        "start": months_before(facts.issued, x.whole(0, 30)),
    }


def einkommensteuerbescheid(facts: Facts, x: Incidentals) -> dict[str, Any]:
    """Income tax notice of the year before last: income, deductions, tax, prepayments."""
    profit = facts.amount * 12
    costs, expenses = Decimal(x.whole(8, 30) * 40), Decimal(x.whole(20, 60) * 100)
    income = profit - costs
    taxable = income - expenses
    tax = max((taxable - Decimal(12096)) * Decimal("0.23"), Decimal(0)).quantize(Decimal(1))
    paid = Decimal(x.whole(0, 30) * 100)
    return {
        "year": facts.issued.year - 1,
        "tax_number": f"{x.digits(3)}/{x.digits(4)}/{x.digits(4)}",
        "tax_id": x.digits(11),
        "profit": profit,
        "costs": costs,
        "income": income,
        "expenses": expenses,
        "taxable": taxable,
        "tax": tax,
        "paid": paid,
        "due": tax - paid,
        "business": x.pick(["Einkünfte aus Gewerbebetrieb", "Einkünfte aus selbständiger Arbeit"]),
    }


CONTEXTS = {
    "gehaltsabrechnung": gehaltsabrechnung,
    "verdienstbescheinigung": verdienstbescheinigung,
    "rentenbescheid": rentenbescheid,
    "einkommensteuerbescheid": einkommensteuerbescheid,
}
