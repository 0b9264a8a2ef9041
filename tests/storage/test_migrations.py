"""The migrations and the tables in the code say the same."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage import migrate
from storage.database import Database
from storage.tables import Base


def test_migrations_lead_to_the_tables_in_the_code(database: Database) -> None:
    """Nobody can change a table without a migration."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_second_migration_changes_nothing(database: Database) -> None:
    """Migrating is safe to repeat, so every start may do it."""
    migrate.upgrade(database.engine)
    current, newest = migrate.revisions(database.engine)
    assert current == newest
