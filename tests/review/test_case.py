from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from contracts.findings import FindingState
from contracts.report import Report
from review.corrections import Corrections
from storage import cases, reviews, verdicts
from storage.audit import Audit
from storage.references import make_reference
from storage.states import CaseState, TaskKind, VerdictAction
from storage.tables import Verdict
from tests.review.conftest import Clock, Visitor, found
from tests.review.seed import TWO_BIRTHDAYS, Seed, complete, incomplete, registration


@pytest.fixture
def reference(seed: Seed) -> str:
    return seed.add(incomplete(), {"miete": FindingState.UNCLEAR}, hints=(TWO_BIRTHDAYS,))


def given(seed: Seed, reference: str) -> list[Verdict]:
    with seed.database.begin() as session:
        return list(verdicts.of_case(session, seed.case(reference).id))


def test_what_needs_a_person_comes_first_and_the_proposal_last(visitor: Visitor, reference: str) -> None:
    """Evidence before verdict: who reads the proposal has passed what it rests on."""
    visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}").text
    order = [page.index(part) for part in (
        "Nachweis über Arbeitseinkommen", "Identitätsnachweis", "Nachweis über das Mietverhältnis",
        "Liegt vor", "Angaben im Antrag", "Vorschlag: Unterlagen nachfordern",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "KI-Vorschlag" in page


def test_contradictions_are_shown_with_both_places(seed: Seed, visitor: Visitor, reference: str) -> None:
    """They stand between what is open and what is there, lead to both documents, and ask for nothing."""
    visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}").text
    section = found(r'(?s)<section aria-labelledby="widersprueche">(.*?)</section>', page)
    assert TWO_BIRTHDAYS.reason.message in section
    assert all(link in section for link in ("?d=1&amp;p=1&amp;k=160.0", "?d=0&amp;p=1&amp;k=80.0"))
    assert "<form" not in section
    english = visitor.get(f"/faelle/{reference}?lang=en").text
    assert "Contradictions between documents" in english
    plain = seed.add(complete())
    visitor.take(plain)
    assert "widersprueche" not in visitor.get(f"/faelle/{plain}").text


def test_evidence_is_marked_on_its_page(visitor: Visitor, reference: str) -> None:
    """The picture of the page and the box over it have the same size in points."""
    visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}").text
    link = found(r'href="(/faelle/[^"]+d=1&amp;p=1&amp;k=[\d.,]+)#ansicht"', page).replace("&amp;", "&")
    shown = visitor.get(link).text
    mark = found(r"(<rect [^>]+>)", shown)
    left, top, width, height = (
        float(found(rf' {name}="([\d.]+)"', mark)) for name in ("x", "y", "width", "height")
    )
    size = [float(number) for number in found(r'viewBox="0 0 ([\d. ]+)"', shown).split()]
    assert 0 < left < left + width < size[0]
    assert 0 < top < top + height < size[1]


def test_pages_are_pictures(visitor: Visitor, reference: str) -> None:
    """A page comes as a PNG for the viewer's sizes only; pages that there are not are not found."""
    visitor.take(reference)
    picture = visitor.get(f"/faelle/{reference}/dokumente/0/seiten/1.png")
    assert picture.content.startswith(b"\x89PNG")
    assert "private" in picture.headers["cache-control"]
    for missing in ("/dokumente/0/seiten/99.png", "/dokumente/77/seiten/1.png"):
        assert visitor.get(f"/faelle/{reference}{missing}").status_code == 404
    assert visitor.get(f"/faelle/{reference}/dokumente/0/seiten/1.png?dpi=5000").status_code == 422


@pytest.mark.parametrize("query", ["?d=99&p=1", "?d=0&p=99", "?d=0&p=1&k=nonsense", "?d=0&p=1&k=5,5,1,1"])
def test_a_place_that_there_is_not_shows_a_page_all_the_same(
    visitor: Visitor, reference: str, query: str
) -> None:
    """An old or mistyped link still opens the case."""
    visitor.take(reference)
    assert "<img" in visitor.get(f"/faelle/{reference}{query}").text


def test_an_unreadable_page_is_said_to_be_so(seed: Seed, visitor: Visitor, reference: str) -> None:
    """A file that cannot be drawn does not break the page of its case."""
    visitor.take(reference)
    for key in seed.originals.files:
        seed.originals.files[key] = b"%PDF-1.4 broken"
    assert "kann nicht dargestellt werden" in visitor.get(f"/faelle/{reference}").text


def test_a_correction_is_recorded_and_changes_the_proposal(
    seed: Seed, visitor: Visitor, reference: str
) -> None:
    """Disagreeing is one step; what was proposed stays visible, and the proposal follows."""
    task = visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}").text
    for number in sorted(set(re.findall(r'name="number" value="(\d+)"', page))):
        form = {"number": number, "state": "present", "why": "seen", "note": "geprüft"}
        visitor.post(f"/faelle/{reference}/befund", task=task, **form)
    page = visitor.get(f"/faelle/{reference}").text
    assert "Von Ihnen geändert" in page
    assert "KI-Vorschlag war: fehlt" in page
    assert "Nach Ihren Änderungen: Annehmen" in page
    steps = given(seed, reference)
    assert {step.action for step in steps} == {VerdictAction.CORRECT}
    merged = Corrections.merged(Corrections.model_validate(step.corrections) for step in steps)
    assert {each.requirement for each in merged.findings} >= {"miete", "identitaet", "einkommen-arbeit"}


