"""The pages of the app, for the navigation and for links between them."""

from __future__ import annotations

from typing import Any

import streamlit as st


def compare() -> Any:
    """The answer, the questions and the charts."""
    from calculator.ui import compare as page  # pages link to one another

    return st.Page(page.show, title="Compare", url_path="compare", default=True)


def details() -> Any:
    """Every number of the model."""
    from calculator.ui import details as page

    return st.Page(page.show, title="Details", url_path="details")


def views() -> Any:
    """What else can be asked of the same numbers."""
    from calculator.ui.views import page

    return st.Page(page.show, title="Answers", url_path="answers")


def share() -> Any:
    """The link, its picture, and files to take away."""
    from calculator.ui import share as page

    return st.Page(page.show, title="Share", url_path="share")


def embedding() -> Any:
    """The widget for other people's pages."""
    from calculator.ui import embedding as page

    return st.Page(page.show, title="Embed", url_path="embed-builder")


def sources() -> Any:
    """What every number rests on."""
    from calculator.ui import sources as page

    return st.Page(page.show, title="Sources", url_path="sources")
