"""The Embed page: what a widget asks and shows, the lines to paste, and the widget as it will be."""

from __future__ import annotations

from typing import Any
from zlib import crc32

import streamlit as st

from calculator import assumptions, formats
from calculator.changes import replace
from calculator.charts.palette import INK, LINK
from calculator.embed import fields, snippet
from calculator.embed.settings import CHARTS, NONE, Settings, read
from calculator.errors import Fault
from calculator.model import Scenario
from calculator.ui import address, pages, placing, state
from calculator.ui.questions import GOALS, RELABELLED

MINE = ""
"""The choice of one's own numbers rather than those of a preset."""
THEMES = {"auto": "As the visitor's", "light": "Light", "dark": "Dark", "host": "My page's"}
SHOWS = {"live": "Today's assumptions", "frozen": "Exactly these numbers"}
RESULTS = {"": "No", "ask": "Their totals", "ask-numbers": "Totals and numbers"}
COLOURS = {"ink": ("Words", INK.light), "paper": ("Ground", "#ffffff"), "accent": ("Links", LINK.light)}
WIDTHS = (320, 640, 1200)
LOCAL = "http://localhost:8501"
"""Where the app is taken to be where nobody says."""
PLACES = 8
"""Places in which the frame of the preview may stand."""
KEPT: dict[str, Any] = {"persist_state": "session"}
"""What is chosen here is there again when one comes back."""


def show() -> None:
    """The whole page."""
    pages.back()
    st.title("Put the calculator on your page", anchor=False)
    st.markdown("Visitors try their own numbers there. It sets no cookies, stores nothing and asks nobody else.")
    state.say()
    host = address.host() or LOCAL
    left, right = st.columns([5, 8], gap="large")
    with left:
        scenario = _scenario()
        settings, faults = _settings(scenario)
        for fault in faults:
            st.error(formats.markdown(fault.message))
        st.header("Paste this where it is to stand", anchor=False)
        st.code(snippet.complete(scenario, settings, host), language=None, wrap_lines=True, height=190)
        st.caption(
            "The picture, its sentence and its table stand at once, and stay where scripts or this server do not run."
        )
        for label, lines in (
            ("Shorter: one line, no picture of its own", snippet.script(scenario, settings, host)),
            ("For pages that take no scripts", snippet.frame(scenario, settings, host)),
            ("For pages that unfold links, such as WordPress", snippet.address(scenario, settings, host)),
        ):
            with st.expander(label, type="compact"):
                st.code(lines, language=None, wrap_lines=True)
    with right:
        _preview(snippet.complete(scenario, settings, host))


def _scenario() -> Scenario:
    """The numbers that the widget starts from."""
    mine = state.scenario()
    names = {MINE: "Mine, as on the other pages"} | assumptions.offered()
    chosen = st.selectbox("Numbers", list(names), format_func=names.__getitem__, key="embed-preset", **KEPT)
    base = mine if chosen == MINE else assumptions.scenario(chosen)
    with st.container(horizontal=True, key="embed-words"):
        key = f"embed-goal-{chosen}-{base.goal}"
        goal = placing.switch("Visitors want", GOALS, key, default=base.goal, **KEPT)
        codes = sorted({*formats.LOCALES, base.currency})
        currency = st.selectbox(
            "Money in",
            codes,
            index=codes.index(base.currency),
            width=120,
            key=f"embed-money-{chosen}-{base.currency}",
            **KEPT,
        )
    if currency != base.currency:
        st.caption(RELABELLED)
    return replace(base, {"goal": goal, "currency": currency})


def _settings(scenario: Scenario) -> tuple[Settings, list[Fault]]:
    """How the widget shows them, and what of it will not do."""
    known = {word: field.label for word, field in fields.known(scenario).items()}
    controls = st.pills(
        "Fields",
        list(known),
        default=[key for key in fields.STANDARD if key in known],  # as a widget asks where nobody says
        format_func=lambda key: formats.label(known[key]),
        selection_mode="multi",
        wrap=True,
        key=f"embed-fields-{'-'.join(known)}",
        **KEPT,
    )
    charts = st.pills(
        "Charts",
        list(CHARTS),
        default=["cost"],
        format_func=lambda word: CHARTS[word].name,
        selection_mode="multi",
        wrap=True,
        key="embed-charts",
        **KEPT,
    )
    pairs = [("controls", ",".join(key for key in known if key in controls) or NONE), ("charts", ",".join(charts))]
    pairs.append(("theme", theme := _one("Colours", THEMES)))
    if theme == "host":
        with st.container(horizontal=True, key="embed-colours"):
            pairs += [(key, st.color_picker(label, start, key=key, **KEPT)) for key, (label, start) in COLOURS.items()]
    with st.container(key="embed-show"):
        shown = _one("Numbers that visitors leave alone", SHOWS)
        asked = _one("Ask visitors for what they found", RESULTS)
    st.caption("A visitor is asked each time, sees your page's name, and can say no.")
    return read([*pairs, ("show", shown), ("results", asked)])


def _one(label: str, names: dict[str, str]) -> str:
    return placing.switch(label, names, f"embed-{label}", default=next(iter(names)), wrap=True, **KEPT)


def _preview(lines: str) -> None:
    """The widget as it will be, in a frame of one's choice of widths."""
    with st.container(horizontal=True, key="embed-preview", vertical_alignment="center"):
        st.header("As it will be", anchor=False, width="content")
        small = "Mobi" in st.context.headers.get("User-Agent", "")
        wide = st.segmented_control(
            "Width",
            WIDTHS,
            default=WIDTHS[0] if small else WIDTHS[1],
            format_func="{} px".format,
            required=True,
            label_visibility="collapsed",
        )
    page = f'<!doctype html><html lang="en"><body style="margin:0;max-width:{wide}px">{lines}'
    with st.container(key="embed-frame"):
        # a frame follows its page upwards alone, so another page gets another frame, which stands in another place
        places = [st.empty() for _ in range(PLACES)]
        places[crc32(page.encode()) % PLACES].iframe(
            page, width=wide or WIDTHS[1], height="content", alt="The widget, as visitors see it"
        )
