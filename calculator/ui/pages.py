"""The pages of the app by name: made once a run for the navigation, and from then on linked to from one another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import streamlit as st

PAGES = {
    "compare": ("Compare", "compare"),
    "details": ("Details", "details"),
    "answers": ("Answers", "answers"),
    "year": ("Your year", "your-year"),
    "people": ("Many people", "many-people"),
    "share": ("Share", "share"),
    "embed": ("Embed", "embed-builder"),
    "workshop": ("Workshop", "workshop"),
    "sources": ("Sources", "sources"),
}
"""The title of each page, and its own part of the address; the first is the one that opens."""


def navigation(shown: Mapping[str, Callable[[], None]], position: Literal["top", "hidden"] = "top") -> Any:
    """The page that is open, of those given by name with what shows them."""
    made = {}
    for name, show in shown.items():
        title, path = PAGES[name]
        made[name] = st.Page(show, title=title, url_path=path, default=name == next(iter(PAGES)))
    st.session_state["pages"] = made
    return st.navigation(list(made.values()), position=position)


def link(name: str, label: str, icon: str | None = None) -> None:
    """A link to a page."""
    st.page_link(st.session_state["pages"][name], label=label, icon=icon)


def back() -> None:
    """The link to the comparison that stands above every other page."""
    link("compare", "Back to the comparison", ":material/arrow_back:")


def go(name: str) -> None:
    """Open a page in place of this one."""
    st.switch_page(st.session_state["pages"][name])
