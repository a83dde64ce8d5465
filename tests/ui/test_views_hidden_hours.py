"""The view of forgotten hours: a tap adds, another takes out, and nothing is added twice."""

from __future__ import annotations

import pytest

from calculator import assumptions
from calculator.analyses import hidden_hours as analysis
from calculator.changes import replace
from tests.ui.test_pages import NO_ACTIVITY, NO_STRATEGY
from tests.ui.views import opened

OWNER = assumptions.scenario("uk-owner")


@pytest.mark.parametrize("kind", ["early", "committee", "substitute"])
def test_a_tap_adds_and_another_takes_out(kind: str) -> None:
    """On adds what the analysis adds; off gives the very scenario back."""
    app = opened("hidden_hours")
    app.toggle(key=f"hidden-{kind}").set_value(True).run()
    assert app.session_state["scenario"] == analysis.added(OWNER, kind)
    assert app.toggle(key=f"hidden-{kind}").value
    assert app.title[0].value.startswith("Forgotten hours add")
    app.toggle(key=f"hidden-{kind}").set_value(False).run()
    assert app.session_state["scenario"] == OWNER
    assert app.title[0].value.startswith("Hours that people forget would add")


def test_what_is_counted_cannot_be_added() -> None:
    """Follow-up and settling are in the preset's numbers, so their switches are off and shut."""
    app = opened("hidden_hours")
    assert {kind: app.toggle(key=f"hidden-{kind}").disabled for kind in analysis.kinds()} == {
        "early": False,
        "follow_up": True,
        "settling": True,
        "committee": False,
        "substitute": False,
    }


def test_own_numbers_come_back() -> None:
    """Numbers that the user typed, with their range, are what taking out gives back."""
    app = opened("hidden_hours", activities__event__travel_minutes="30..41.5..60")
    mine = app.session_state["scenario"]
    app.toggle(key="hidden-early").set_value(True).run()
    assert app.session_state["scenario"].activities["event"].travel_minutes == 66.5
    app.toggle(key="hidden-early").set_value(False).run()
    assert app.session_state["scenario"] == mine


def test_a_number_changed_since_turns_it_off() -> None:
    """Where every number it raised was changed since, a kind is off, and what was changed stays."""
    app = opened("hidden_hours")
    app.toggle(key="hidden-early").set_value(True).run()
    paths = [path for path in analysis.before(OWNER, "early") if path.endswith("travel_minutes")]
    shares = [path.replace("travel_minutes", "travel_working_share") for path in paths]
    changes = dict.fromkeys(paths, 33.0) | dict.fromkeys(shares, 0.25)
    app.session_state["scenario"] = replace(app.session_state["scenario"], changes)
    app.run()
    assert not app.toggle(key="hidden-early").value


def test_what_cannot_be_added_is_said() -> None:
    """A gathering that leaves no room in its day says why it takes no more."""
    early = {"days": "mon", "start_hour": "0.5", "travel_minutes": "50"}
    app = opened("hidden_hours", **{f"activities__event__{key}": value for key, value in early.items()})
    assert not app.exception
    assert any("within one day" in text.value for text in app.markdown)


def test_nothing_to_show_is_said() -> None:
    """Without strategies or activities the view says so."""
    for without in (NO_STRATEGY, NO_ACTIVITY):
        app = opened("hidden_hours", without=without)
        assert not app.exception
        assert app.title[0].value
