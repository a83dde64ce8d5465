"""The view of the week."""

from calculator import assumptions
from calculator.analyses.study import Study
from calculator.findings.week import finding
from tests.ui.test_pages import NO_ACTIVITY, NO_STRATEGY
from tests.ui.views import opened

OWNER = assumptions.scenario("uk-owner")


def test_a_strategy_without_times_offers_no_file() -> None:
    """Face to face has its calendar, online the words that say what a calendar needs."""
    app = opened("week")
    assert len(app.download_button) == 1
    app.selectbox(key="week-strategy").select("online").run()
    assert not app.download_button
    assert app.title[0].value == finding(Study(OWNER), "online").sentence.replace(":", "\\:")


def test_nothing_to_show_is_said() -> None:
    """Without strategies or activities the view says so."""
    for without in (NO_STRATEGY, NO_ACTIVITY):
        app = opened("week", without=without)
        assert not app.exception
        assert "o activities yet" in app.title[0].value or "No strategies yet" in app.title[0].value
