"""The view of what each activity is worth, and the tap that leaves the club out on the Compare page."""

import pytest

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.findings.keep import finding
from calculator.model import HOLDS
from tests.ui.test_pages import NO_ACTIVITY, NO_STRATEGY
from tests.ui.test_pages import opened as page
from tests.ui.views import opened

OWNER = assumptions.scenario("uk-owner-2026-11")


def plain(text: str) -> str:
    """A heading without the escapes of Markdown."""
    return text.replace("\\", "").replace("\u2060", "")


def test_another_strategy_has_its_own_answer() -> None:
    """The heading is the finding of the strategy picked."""
    app = opened("keep", preset=OWNER.preset)
    assert plain(app.title[0].value) == finding(Study(OWNER), "face_to_face").sentence
    app.selectbox(key="keep-strategy").select("online").run()
    assert plain(app.title[0].value) == finding(Study(OWNER), "online").sentence


@pytest.mark.parametrize("without", [NO_STRATEGY, NO_ACTIVITY])
def test_nothing_to_show_is_said(without: str) -> None:
    """Without strategies or activities the view says what to do."""
    app = opened("keep", without=without)
    assert not app.exception
    assert "yet" in app.title[0].value


def test_one_tap_leaves_the_club_out() -> None:
    """The strategy without its club stands beside the others, all else as it was, and Undo takes it away."""
    app = page(preset=OWNER.preset)
    assert app.button(key="without-face_to_face").label == "Without Breakfast club"
    app.button(key="without-face_to_face").click().run()
    assert not app.exception
    scenario = app.session_state["scenario"]
    *before, added = scenario.strategies.values()
    assert before == list(OWNER.strategies.values())
    assert added.name == "Face to face without Breakfast club"
    mix = OWNER.strategies["face_to_face"].times_per_year
    assert added.times_per_year == {key: times for key, times in mix.items() if key != "breakfast"}
    assert {key for key in scenario.ranges if "breakfast" in key} == {k for k in OWNER.ranges if "breakfast" in k}


def test_it_is_offered_once_and_where_it_means_something() -> None:
    """No button where there is no club, nothing besides it, the same strategy already, or no room."""
    app = page(preset=OWNER.preset)
    keys = {button.key for button in app.button}
    assert {"without-face_to_face", "without-blended"} <= keys
    assert "without-online" not in keys
    app.button(key="without-blended").click().run()
    assert "without-blended" not in {button.key for button in app.button}
    alone = {f"strategies__face_to_face__times_per_year__{key}": "0" for key in OWNER.activities if key != "breakfast"}
    assert "without-face_to_face" not in {button.key for button in page(preset=OWNER.preset, **alone).button}
    many = {f"strategies__mix_{n}__name": f"Mix {n}" for n in range(4, HOLDS["strategies"] + 1)}
    assert "without-face_to_face" not in {button.key for button in page(preset=OWNER.preset, **many).button}
