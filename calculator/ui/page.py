"""The page that Streamlit runs: the same scenario on every page, and the link that carries it."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:  # Streamlit puts this file's own folder on the path, not the project's
    sys.path.insert(0, str(ROOT))

from calculator import turns  # noqa: E402
from calculator.allowance import shared  # noqa: E402
from calculator.tally import counted  # noqa: E402
from calculator.ui import (  # noqa: E402
    address,
    compare,
    details,
    embedding,
    pages,
    people,
    share,
    sources,
    state,
    style,
    workshop,
    year,
)
from calculator.ui.views import page as answers  # noqa: E402

st.set_page_config(
    page_title="Networking cost calculator",
    page_icon=str(Path(__file__).parent / "icon.svg"),
    layout="wide",
)
SHOWN = {
    "compare": compare.show,
    "details": details.show,
    "answers": answers.show,
    "year": year.show,
    "people": people.show,
    "share": share.show,
    "embed": embedding.show,
    "workshop": workshop.show,
    "sources": sources.show,
}
VISITOR = address.visitor()
with counted.timed("page runs"), turns.shared().taken(VISITOR), shared().measured(VISITOR):
    style.apply()
    st.logo(str(Path(__file__).parent / "icon.svg"), link=None)
    state.start()
    pages.navigation(SHOWN).run()
    address.write(state.pairs())
