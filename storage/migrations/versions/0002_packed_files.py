"""Files that came packed in others are documents of their own, in the same original."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Go forward."""
    nothing = sa.text("'[]'::jsonb")
    op.add_column("documents", sa.Column("member", JSONB(), nullable=False, server_default=nothing))
    op.alter_column("documents", "member", server_default=None)
    op.drop_constraint(op.f("uq_documents_key"), "documents")
    op.create_unique_constraint(op.f("uq_documents_key_member"), "documents", ["key", "member"])
