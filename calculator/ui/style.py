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
    cards = []  # the rule above each, in the colour of its strategy
    for slot in range(1, 7):
        fill = palette.look(slot).fill
        colours = f"light-dark({fill},{palette.dark(fill)})"
        cards.append(f'[class*="st-key-card-{slot}-"]{{border-top-color:{colours} !important}}')
    rules = "\n".join([own, *cards, palette.css()])
    return f"<style>{rules}</style><script>{script}</script>"


def apply() -> None:
    """Put them on the page."""
    st.html(sheet(), unsafe_allow_javascript=True)
