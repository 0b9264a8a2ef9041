"""Repository of people, their one-time login links and their sessions. Tokens are kept as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.states import Role
from storage.tables import LoginLink, LoginSession, Person, utcnow


def create_person(session: Session, name: str, role: Role = Role.CASEWORKER) -> Person:
    """Add a person."""
    person = Person(name=name, role=role)
    session.add(person)
    session.flush()
    return person


def get(session: Session, person_id: UUID) -> Person | None:
    """Return a person."""
    return session.get(Person, person_id)


def everybody(session: Session) -> Sequence[Person]:
    """Return all active people by name."""
    return session.scalars(select(Person).where(Person.active).order_by(Person.name)).all()


def named(session: Session, name: str, role: Role = Role.CASEWORKER) -> Person:
    """Return the active person with this name, added if there is none."""
    query = select(Person).where(Person.name == name, Person.active).limit(1)
    return session.scalar(query) or create_person(session, name, role)


def deactivate(session: Session, person_id: UUID) -> None:
    """Lock a person out; what the person decided stays."""
    session.execute(update(Person).where(Person.id == person_id).values(active=False))
    session.execute(delete(LoginSession).where(LoginSession.person_id == person_id))
    session.execute(delete(LoginLink).where(LoginLink.person_id == person_id))


def create_login_link(session: Session, person_id: UUID, *, minutes: int = 24 * 60) -> str:
    """Return a token that logs the person in once: ``<address of the queue>/login/<token>``."""
    token = secrets.token_urlsafe(32)
    expires = utcnow() + timedelta(minutes=minutes)
    session.add(LoginLink(person_id=person_id, token_sha256=_hash(token), expires_at=expires))
    session.flush()
    return token


def redeem_login_link(session: Session, token: str) -> Person | None:
    """Use a login link up; None if it is unknown, used or expired, or the person is locked out."""
    statement = (
        update(LoginLink)
        .where(
            LoginLink.token_sha256 == _hash(token),
            LoginLink.used_at.is_(None),
            LoginLink.expires_at > utcnow(),
        )
        .values(used_at=utcnow())
        .returning(LoginLink.person_id)
    )
    person_id = session.execute(statement).scalar()
    person = session.get(Person, person_id) if person_id else None
    return person if person is not None and person.active else None


def start_session(session: Session, person_id: UUID, *, hours: int = 10) -> str:
    """Return a token for the browser's cookie."""
    token = secrets.token_urlsafe(32)
    expires = utcnow() + timedelta(hours=hours)
    session.add(LoginSession(person_id=person_id, token_sha256=_hash(token), expires_at=expires))
    session.execute(delete(LoginSession).where(LoginSession.expires_at < utcnow()))
    session.flush()
    return token


def person_of_session(session: Session, token: str) -> Person | None:
    """Return who is logged in with this cookie, or None."""
    query = (
        select(Person)
        .join(LoginSession, LoginSession.person_id == Person.id)
        .where(LoginSession.token_sha256 == _hash(token), LoginSession.expires_at > utcnow(), Person.active)
    )
    return session.scalar(query)


def end_session(session: Session, token: str) -> None:
    """Log out."""
    session.execute(delete(LoginSession).where(LoginSession.token_sha256 == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
