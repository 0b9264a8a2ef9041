"""People, login links and sessions."""

from __future__ import annotations

from sqlalchemy import text

from storage import people
from storage.database import Database
from storage.states import Role


def test_a_login_link_works_once(database: Database) -> None:
    """Whoever finds a used link in a history gets nowhere."""
    with database.begin() as session:
        person = people.create_person(session, "Erika Musterfrau", Role.SUPERVISOR)
        token = people.create_login_link(session, person.id)
    with database.begin() as session:
        found = people.redeem_login_link(session, token)
        assert found is not None
        assert found.id == person.id
    with database.begin() as session:
        assert people.redeem_login_link(session, token) is None
        assert people.redeem_login_link(session, "wrong") is None


def test_an_expired_link_is_worth_nothing(database: Database) -> None:
    """A link ends by itself."""
    with database.begin() as session:
        person = people.named(session, "Max Mustermann")
        token = people.create_login_link(session, person.id, minutes=0)
        assert people.redeem_login_link(session, token) is None


def test_tokens_are_not_in_the_database(database: Database) -> None:
    """Who reads the database can't log in as somebody."""
    with database.begin() as session:
        person = people.named(session, "Max Mustermann")
        tokens = (
            people.create_login_link(session, person.id),
            people.start_session(session, person.id),
        )
        dump = str(session.execute(text("SELECT * FROM login_links, login_sessions")).all())
    assert not any(token in dump for token in tokens)


def test_sessions_end(database: Database) -> None:
    """By logging out, by time, and when a person is locked out."""
    with database.begin() as session:
        person = people.named(session, "Max Mustermann")
        assert people.named(session, "Max Mustermann").id == person.id
        token, other = people.start_session(session, person.id), people.start_session(session, person.id)
        found = people.person_of_session(session, token)
        assert found is not None
        assert found.id == person.id
        people.end_session(session, token)
        assert people.person_of_session(session, token) is None
        link = people.create_login_link(session, person.id)
        people.deactivate(session, person.id)
        assert people.person_of_session(session, other) is None
        assert people.redeem_login_link(session, link) is None
        assert people.everybody(session) == []
        assert people.get(session, person.id) is not None
