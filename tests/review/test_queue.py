from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from contracts.findings import FindingState
from storage.audit import Audit
from storage.verdicts import unapplied
from tests.review.conftest import Clock, Visitor
from tests.review.seed import RECEIVED, Seed, complete, incomplete, registration


def test_an_empty_queue_is_good_news(visitor: Visitor) -> None:
    """Nothing to do is said in a friendly way, with what happens next."""
    assert "Alles geschafft" in visitor.get("/").text


def test_oldest_first_and_without_personal_data(seed: Seed, visitor: Visitor) -> None:
    """The queue shows what helps to choose, and not whose case it is."""
    late = seed.add(complete(), received=RECEIVED + timedelta(days=3))
    early = seed.add(incomplete(), {"miete": FindingState.UNCLEAR})
    page = visitor.get("/").text
    assert page.index(early) < page.index(late)
    assert "Musterfrau" not in page
    assert "02.11.2026" in page
    for shown in ("<b>1</b> fehlt", "<b>1</b> abgelaufen", "<b>1</b> unklar", "nichts offen"):
        assert shown in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("verfahren=wohnsitzanmeldung", {"anmeldung"}),
        ("vorschlag=accept", {"complete"}),
        ("bearbeitung=free", {"complete", "anmeldung"}),
        ("bearbeitung=mine", {"incomplete"}),
        ("verfahren=wohnsitzanmeldung&vorschlag=accept", set()),
        ("", {"complete", "incomplete", "anmeldung"}),
    ],
)
def test_the_queue_can_be_filtered(seed: Seed, visitor: Visitor, query: str, shown: set[str]) -> None:
    """By procedure, by proposal, and by who works on it."""
    cases = {"complete": complete(), "incomplete": incomplete(), "anmeldung": registration()}
    references = {name: seed.add(case) for name, case in cases.items()}
    visitor.take(references["incomplete"])
    page = visitor.get(f"/?{query}").text
    assert {name for name, reference in references.items() if reference in page} == shown


def test_personal_data_show_only_after_taking_the_case(seed: Seed, visitor: Visitor) -> None:
    """Opening the link of a free case says that it is there and no more."""
    reference = seed.add(incomplete())
    before = visitor.get(f"/faelle/{reference}").text
    assert "Fall übernehmen" in before
    assert "Musterfrau" not in before
    assert visitor.get(f"/faelle/{reference}/dokumente/0/seiten/1.png").status_code == 403
    visitor.take(reference)
    assert "Musterfrau" in visitor.get(f"/faelle/{reference}").text


def test_a_taken_case_is_closed_to_others(seed: Seed, visit: Callable[[str], Visitor], clock: Clock) -> None:
    """Two people never work on one case; after half an hour it is free again."""
    reference = seed.add(incomplete())
    first, second = visit("Max Beispiel"), visit("Erika Beispiel")
    task = first.take(reference)
    page = second.get(f"/faelle/{reference}").text
    assert "Diesen Fall bearbeitet gerade Max Beispiel" in page
    assert "bei Max Beispiel" in second.get("/").text
    assert second.post(f"/faelle/{reference}/uebernehmen").status_code == 409
    assert second.post(f"/faelle/{reference}/annehmen", task=task, reason="x").status_code == 403
    clock.ahead = 31 * 60
    assert "bei Max Beispiel" not in second.get("/").text
    assert "Fall übernehmen" in second.get(f"/faelle/{reference}").text


def test_taking_a_case_is_written_down(seed: Seed, visitor: Visitor) -> None:
    """Who saw whose data is in the audit trail."""
    reference = seed.add(incomplete())
    visitor.take(reference)
    events = [entry.event for entry in Audit(seed.database.engine).entries_about("case", reference)]
    assert events == ["task.claimed"]


def test_a_case_can_be_given_back(seed: Seed, visitor: Visitor) -> None:
    """Given back, the case is free at once."""
    reference = seed.add(incomplete())
    task = visitor.take(reference)
    assert (
        f"Fall {reference} ist wieder frei."
        in visitor.post(f"/faelle/{reference}/zurueckgeben", task=task).text
    )
    assert "Fall übernehmen" in visitor.get(f"/faelle/{reference}").text


def test_the_next_case_comes_by_one_key(seed: Seed, visitor: Visitor) -> None:
    """The oldest free case opens; when none is left, the queue says so."""
    reference = seed.add(complete())
    assert str(visitor.post("/naechster").url).endswith(f"/faelle/{reference}")
    task = visitor.task_of(reference)
    visitor.post(f"/faelle/{reference}/annehmen", task=task)
    assert "Alles geschafft" in visitor.post("/naechster").text


@pytest.mark.parametrize("action", ["retry", "dismiss"])
def test_what_could_not_be_taken_in_is_decided_on(seed: Seed, visitor: Visitor, action: str) -> None:
    """A person sees why a submission was refused, and lets it be tried again or not."""
    seed.add_quarantine(reason="unknown_procedure")
    page = visitor.get("/").text
    assert "Für dieses Verfahren gibt es keinen Vertrag" in page
    address = page.split('action="/quarantaene/')[1].split('"')[0]
    answer = visitor.post(f"/quarantaene/{address}", action=action, procedure="wohnsitzanmeldung")
    assert "unbekannt/einsendung-7" not in answer.text
    with seed.database.begin() as session:
        assert len(unapplied(session)) == 1


def test_only_known_answers_to_a_refusal_are_taken(seed: Seed, visitor: Visitor) -> None:
    """A made-up action or procedure is turned away."""
    seed.add_quarantine(reason="something_new")
    page = visitor.get("/").text
    assert "Technischer Grund: something_new" in page
    address = "/quarantaene/" + page.split('action="/quarantaene/')[1].split('"')[0]
    assert visitor.post(address, action="accept").status_code == 422
    assert visitor.post(address, action="retry", procedure="nichts").status_code == 422
