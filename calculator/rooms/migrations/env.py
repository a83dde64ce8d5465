"""What Alembic runs to take steps: on the connection that the store hands it, in one transaction."""

from __future__ import annotations

from alembic import context

from calculator.rooms.tables import METADATA


def migrate() -> None:
    """Take the steps that are asked for."""
    context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
    with context.begin_transaction():
        context.run_migrations()


if __name__ == "env_py":  # as Alembic names it; whoever imports it for another reason takes no step
    migrate()
