"""The best-mix view, run without a browser: limits, the mix as a strategy, and the blend under it."""

from __future__ import annotations

import pytest

from calculator import assumptions
from tests.ui.test_pages import EDGES
from tests.ui.views import opened


@pytest.mark.parametrize("name", ["preset", "no strategies", "no activities", "one strategy", "a role", "nothing won"])
def test_every_kind_of_scenario_has_an_answer(name: str) -> None:
    """However little there is to mix, the view says something in words and breaks nowhere."""
    app = opened("best_mix", **EDGES.get(name, {}))
    assert not app.exception
    assert app.title[0].value


def test_a_limit_of_hours_is_the_scenario_s_own() -> None:
    """Fewer hours here are fewer hours everywhere, and the mix keeps to them."""
    app = opened("best_mix")
    app.number_input(key="mix profile.hours_per_week").set_value(2.0).run()
    assert not app.exception
    assert app.session_state["scenario"].profile.hours_per_week == 2
    best = app.session_state["best-mix"][3]
    assert best.results.hours_per_week[0, 0] <= 2


def test_the_mix_becomes_a_strategy() -> None:
    """The button adds the mix as it is shown, and undo takes it away."""
    app = opened("best_mix")
    times = app.session_state["best-mix"][3].times
    app.button(key="mix-add").click().run()
    assert not app.exception
    added = app.session_state["scenario"].strategies["mix_4"]
    assert added.name == "Best mix"
    assert {key: int(n) for key, n in added.times_per_year.items() if n} == times


def test_nothing_is_looked_for_twice() -> None:
    """A change to the blend below leaves the mix as it was found."""
    app = opened("best_mix")
    first = app.session_state["best-mix"][3]
    app.toggle(key="blend-equal").set_value(True).run()
    assert app.session_state["best-mix"][3] is first


def test_the_least_cost_for_as_many_as_now() -> None:
    """Asked for the least cost, it starts from what the best of the strategies wins, and wins as much."""
    app = opened("best_mix")
    app.segmented_control(key="mix-aim").set_value("least").run()
    assert not app.exception
    best = app.session_state["best-mix"][3]
    assert best.target == app.number_input(key="mix-wins").value
    assert best.results.wins[0, 0] >= best.target * (1 - 1e-9)
    assert "least" in app.title[0].value


def test_the_preset_s_link_stays_short() -> None:
    """Looking at the mix changes no number."""
    assert opened("best_mix").session_state["scenario"] == assumptions.scenario("uk-owner")