def test_a_correction_can_be_taken_back(visitor: Visitor, reference: str) -> None:
    """Choosing what was proposed takes the correction away."""
    task = visitor.take(reference)
    address = f"/faelle/{reference}/befund"
    visitor.post(address, task=task, number=0, state="unclear", why="seen")
    assert "Von Ihnen geändert" in visitor.get(f"/faelle/{reference}").text
    visitor.post(address, task=task, number=0, state="present", why="seen")
    assert "Von Ihnen geändert" not in visitor.get(f"/faelle/{reference}").text


def test_the_type_of_a_document_can_be_corrected(seed: Seed, visitor: Visitor, reference: str) -> None:
    """What the classifier got wrong is recorded with what is right."""
    task = visitor.take(reference)
    address = f"/faelle/{reference}/dokumenttyp"
    page = visitor.post(address, task=task, document=3, part=0, type="rechnung", seen="?d=3&p=1").text
    assert "Rechnung</span></a>" in page
    (step,) = given(seed, reference)
    (part,) = Corrections.model_validate(step.corrections).parts
    assert (part.proposed, part.type) == ("kontoauszug", "rechnung")
    assert visitor.post(address, task=task, document=3, part=0, type="quatsch").status_code == 422
    assert visitor.post(address, task=task, document=3, part=9, type="rechnung").status_code == 422


def test_nobody_is_sent_to_another_site(visitor: Visitor, reference: str) -> None:
    """Where somebody was looking comes back from a form; only a query of this case is believed."""
    task = visitor.take(reference)
    visitor.client.follow_redirects = False
    answer = visitor.post(
        f"/faelle/{reference}/befund", task=task, number=0, state="unclear", seen="//evil.example"
    )
    assert answer.headers["location"] == f"/faelle/{reference}#befund-0"


def test_a_verdict_closes_the_case_once(seed: Seed, visitor: Visitor, clock: Clock) -> None:
    """A double click changes nothing; the time since taking the case is measured, breaks aside."""
    reference = seed.add(complete())
    task = visitor.take(reference)
    clock.ahead = 95
    for _ in range(2):
        answer = visitor.post(f"/faelle/{reference}/annehmen", task=task)
        assert f"Fall {reference} ist angenommen." in answer.text
    (verdict,) = given(seed, reference)
    assert verdict.action is VerdictAction.ACCEPT
    assert 94 < verdict.seconds < 110
    events = [entry.event for entry in Audit(seed.database.engine).entries_about("case", reference)]
    assert events.count("verdict.given") == 1


def test_a_break_is_not_work(seed: Seed, visitor: Visitor, clock: Clock) -> None:
    """More than a whole claim never counts."""
    reference = seed.add(complete())
    task = visitor.take(reference)
    clock.ahead = 5 * 3600
    visitor.post(f"/faelle/{reference}/annehmen", task=task)
    assert given(seed, reference)[0].seconds == 30 * 60


def test_referring_wants_a_reason(seed: Seed, visitor: Visitor, reference: str) -> None:
    """Whoever gets the case next learns why."""
    task = visitor.take(reference)
    address = f"/faelle/{reference}/weiterleiten"
    empty = visitor.post(address, task=task, reason="  ")
    assert empty.status_code == 422
    assert "Das Formular war nicht vollständig" in empty.text
    visitor.post(address, task=task, reason="Wohngemeinschaft: bitte Haushalt klären")
    assert given(seed, reference)[0].reason == "Wohngemeinschaft: bitte Haushalt klären"


def test_two_different_verdicts_are_a_conflict(visitor: Visitor, reference: str) -> None:
    """The first decision stands; the second is told so."""
    task = visitor.take(reference)
    visitor.post(f"/faelle/{reference}/weiterleiten", task=task, reason="Grund")
    assert visitor.post(f"/faelle/{reference}/annehmen", task=task, reason="doch").status_code == 409


def test_new_documents_make_an_open_page_stale(seed: Seed, visitor: Visitor, reference: str) -> None:
    """Who decides on what is no longer the newest state is asked to look again."""
    task = visitor.take(reference)
    with seed.database.begin() as session:
        reviews.withdraw(session, seed.case(reference).id)
    answer = visitor.post(f"/faelle/{reference}/annehmen", task=task, reason="x")
    assert answer.status_code == 404
    assert visitor.post(f"/faelle/{reference}/annehmen", task=str(uuid4())).status_code == 404


