"""The tables in which rooms are kept. What is in them is said in `docs/decisions`; who wrote an answer is in none.

Times are whole seconds since 1970, and of an answer there is none. Tokens and secrets are kept as SHA-256 alone.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData()

ROOMS = Table(
    "rooms",
    METADATA,
    Column("code", String(8), primary_key=True),
    Column("secret", String(64), nullable=False, comment="SHA-256 of the presenter's secret"),
    Column("scenario_link", Text, nullable=False),
    Column("title", String(80), nullable=False),
    Column("state", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at_least", Integer, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("was_shown", Boolean, nullable=False, comment="whether it was ever revealed"),
    Column("joined", Integer, nullable=False, comment="phones that were let in"),
    Column("answered", Integer, nullable=False, comment="of these, phones that have answered"),
    Column("looks", Integer, nullable=False, comment="how often the set of shown answers has moved on"),
    Column("people", JSON(none_as_null=True), comment="rows of a file of its people, from when it was first taken"),
    Index("rooms_expires", "expires"),
)
ANSWERS = Table(
    "answers",
    METADATA,
    Column("room", String(8), ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True),
    Column("token", String(64), primary_key=True, comment="SHA-256 of the phone's token"),
    Column("sent", JSON(none_as_null=True), comment="what it sent last; none before its first answer"),
    Column("shown", JSON(none_as_null=True), comment="what has been shown of it, part by part, the latest last"),
    sqlite_with_rowid=False,  # in the order of their tokens, which says nothing of who came when
    comment="one row a phone",
)
