"""Machine-readable zones are read by their rules."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from extractors.ocr.network_engine import NetworkEngine
from extractors.ocr.set_lines import read_set_line
from extractors.ocr.zone_rules import TD1, TD2, TD3, Zone, agreeing, folded
from extractors.pictures.cleaning import whiten
from samples.attachments import facts_of, render
from samples.attachments.mrz import Holder, td1, td2, td3
from samples.degrade import office_scan, pictures_of
from samples.people import ERIKA

TODAY = date(2026, 11, 21)
HOLDER = Holder("Musterfrau", "Erika", date(1984, 8, 12), date(2031, 10, 31))
SIGNS = "AB<"


def probabilities(text: str, *, each: int = 4) -> np.ndarray:
    """Return steps of a line in which each sign is seen once, then blank."""
    steps = np.full((len(text) * each, 1 + len(SIGNS)), -9, np.float32)
    steps[:, 0] = -0.1
    for place, sign in enumerate(text):
        middle = place * each + each // 2
        steps[middle] = -5
        if sign in SIGNS:
            steps[middle, 1 + SIGNS.index(sign)] = -0.1
    return steps


def test_the_most_probable_line_is_read() -> None:
    """Signs come in their places, the same sign twice too."""
    found = read_set_line(probabilities("AAB<<B"), SIGNS, [SIGNS] * 6, rim=0)
    assert found is not None
    assert found.text == "AAB<<B"
    assert max(map(abs, found.certainties)) < 0.2


def test_what_is_not_seen_is_filled_in() -> None:
    """The line has its length where a sign is not seen, and only signs that may stand there."""
    found = read_set_line(probabilities("A?B<?<"), SIGNS, ["A", "B", "AB", "<", "<", "<"], rim=0)
    assert found is not None
    assert found.text == "ABB<<<"
    assert found.certainties[1] < -4
    assert {rival.sign for rival in found.rivals[2]} == {"A"}


def test_a_picture_too_short_is_no_line() -> None:
    """Of two steps no six signs are made."""
    assert read_set_line(probabilities("AA", each=1), SIGNS, [SIGNS] * 6, rim=0) is None


@pytest.mark.parametrize(
    ("zone", "lines"),
    [
        (TD1, td1("IDD", "L01X00T47", HOLDER, version="2108")),
        (TD2, td2("ITD", "L01X00T47", HOLDER)),
        (TD3, td3("L01X00T47", HOLDER)),
    ],
)
def test_check_digits_are_counted(zone: Zone, lines: list[str]) -> None:
    """Four agree; one wrong digit is noticed twice; a line too short tells nothing."""
    assert agreeing(zone, lines) == 4
    at, start, _ = zone.checked[1]
    wrong = list(lines)
    wrong[at] = lines[at][:start] + "1" + lines[at][start + 1 :]
    assert agreeing(zone, wrong) == 2
    assert agreeing(zone, [line[1:] for line in lines]) == 0


def test_letters_that_numbers_do_not_have_do_not_agree() -> None:
    """An O for a 0, and a T for a 7, change the check digit by ten together: neither may stand there."""
    lines = td1("ARD", "Y2MX70TTN", HOLDER)
    misread = [lines[0].replace("70TT", "TOTT"), *lines[1:]]
    assert agreeing(TD1, lines) == 4
    assert agreeing(TD1, misread) < 3


@pytest.mark.parametrize("layout", [1, 2, 3, 4])
def test_zones_of_scans_are_complete(layout: int) -> None:
    """Cards, passports and provisional cards on office scans are read so that all check digits agree."""
    facts = facts_of(ERIKA, today=TODAY, valid_until=TODAY + timedelta(days=900))
    sheet = pictures_of(render("ausweis", facts, layout=layout))[-1]
    scan = office_scan(sheet, random.Random(3)).convert("L")  # noqa: S311 - for pictures, not for secrets
    words = NetworkEngine().read(whiten(scan), dpi=200, original=scan)
    in_order = sorted(words, key=lambda word: word.box.top)
    texts = [folded(word.text) for word in in_order if len(word.text) >= 30]
    assert max(_agreeing(texts)) == 4


def _agreeing(texts: list[str]) -> list[int]:
    books = [agreeing(zone, pair) for zone in (TD2, TD3) for pair in pairwise(texts)]
    return [0, *books, *(agreeing(TD1, texts[at : at + 3]) for at in range(len(texts) - 2))]