def test_decided_cases_are_listed_and_searched(seed: Seed, visitor: Visitor, reference: str) -> None:
    """Decided cases are found by a part of the reference; a whole one opens its case."""
    assert "Noch ist kein Fall entschieden" in visitor.get("/erledigt").text
    task = visitor.take(reference)
    visitor.post(f"/faelle/{reference}/weiterleiten", task=task, reason="Grund")
    assert reference in visitor.get("/erledigt").text
    assert reference in visitor.get(f"/erledigt?suche={reference[:9]}").text
    assert "Dazu gibt es keinen Fall" in visitor.get("/erledigt?suche=AL-1999").text
    opened = visitor.get(f"/erledigt?suche={reference.lower()}")
    assert str(opened.url).endswith(f"/faelle/{reference}")
    assert "Weiterleiten" in opened.text
    assert "Grund" in opened.text
    assert "Übernehmen" not in opened.text
    events = [entry.event for entry in Audit(seed.database.engine).entries_about("case", reference)]
    assert events[-1] == "case.viewed"


def test_a_blind_second_look_hides_what_was_said(seed: Seed, visit: Callable[[str], Visitor]) -> None:
    """A sample shows documents and questions, but neither proposal nor states; differences are kept."""
    reference = seed.add(incomplete())
    case = seed.case(reference)
    with seed.database.begin() as session:
        check = cases.latest_check(session, case.id)
        assert check is not None
        reviews.withdraw(session, case.id)
        reviews.open_task(session, TaskKind.SAMPLE, case_id=case.id, check_id=check.id)
        cases.set_state(session, case.id, CaseState.ACCEPTED)
        report = Report.model_validate(check.report)
    other = visit("Erika Beispiel")
    assert "Stichprobe" in other.get("/").text
    page = other.post("/naechster")
    address = page.url.path
    assert "abgelaufen</span>" in page.text  # as an answer to choose
    assert "kern-badge" not in page.text
    assert "gültig bis 22.09.2026" not in page.text
    assert other.get(f"{address}/dokumente/0/seiten/1.png").status_code == 200
    answers = {f"state-{number}": "present" for number in range(len(report.findings))}
    assert other.post(address, **{"state-0": "present"}).status_code == 422
    assert "Ihre Einschätzung ist gespeichert" in other.post(address, **answers).text
    (verdict,) = given(seed, reference)
    differing = Corrections.model_validate(verdict.corrections)
    assert len(differing.findings) == sum(each.state is not FindingState.PRESENT for each in report.findings)


def test_a_sample_is_taken_before_it_is_seen(seed: Seed, visitor: Visitor, reference: str) -> None:
    """Only who has taken a sample sees it; a case's task is not a sample."""
    case_task = visitor.take(reference)
    assert visitor.get(f"/stichproben/{case_task}").status_code == 404
    assert visitor.get(f"/stichproben/{uuid4()}").status_code == 404
    case = seed.case(reference)
    with seed.database.begin() as session:
        check = cases.latest_check(session, case.id)
        reviews.open_task(session, TaskKind.SAMPLE, case_id=case.id, check_id=check.id if check else None)
        (sample,) = reviews.waiting(session, kind=TaskKind.SAMPLE)
    assert visitor.get(f"/stichproben/{sample.id}").status_code == 403
    assert visitor.post(f"/stichproben/{sample.id}/uebernehmen").status_code == 200


def test_a_mismatch_is_shown_for_other_procedures_too(seed: Seed, visitor: Visitor) -> None:
    """A registration is reviewed with the same pages; a form without fields is said to be missing."""
    reference = seed.add(registration())
    visitor.take(reference)
    page = visitor.get(f"/faelle/{reference}").text
    assert "Die Bestätigung nennt eine andere Person" in page
    assert "kein Antragsformular gefunden" in page


def test_unknown_cases_say_the_next_step(visitor: Visitor) -> None:
    """A wrong link tells how to go on."""
    answer = visitor.get(f"/faelle/{make_reference(2026, 999)}")
    assert answer.status_code == 404
    assert "Suchen Sie den Fall über sein Aktenzeichen" in answer.text


def test_a_fault_shows_no_trace(visitor: Visitor, seed: Seed, reference: str) -> None:
    """What breaks inside is logged by its kind; the page says sorry, and nothing about the case."""
    visitor.take(reference)
    seed.originals.files.clear()
    answer = visitor.get(f"/faelle/{reference}/dokumente/0/seiten/1.png")
    assert answer.status_code == 500
    assert "Da ist etwas schiefgegangen" in answer.text
    assert "KeyError" not in answer.text


def test_a_page_that_was_turned_for_reading_is_shown_upright(
    seed: Seed, visitor: Visitor, reference: str
) -> None:
    """Boxes refer to the upright page, so the picture is turned as reading turned it."""
    with seed.database.begin() as session:
        document = cases.documents_of(session, seed.case(reference).id)[0]
        document.turned = [90, 0, 0]
    visitor.take(reference)
    sizes = [
        found(r'viewBox="0 0 ([\d. ]+)"', visitor.get(f"/faelle/{reference}?d=0&p={page}&k=1,1,9,9").text)
        for page in (1, 2)
    ]
    turned, upright = ([float(number) for number in size.split()] for size in sizes)
    assert turned[0] > turned[1]
    assert upright[0] < upright[1]
