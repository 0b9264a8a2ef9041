"""The audit trail: survives rollbacks, can't be changed, and tells where somebody did it anyway."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import people
from storage.audit import Audit
from storage.database import Database


@pytest.fixture
def audit(database: Database) -> Audit:
    return Audit(database.engine)


def test_an_entry_survives_the_rollback_of_what_it_is_about(database: Database, audit: Audit) -> None:
    """That somebody looked is true even if what they did failed."""
    with database.begin() as session:
        people.create_person(session, "Max Mustermann")
        audit.append("document.revealed", "person-1", document="doc-1", score=0.87, pages=[1, 2])
        session.rollback()
    (entry,) = audit.entries_about("document", "doc-1")
    assert entry.details == {"document": "doc-1", "score": 0.87, "pages": [1, 2]}
    assert audit.verify().entries == 1


def test_concurrent_appends_make_one_chain(audit: Audit) -> None:
    """Two entries never follow the same one."""
    threads = [threading.Thread(target=audit.append, args=(f"event-{n}", "system")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = audit.verify()
    assert (state.entries, state.sound) == (8, True)


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_the_database_forbids_changes(database: Database, audit: Audit, statement: str) -> None:
    """The service's own role can only append."""
    audit.append("a", "system")
    with pytest.raises(DBAPIError, match="append-only"), database.begin() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE audit SET actor = 'x' WHERE number = 2", 2),
        ("UPDATE audit SET details = '{\"score\": 1}' WHERE number = 3", 3),
        ("UPDATE audit SET at = at + interval '1 second' WHERE number = 1", 1),
        ("DELETE FROM audit WHERE number = 2", 2),
        ("DELETE FROM audit WHERE number = 1", 1),
    ],
)
def test_tampering_breaks_the_chain_where_it_happened(
    database: Database, audit: Audit, tampering: str, broken_at: int
) -> None:
    """Whoever gets around the trigger is found out."""
    for number in range(4):
        audit.append(f"event-{number}", "system", score=number / 3, text="ü")
    assert audit.verify().sound
    with database.begin() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text(tampering))
    assert audit.verify().broken_at == broken_at


def test_a_cut_tail_changes_the_head(database: Database, audit: Audit) -> None:
    """A head that was written down elsewhere proves that nothing was cut off."""
    audit.append("a", "system")
    head = audit.append("b", "system")
    assert audit.verify().head == head
    with database.begin() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text("DELETE FROM audit WHERE number = 2"))
    assert audit.verify().sound
    assert audit.verify().head != head
