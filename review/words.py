"""Short words for people: dates, ages, how sure something is, who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby

from review.texts import Texts

SURE = 0.95
FAIRLY_SURE = 0.8


def short_date(day: date) -> str:
    """Return ``02.11.2026``."""
    return f"{day:%d.%m.%Y}"


def local_time(moment: datetime, zone: tzinfo) -> str:
    """Return the wall clock's ``14:05``."""
    return f"{moment.astimezone(zone):%H:%M}"


def local_moment(moment: datetime, zone: tzinfo) -> str:
    """Return the wall clock's ``02.11.2026, 14:05``."""
    return f"{moment.astimezone(zone):%d.%m.%Y, %H:%M}"


def age(since: date, today: date, t: Texts) -> str:
    """Return how long something waits, in whole days."""
    days = (today - since).days
    return t("age.today") if days <= 0 else t.count("age.days", days)


def sureness(confidence: float) -> str:
    """Return the key of the words for a calibrated probability."""
    if confidence >= SURE:
        return "confidence.high"
    return "confidence.good" if confidence >= FAIRLY_SURE else "confidence.low"


def subject_words(subject: str, t: Texts) -> str:
    """Return in words who is meant by ``antragsteller`` or ``person-2``."""
    kind, _, number = subject.partition("-")
    return t("subject.person", n=number) if kind == "person" and number else t("subject.applicant")


def page_words(pages: Sequence[int], t: Texts) -> str:
    """Return page numbers (from 1) in words: ``Seiten 1–3, 5``."""
    key = "case.pages.one" if len(pages) == 1 else "case.pages.many"
    return t(key, pages=page_ranges(pages))


def page_ranges(pages: Sequence[int]) -> str:
    """Return page numbers as ranges: ``1–3, 5``."""
    numbered = enumerate(sorted(set(pages)))
    runs = (list(run) for _, run in groupby(numbered, key=lambda entry: entry[1] - entry[0]))
    ends = ((run[0][1], run[-1][1]) for run in runs)
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in ends)
