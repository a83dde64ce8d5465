"""The view of tools."""

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.findings.right_tool import finding
from tests.ui.test_pages import NO_ACTIVITY, NO_STRATEGY
from tests.ui.views import opened

OWNER = assumptions.scenario("uk-owner")


def test_another_strategy_has_its_own_answer() -> None:
    """The heading is the finding of the strategy picked."""
    app = opened("right_tool")
    assert app.title[0].value == finding(Study(OWNER), "face_to_face").sentence.replace(":", "\\:")
    app.selectbox(key="right-tool-strategy").select("online").run()
    assert app.title[0].value == finding(Study(OWNER), "online").sentence.replace(":", "\\:")


def test_nothing_to_show_is_said() -> None:
    """Without strategies or activities the view says what to do."""
    for without in (NO_STRATEGY, NO_ACTIVITY):
        app = opened("right_tool", without=without)
        assert not app.exception
        assert app.title[0].value.startswith("No ")
