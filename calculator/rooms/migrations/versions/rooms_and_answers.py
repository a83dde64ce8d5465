"""The first layout: rooms, and a row for each phone in one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "rooms",
        sa.Column("code", sa.String(8), primary_key=True),
        sa.Column("secret", sa.String(64), nullable=False, comment="SHA-256 of the presenter's secret"),
        sa.Column("scenario_link", sa.Text, nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at_least", sa.Integer, nullable=False),
        sa.Column("opened", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("was_shown", sa.Boolean, nullable=False, comment="whether it was ever revealed"),
        sa.Column("joined", sa.Integer, nullable=False, comment="phones that were let in"),
        sa.Column("answered", sa.Integer, nullable=False, comment="of these, phones that have answered"),
        sa.Column("looks", sa.Integer, nullable=False, comment="how often the set of shown answers has moved on"),
        sa.Column("people", sa.JSON, comment="rows of a file of its people, from when it was first taken"),
    )
    op.create_index("rooms_expires", "rooms", ["expires"])
    op.create_table(
        "answers",
        sa.Column("room", sa.String(8), sa.ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True),
        sa.Column("token", sa.String(64), primary_key=True, comment="SHA-256 of the phone's token"),
        sa.Column("sent", sa.JSON, comment="what it sent last; none before its first answer"),
        sa.Column("shown", sa.JSON, comment="what has been shown of it, part by part, the latest last"),
        sqlite_with_rowid=False,
        comment="one row a phone",
    )


def downgrade() -> None:
    """Take both away, with all that is in them."""
    op.drop_table("answers")
    op.drop_table("rooms")
