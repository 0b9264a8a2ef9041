"""The queue: claims, verdicts, and a state machine that does it all in any order."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, update

from storage import cases, people, reviews, verdicts
from storage.database import Database
from storage.reviews import NewVerdict, TaskClosed, TaskTaken
from storage.states import TaskKind, TaskState, VerdictAction
from storage.tables import ReviewTask, Verdict, utcnow
from storage.wakeup import Channel, listen

ACCEPT = NewVerdict(action=VerdictAction.ACCEPT)
REFER = NewVerdict(action=VerdictAction.REFER)


def new_task(database: Database, received: date = date(2026, 11, 2)) -> UUID:
    with database.begin() as session:
        case = cases.open_case(session, "wohngeld-mietzuschuss", received)
        reviews.open_task(session, TaskKind.CASE, case_id=case.id)
        return session.scalars(select(ReviewTask.id).where(ReviewTask.case_id == case.id)).one()


def new_person(database: Database, name: str) -> UUID:
    with database.begin() as session:
        return people.named(session, name).id


def claim(database: Database, task: UUID, person: UUID) -> None:
    with database.begin() as session:
        reviews.claim(session, task, person)


def decide(database: Database, task: UUID, person: UUID, new: NewVerdict) -> UUID:
    with database.begin() as session:
        return reviews.decide(session, task, person, new).id


def test_two_people_never_get_the_same_task(database: Database) -> None:
    """However many ask at the same moment."""
    tasks = {new_task(database) for _ in range(3)}
    workers = [new_person(database, f"Max Mustermann {n}") for n in range(5)]
    got: list[UUID | None] = []

    def ask(person: UUID) -> None:
        with database.begin() as session:
            task = reviews.claim_next(session, person)
            got.append(task.id if task else None)

    threads = [threading.Thread(target=ask, args=(person,)) for person in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [each for each in got if each]
    assert len(found) == len(set(found)) <= len(tasks)


def test_the_longest_waiting_comes_first(database: Database) -> None:
    """The legal clock decides the order."""
    new_task(database, date(2026, 11, 3))
    early = new_task(database, date(2026, 11, 1))
    person = new_person(database, "Erika Musterfrau")
    with database.begin() as session:
        task = reviews.claim_next(session, person)
        assert task is not None
        assert task.id == early
        assert [each.case.received.day for each in reviews.waiting(session) if each.case] == [1, 3]
        assert reviews.counts(session) == {TaskKind.CASE: 2}


def test_an_abandoned_claim_is_free_again(database: Database) -> None:
    """Nobody has to be asked to give a task back."""
    task = new_task(database)
    one, two = new_person(database, "Erika Musterfrau"), new_person(database, "Max Mustermann")
    claim(database, task, one)
    with pytest.raises(TaskTaken):
        claim(database, task, two)
    with database.begin() as session:
        session.execute(update(ReviewTask).values(claimed_at=utcnow() - timedelta(minutes=31)))
    claim(database, task, two)
    with pytest.raises(TaskTaken):
        decide(database, task, one, ACCEPT)
    with database.begin() as session:
        session.execute(update(ReviewTask).values(claimed_at=utcnow() - timedelta(minutes=31)))
        assert reviews.release_abandoned(session) == 1


def test_a_double_click_is_one_verdict(database: Database) -> None:
    """The same verdict again is the first one; another one is refused."""
    task, person = new_task(database), new_person(database, "Erika Musterfrau")
    claim(database, task, person)
    first = decide(database, task, person, ACCEPT)
    assert decide(database, task, person, ACCEPT) == first
    with pytest.raises(TaskClosed):
        decide(database, task, person, REFER)
    with pytest.raises(TaskClosed):
        claim(database, task, person)


def test_corrections_are_kept_and_close_nothing(database: Database) -> None:
    """Several corrections may come before the one final verdict."""
    task, person = new_task(database), new_person(database, "Erika Musterfrau")
    claim(database, task, person)
    for number in range(2):
        correction = NewVerdict(action=VerdictAction.CORRECT, corrections={"n": number})
        decide(database, task, person, correction)
    final = decide(database, task, person, ACCEPT)
    with database.begin() as session:
        found = reviews.get(session, task)
        assert found is not None
        assert found.case is not None
        assert [each.corrections.get("n") for each in verdicts.of_case(session, found.case.id)] == [
            0,
            1,
            None,
        ]
        assert verdicts.unapplied(session) == [final]


def test_newer_documents_withdraw_the_question(database: Database) -> None:
    """Nobody decides on what is out of date."""
    task, person = new_task(database), new_person(database, "Erika Musterfrau")
    claim(database, task, person)
    with database.begin() as session:
        found = reviews.get(session, task)
        assert found is not None
        assert found.case_id is not None
        reviews.withdraw(session, found.case_id)
    with pytest.raises(TaskClosed, match="Neue Unterlagen"):
        decide(database, task, person, ACCEPT)


def test_a_verdict_wakes_the_worker(database: Database) -> None:
    """The message comes with the commit, and not before."""
    task, person = new_task(database), new_person(database, "Erika Musterfrau")
    claim(database, task, person)
    messages = listen(database.url, timeout=0.2)
    assert next(messages) is None
    with database.begin() as session:
        reviews.decide(session, task, person, ACCEPT)
        assert next(messages) is None
    assert next(messages) is Channel.VERDICT
    messages.close()


class Queue(RuleBasedStateMachine):
    """Three people work on tasks in any order; beside it, what ought to be is kept in plain Python."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.claimed: dict[UUID, int | None] = {}
        self.decided: set[UUID] = set()
        self.people = [new_person(self.database, f"Max Mustermann {n}") for n in range(3)]
        with self.database.begin() as session:
            for verdict in session.scalars(select(Verdict)):
                session.delete(verdict)
            session.flush()
            for task in session.scalars(select(ReviewTask)):
                session.delete(task)

    @rule()
    def arrive(self) -> None:
        """A case comes to the queue."""
        self.claimed[new_task(self.database)] = None

    @precondition(lambda self: self.claimed)
    @rule(person=st.integers(0, 2), data=st.data())
    def claim(self, person: int, data: st.DataObject) -> None:
        """Only what is open, or one's own, can be had."""
        task = data.draw(st.sampled_from(list(self.claimed)))
        allowed = task not in self.decided and self.claimed[task] in {None, person}
        if allowed:
            claim(self.database, task, self.people[person])
            self.claimed[task] = person
        else:
            with pytest.raises((TaskTaken, TaskClosed)):
                claim(self.database, task, self.people[person])

    @precondition(lambda self: self.claimed)
    @rule(person=st.integers(0, 2), data=st.data())
    def release(self, person: int, data: st.DataObject) -> None:
        """One gives back one's own only."""
        task = data.draw(st.sampled_from(list(self.claimed)))
        with self.database.begin() as session:
            reviews.release(session, task, self.people[person])
        if self.claimed[task] == person and task not in self.decided:
            self.claimed[task] = None

    @precondition(lambda self: self.claimed)
    @rule(person=st.integers(0, 2), data=st.data())
    def decide(self, person: int, data: st.DataObject) -> None:
        """Only the claimant decides; the same verdict again is no error."""
        task = data.draw(st.sampled_from(list(self.claimed)))
        if self.claimed[task] == person:
            decide(self.database, task, self.people[person], ACCEPT)
            self.decided.add(task)
        else:
            with pytest.raises((TaskTaken, TaskClosed)):
                decide(self.database, task, self.people[person], ACCEPT)

    @invariant()
    def each_task_is_where_it_ought_to_be(self) -> None:
        """The database agrees with plain Python."""
        with self.database.begin() as session:
            tasks = {task.id: task for task in session.scalars(select(ReviewTask))}
            final = list(session.scalars(select(Verdict.task_id)))
        assert sorted(final) == sorted(self.decided)
        for task, claimed in self.claimed.items():
            expected = TaskState.OPEN if claimed is None else TaskState.CLAIMED
            assert tasks[task].state is (TaskState.DONE if task in self.decided else expected)


def test_the_queue_in_any_order(database: Database) -> None:
    """Claims, releases and verdicts in any order leave one final verdict per task, by its claimant."""
    Queue.database = database
    limits = settings(
        max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Queue, settings=limits)
