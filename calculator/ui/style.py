"""The look: one sheet of our own, and the generated one that gives charts their dark colours."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from calculator.charts import palette


@cache
def sheet() -> str:
    """Both sheets as one style element, and the script that marks fields."""
    own, script = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("style.css", "fields.js"))
    return f"<style>{own}\n{_cards()}\n{palette.css()}</style><script>{script}</script>"


def apply() -> None:
    """Put them on the page."""
    st.html(sheet(), unsafe_allow_javascript=True)


def _cards() -> str:
    """The rule above each card, in the colour of its strategy."""
    looks = [palette.look(slot) for slot in range(1, 7)]
    colours = [f"light-dark({look.fill},{palette.dark(look.fill)})" for look in looks]
    rules = [
        f'[class*="st-key-card-{slot}-"]{{border-top-color:{it} !important}}' for slot, it in enumerate(colours, 1)
    ]
    return "\n".join(rules)
