"""A field for a number: text that goes through the one reader, with its reading or its refusal beside it.

Streamlit's own field of numbers makes 195 of `19,5` before anybody sees it, so that no field of ours is one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from calculator import facts, formats
from calculator.model import Scenario
from calculator.notation import SECONDS, Reading, Spread, Unread, cleaned, parse, plain, written
from calculator.parameters import Parameter, parameters
from calculator.ui import state

ROOM = 320
"""Pixels of a sentence beside a field that stands in a row with others."""


def number(label: str, key: str, scales: Mapping[str, float], value: float | None, **more: Any) -> None:
    """A field for the number at the first path, as so many of its scale; other paths follow, each at its own."""
    known = parameters(state.scenario())[next(iter(scales))]
    if value is None:
        text = ""
    else:
        text = formats.clock(value) if known.unit == facts.HOUR else written(float(f"{value:.10g}"))
    state.shown(key, text)
    st.text_input(label, value=text, key=key, on_change=typed, args=(key, scales), **more)
    beside(key, "width" in more)


def typed(key: str, scales: Mapping[str, float]) -> None:
    """Take what stands in a field into the scenario; what will not do is said beside it, and the number stays."""
    given, scenario = str(st.session_state[key]), state.scenario()
    first, scale = next(iter(scales.items()))
    known = parameters(scenario)[first]
    try:
        spread = parse(given, known.optional, known.low / scale, known.high / scale, known.reading_at(scale))
    except Unread as error:
        state.refuse(known.fault(given, error.why), first, key)
    else:
        if state.change({path: _scaled(spread, own) for path, own in scales.items()}, key):
            st.session_state["read"] = (key, _read_as(given, scenario, known, spread, scale))
            return
    del st.session_state[key]  # the field shows the number that stays


def _scaled(spread: Spread, scale: float) -> float | str:
    """The number or range that so many of a scale are."""
    if spread.low is None or spread.likely is None or spread.high is None:
        return "none"
    if spread.low == spread.high:
        return round(spread.likely * scale, 8)
    return "..".join(written(round(end * scale, 8)) for end in (spread.low, spread.likely, spread.high))


def _read_as(given: str, scenario: Scenario, known: Parameter, spread: Spread, scale: float) -> str:
    """How a text was read; empty where it was typed as it is shown."""
    text = cleaned(given)
    ends = dict.fromkeys(end for end in (spread.low, spread.high) if end is not None)
    if scale == known.scale:
        shown = [facts.figure(scenario, known, round(end * scale, 8)) for end in ends]
    else:
        shown = [f"{end:,.10g}" for end in ends]
    said = " to ".join(shown)
    if not ends or text in (cleaned(said), *map(plain, ends), *map(written, ends)):
        return ""
    unit = known.reading.kind if (known.reading.kind in SECONDS and scale == 1) or known.unit == "minutes" else ""
    return f"Read as {said} {unit}".strip()


def beside(key: str, narrow: bool = False) -> None:
    """What is to be said of what was typed into a field, after it: why it will not do, or how it was read."""
    if st.session_state.get("at") == key and (faults := st.session_state.get("faults")):
        st.error("  \n".join(map(formats.markdown, faults)), width=ROOM if narrow else "stretch")
    at, said = st.session_state.get("read", ("", ""))
    if at == key and said:
        st.caption(formats.markdown(said), width="content" if narrow else "stretch")


def figure(
    label: str,
    key: str,
    start: float | None,
    reading: Reading,
    low: float = -math.inf,
    high: float = math.inf,
    **more: Any,
) -> float | None:
    """A field for a number that is none of the scenario's; the last one that would do stays in force."""
    kept = f"{key} kept"
    first = "" if start is None else written(float(f"{start:.10g}"))
    text = st.text_input(label, value=first, key=key, persist_state="session", **more) or ""
    before: float | None = st.session_state.get(kept, start)
    try:
        amount = parse(text, optional=start is None, reading=reading).likely
        if amount is not None and not low <= amount <= high:
            raise Unread(text)
    except Unread as error:
        bounds = f" from {plain(low)} to {plain(high)}" if math.isfinite(high) else ""
        why = f" {error.why[0].upper()}{error.why[1:]}." if error.why else ""
        stays = "" if before is None else f" It stays at {before:,.10g}."
        said = f"{label} is {text or 'empty'}; it takes a number{bounds}.{why}{stays}"
        st.error(formats.markdown(said), width=ROOM)
        return before
    st.session_state[kept] = amount
    if amount is not None and cleaned(text) not in (plain(amount), written(amount), f"{amount:,.10g}"):
        st.caption(f"Read as {amount:,.10g}", width="content")
    return amount
