"""Cards of several persons on one page are each person's proof."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from PIL import Image

from contracts.catalogue import SHIPPED
from contracts.findings import FieldReading, Finding
from contracts.report import Outcome, write_report
from contracts.submission import Meta
from pipeline.build import open_pipeline
from pipeline.stages import Pipeline
from pipeline.submission import Submission, SubmittedFile
from samples.attachments import facts_of, render
from samples.degrade import encoded, office_scan, pictures_of
from samples.people import FAMILY, Person
from samples.submissions import anmeldung_case

TODAY = date(2026, 11, 21)
VALID, EXPIRED = TODAY + timedelta(days=900), TODAY - timedelta(days=200)
PLACES = ((90, 100), (880, 140), (120, 1150), (900, 1200))
SIZE = (680, 428)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipeline]:
    """All stages, with a contract that asks for the identity papers of each grown-up."""
    contracts = tmp_path_factory.mktemp("contracts") / "contracts"
    shutil.copytree(SHIPPED, contracts, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (contract,) = (contracts / "procedures").glob("wohnsitzanmeldung.yaml")
    asked = "  - id: identitaet\n    title: Identitätsnachweis\n"
    text = contract.read_text(encoding="utf-8")
    assert asked in text
    each = text.replace(asked, f"{asked}    per: person\n    when: rolle == ehepartner\n")
    contract.write_text(each, encoding="utf-8")
    with open_pipeline(contracts=contracts, workers=1) as opened:
        yield opened


def card(person: Person, until: date) -> list[Image.Image]:
    """Return front and back of a person's identity card."""
    facts = facts_of(FAMILY, today=TODAY, person=person, valid_until=until)
    return [side.resize(SIZE) for side in pictures_of(render("ausweis", facts, layout=1))]


def copied(cards: Sequence[Image.Image], turns: Sequence[int]) -> bytes:
    """Return a scan of cards that were put on the glass, each turned clockwise."""
    page = Image.new("RGB", (1654, 2339), "white")
    for side, place, degrees in zip(cards, PLACES, turns, strict=False):
        page.paste(side.rotate(-degrees, expand=True), place)
    return encoded(office_scan(page, random.Random(4)))  # noqa: S311 - for pictures, not for secrets


def check(pipeline: Pipeline, page: bytes) -> Outcome:
    """Check a family's registration whose identity papers are all on one page."""
    sample = anmeldung_case(TODAY, defect="none", household=FAMILY)
    files = {name: data for name, data in sample.files.items() if "ausweis" not in name}
    handed_in = tuple(SubmittedFile(name, data) for name, data in (files | {"scan.jpg": page}).items())
    return pipeline.check(Submission(sample.procedure, TODAY, handed_in, Meta.model_validate(sample.meta)))


def identities(outcome: Outcome) -> dict[str, Finding]:
    """Return the findings about identity papers by person."""
    return {each.subject: each for each in outcome.findings if each.requirement == "identitaet"}


def test_two_persons_on_one_page(pipeline: Pipeline) -> None:
    """Fronts and backs of two cards, each lying as it may, are the proofs of two persons."""
    one, other = FAMILY.persons[0], FAMILY.applicant
    outcome = check(pipeline, copied([*card(other, VALID), *card(one, VALID)], (0, 180, 90, 270)))
    parts = [each.part for each in outcome.attachments if each.part.region is not None]
    assert len(parts) >= 2
    assert {part.pages for part in parts} == {(0,)}
    assert {each.value for each in _facts(outcome, "geburtsdatum")} == {
        one.geburtsdatum.isoformat(),
        other.geburtsdatum.isoformat(),
    }
    assert identities(outcome)["person-1"].state.value == "present"


def test_the_expired_one_is_the_right_persons(pipeline: Pipeline) -> None:
    """One of two cards on a page has expired: that is said about its holder, with its place."""
    one, other = FAMILY.persons[0], FAMILY.applicant
    outcome = check(pipeline, copied([*card(other, VALID), *card(one, EXPIRED)], (0, 180, 0, 180)))
    found = identities(outcome)
    assert found["person-1"].state.value == "expired"
    (evidence,) = found["person-1"].evidence
    assert evidence.box is not None
    assert evidence.box.top > 300
    boxes = [part.box for document in write_report(outcome).documents for part in document.parts if part.box]
    assert len(boxes) == 2


def test_front_and_back_of_one_card_are_one_part(pipeline: Pipeline) -> None:
    """Two sides of the same person's card are one document, however they lie."""
    sides = card(FAMILY.applicant, VALID)
    outcome = check(pipeline, copied(sides, (90, 0)))
    assert all(each.part.region is None for each in outcome.attachments)
    assert {each.value for each in outcome.attachments[-1].facts.values()} >= {VALID.isoformat()}


def _facts(outcome: Outcome, name: str) -> list[FieldReading]:
    return [each.facts[name] for each in outcome.attachments if each.part.region and name in each.facts]
