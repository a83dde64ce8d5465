"""The one state of a session: the scenario, what it was before each change, and what has to be said of it.

A widget shows a number of the scenario and, when used, replaces it; nothing else is kept. So a number lives on
whether or not its widget is drawn, and the link that is written from the scenario carries everything.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from calculator import assumptions, edits, facts, formats, permalink
from calculator.changes import Value, replace
from calculator.charts import CHARTS, LEADING
from calculator.errors import BadInput, CalculatorError, Fault, shortened
from calculator.model import Scenario
from calculator.notation import plain, written
from calculator.parameters import Parameter, get, parameters, text
from calculator.period import NAMES
from calculator.ui import answers

SHARED = ("shared", "1")
"""What a link from the Share page carries, so that whoever opens it is told whose numbers these are not."""
UNDOS = 50
"""How many changes can be taken back."""


def start() -> None:
    """Read the link, once a session, before any page or widget looks at it."""
    if "scenario" in st.session_state:
        return
    pairs = permalink.mended((key, st.query_params.get_all(key)[-1]) for key in st.query_params)
    period = dict(pairs).get("period", "all")
    scenario, faults = permalink.decode([pair for pair in pairs if pair[0] not in ("period", "more", SHARED[0])])
    st.session_state["shared"] = scenario if SHARED in pairs else None
    st.session_state["skipped"], unasked = permalink.skipped(dict(pairs).get("skipped", ""), scenario)
    faults += unasked
    if period not in NAMES:
        faults.append(Fault("period", f"The period is '{period[:20]}'; it takes {', '.join(NAMES)}."))
        period = "all"
    more = dict.fromkeys(name for name in dict(pairs).get("more", "").split(",") if name)
    besides = [name for name in CHARTS if name not in LEADING]
    st.session_state["opened"] = [name for name in besides if name in more]
    unknown = [shortened(name) for name in more if name not in CHARTS][:3]
    faults += [Fault("more", f"There is no chart '{name}'. There are {formats.joined(besides)}.") for name in unknown]
    st.session_state["scenario"], st.session_state["undo"] = scenario, []
    st.session_state["span"] = period
    st.session_state["seen"] = dict(pairs).get("view", "")
    st.session_state["left_out"] = faults


def shared() -> Scenario | None:
    """The scenario as somebody shared it, where a link from the Share page was opened."""
    theirs: Scenario | None = st.session_state.get("shared")
    return theirs


def scenario() -> Scenario:
    """The scenario on screen."""
    now: Scenario = st.session_state["scenario"]
    return now


def span() -> str:
    """The name of the period for which amounts are shown."""
    name: str = st.session_state["span"]
    return name


def view() -> str:
    """The id of the view that is open on the Answers page."""
    seen: str = st.session_state["seen"]
    return seen


def look(view: str) -> None:
    """Open a view."""
    st.session_state["seen"] = view


def charts() -> list[str]:
    """The ids of the charts that are open besides those that lead."""
    opened: list[str] = st.session_state["opened"]
    return opened


def open_charts(names: Collection[str]) -> None:
    """Open these charts besides those that lead, and no others."""
    st.session_state["opened"] = [name for name in CHARTS if name in names]


def skipped() -> list[str]:
    """The numbers that the user was not sure of when asked, those of which the scenario has still."""
    known = parameters(scenario())
    return [path for path in st.session_state["skipped"] if path in known]


def skip(path: str) -> None:
    """Take 'not sure' for an answer."""
    st.session_state["skipped"] = [*skipped(), path]


def ask_again() -> None:
    """Ask anew what was skipped."""
    st.session_state["skipped"] = []


def pairs() -> permalink.Pairs:
    """The query parameters of what is on screen."""
    shown = [] if span() == "all" else [("period", span())]
    opened = [("view", view())] if view() else []
    more = [("more", ",".join(charts()))] if charts() else []
    return [*answers.answer(scenario()).link, *permalink.skips(skipped()), *shown, *opened, *more]


def put(changed: Scenario) -> None:
    """Take a changed scenario, and remember the one before."""
    before = scenario()
    if changed != before:
        st.session_state["undo"] = [*st.session_state["undo"], packed(before)][-UNDOS:]
        st.session_state["scenario"] = changed
    st.session_state["faults"] = []
    st.session_state["left_out"] = []


def change(changes: Mapping[str, Value], at: str = "") -> bool:
    """Replace numbers; what will not do is said, beside the field `at` if there is one, and everything stays."""
    return attempt(lambda: replace(scenario(), changes), changes, at)


def take(path: str, key: str) -> None:
    """Replace a word by what its widget holds, which shows the word that there was where it will not do."""
    if not change({path: st.session_state[key]}):
        del st.session_state[key]


def attempt(make: Callable[[], Scenario], changes: Mapping[str, Value] = MappingProxyType({}), at: str = "") -> bool:
    """Take the scenario that `make` gives, with these changes if it is about numbers, or say why there is none."""
    st.session_state["at"], st.session_state["read"] = at, ("", "")
    try:
        put(make())
    except BadInput as error:
        faults = [_stays(fault, changes) for fault in error.faults]
        st.session_state["faults"] = faults[:1] if at else faults  # of a field the others say the same of what follows
        return False
    except CalculatorError as error:
        st.session_state["faults"] = [str(error)]
        return False
    return True


def refuse(fault: Fault, path: str, at: str) -> None:
    """Say beside the field `at` that what was typed is no number for this path."""
    st.session_state["at"], st.session_state["read"] = at, ("", "")
    st.session_state["faults"] = [_stays(fault, {path: None})]


def packed(scenario: Scenario) -> bytes:
    """A scenario in some kilobytes: as it is, a large one takes a megabyte, and a session may hold fifty."""
    return zlib.compress(scenario.model_dump_json().encode("utf-8", "replace"))


def unpacked(content: bytes) -> Scenario:
    """The scenario that was packed."""
    return Scenario.model_validate_json(zlib.decompress(content))


def undo() -> None:
    """Take back the last change."""
    if st.session_state["undo"]:
        st.session_state["scenario"] = unpacked(st.session_state["undo"].pop())
    st.session_state["faults"], st.session_state["read"] = [], ("", "")


def reset(path: str) -> None:
    """Give a number the value and range of the preset, or of what it was copied from."""
    row = assumptions.rows(scenario()).get(path)
    if row is None:
        change({path: text(assumptions.origin(scenario()), path)})
    else:
        ends = (row.low, row.value, row.high) if row.low < row.high else (row.value,)
        change({path: "..".join(map(written, ends))})


def rooted(path: str) -> bool:
    """Whether there is something to reset a number to."""
    return path in assumptions.rows(scenario()) or path in parameters(assumptions.origin(scenario()))


def reset_all() -> None:
    """Go back to the preset."""
    put(assumptions.origin(scenario()))


def delete(path: str) -> None:
    """Delete an activity or a strategy."""
    attempt(lambda: edits.delete(scenario(), path))


def say() -> None:
    """Say what could not be used, of the link that was opened or of the last change."""
    faults, left_out = st.session_state.get("faults", []), st.session_state.get("left_out", [])
    if left_out:
        count = "1 setting" if len(left_out) == 1 else f"{len(left_out)} settings"
        lines = "\n".join(f"- {formats.markdown(str(fault))}" for fault in left_out[:20])
        more = f"\n- and {len(left_out) - 20} more" if len(left_out) > 20 else ""
        st.error(f"This link has {count} we could not use. Everything else is as it was shared.\n\n{lines}{more}")
    if faults and not st.session_state.get("at"):  # those of a field stand beside it
        st.error("  \n".join(map(formats.markdown, faults)))


def shown(key: str, value: Any) -> None:
    """Let the widget of that key show a value, whatever it showed before.

    The key is set, not deleted: a deleted key would leave the browser showing the old value.
    """
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def allowed(known: Parameter) -> str:
    """What a number takes, in the unit that stands beside its field."""
    if known.unit == facts.HOUR:
        return f"a time of day, such as 06:45{', or none' if known.optional else ''}"
    if known.scale != 1:
        low, high = (facts.figure(scenario(), known, end) for end in (known.low, known.high))
        return f"{low} to {high}{facts.unit_of(scenario(), known).removeprefix('%')}"
    return known.allowed.replace(f"({known.unit})", f"({facts.unit_of(scenario(), known)})")


def _stays(fault: Fault, changes: Mapping[str, Value]) -> str:
    """The fault with what the number is still: its own, or the changed one that it would not go with."""
    known = parameters(scenario())
    path = fault.path if fault.path in changes else next(iter(changes), fault.path)
    if path not in known:
        return str(fault)
    it, message, given = known.get(fault.path), fault.message, changes.get(path)
    if it is not None:  # as the page speaks: its own units, and a word where nothing was typed
        if it.scale != 1 and isinstance(given, float):
            message = message.replace(f" is {plain(given)}; ", f" is {facts.figure(scenario(), it, given)}; ")
        message = message.replace(it.allowed, allowed(it)).replace(" is ; ", " is empty; ")
    subject = "It" if path == fault.path else known[path].label
    return f"{message} {subject} stays at {facts.figure(scenario(), known[path], number(path))}."


def number(path: str) -> float | None:
    """The number of a path, for a widget."""
    value: float | None = get(scenario(), path)
    return value
