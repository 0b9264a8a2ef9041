from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest

from contracts.findings import FindingState
from storage import verdicts
from storage.states import VerdictAction
from storage.tables import Verdict
from tests.review.conftest import Visitor, found
from tests.review.seed import Seed, complete, incomplete


@pytest.fixture
def reference(seed: Seed) -> str:
    return seed.add(incomplete(), {"miete": FindingState.UNCLEAR})


def shown(page: str) -> dict[str, Any]:
    """Return what the form under a preview would send."""
    form = page.split('id="bestaetigen"')[1]
    items = [part.split('"')[0] for part in form.split('name="item" value="')[1:]]
    return {
        "task": found(r'name="task" value="([\w-]+)"', form),
        "letter": found(r'name="letter" value="(\w*)"', form),
        "bis": found(r'name="bis" value="([\d-]+)"', form),
        "item": items,
    }


def given(seed: Seed, reference: str) -> list[Verdict]:
    with seed.database.begin() as session:
        return list(verdicts.of_case(session, seed.case(reference).id))


def test_the_letter_asks_for_what_is_clearly_lacking(visitor: Visitor, reference: str) -> None:
    """Missing and expired things are ticked; what is unclear is for the person to tick."""
    visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}/nachfordern").text
    assert page.count('type="checkbox"') == 3
    assert page.count(" checked") == 2
    letter = visitor.get(f"/faelle/{reference}/nachfordern/brief.pdf")
    assert letter.headers["content-type"] == "application/pdf"
    assert hashlib.sha256(letter.content).hexdigest() == shown(page)["letter"]


def test_what_was_shown_is_what_is_sent(seed: Seed, visitor: Visitor, reference: str) -> None:
    """The verdict holds the very bytes of the preview, sent once even on a double click."""
    visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}/nachfordern").text
    letter = visitor.get(f"/faelle/{reference}/nachfordern/brief.pdf").content
    first = visitor.post(f"/faelle/{reference}/nachfordern", **shown(page))
    assert f"Der Brief zu Fall {reference} geht in die Ausgangspost." in first.text
    again = visitor.post(f"/faelle/{reference}/nachfordern", **shown(page))
    assert "schon entschieden" in again.text
    (verdict,) = given(seed, reference)
    assert verdict.action is VerdictAction.REQUEST_DOCUMENTS
    assert verdict.letter == letter
    assert verdict.letter_sha256 == hashlib.sha256(letter).hexdigest()


def test_a_person_chooses_what_is_asked_for(seed: Seed, visitor: Visitor, reference: str) -> None:
    """Ticks and the date change the letter, and only those."""
    visitor.take(reference)
    address = f"/faelle/{reference}/nachfordern"
    page = visitor.get(address).text
    unclear = next(
        part.split('"')[0]
        for part in page.split('type="checkbox" name="item" value="')[1:]
        if "Mietverhältnis" in part.split("</label>")[0]
    )
    due = date.today() + timedelta(days=90)  # noqa: DTZ011 - a day far enough ahead in every zone
    chosen = visitor.get(f"{address}?item={unclear}&bis={due}").text
    assert shown(chosen)["item"] == [unclear]
    assert shown(chosen)["letter"] != shown(page)["letter"]
    assert visitor.get(f"{address}/brief-1.png?item={unclear}&bis={due}").content.startswith(b"\x89PNG")
    assert visitor.get(f"{address}/brief-9.png?item={unclear}&bis={due}").status_code == 404
    visitor.post(address, **shown(chosen))
    assert given(seed, reference)[0].letter_sha256 == shown(chosen)["letter"]


def test_another_letter_than_the_one_shown_is_not_sent(seed: Seed, visitor: Visitor, reference: str) -> None:
    """If the letter would be another one now, it is shown again first."""
    visitor.take(reference)
    address = f"/faelle/{reference}/nachfordern"
    form = shown(visitor.get(address).text)
    answer = visitor.post(address, **{**form, "item": form["item"][:1]})
    assert answer.status_code == 409
    assert "Der Brief hat sich seit der Vorschau geändert" in answer.text
    assert given(seed, reference) == []


def test_a_letter_needs_something_to_ask_for(visitor: Visitor, reference: str) -> None:
    """Nothing ticked, or a date in the past, makes no letter."""
    visitor.take(reference)
    address = f"/faelle/{reference}/nachfordern"
    assert "mindestens eine Unterlage" in visitor.get(f"{address}?bis=2099-01-01").text
    assert visitor.get(f"{address}/brief.pdf?bis=2099-01-01").status_code == 404
    item = shown(visitor.get(address).text)["item"]
    late = visitor.get(f"{address}?bis=2020-01-01&item={item[0]}").text
    assert "muss nach dem heutigen Tag liegen" in late


def test_only_the_claimant_sees_the_letter(visitor: Visitor, reference: str) -> None:
    """A letter holds name and address; it is for who works on the case."""
    assert visitor.get(f"/faelle/{reference}/nachfordern").status_code == 403
    assert visitor.get(f"/faelle/{reference}/nachfordern/brief.pdf").status_code == 403


def test_a_complete_case_has_nothing_to_ask_for(seed: Seed, visitor: Visitor) -> None:
    """Where everything is there, the button is off and the page says why."""
    reference = seed.add(complete())
    visitor.take(reference)
    assert "mindestens eine Unterlage" in visitor.get(f"/faelle/{reference}/nachfordern").text
