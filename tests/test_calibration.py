"""The presets beside what was published: each row inside its range, or with the reason why not."""

import csv
from pathlib import Path

import pytest

from calculator import calibration
from calculator.assumptions import DATA, OURS, presets, scenario, sources
from calculator.calibration import CalibrationRow, table
from calculator.cases import Cases
from calculator.engine import evaluate

PAGE = Path(__file__).parent.parent / "docs" / "calibration.md"


@pytest.mark.parametrize("row", table(), ids=lambda row: row.id)
def test_inside_or_says_why_not(row: CalibrationRow) -> None:
    """The model lands in the published range or bears a reason, and no reason outlives its cause."""
    assert row.inside != bool(row.why_not), f"{row.model:g} against {row.low:g} to {row.high:g}"


@pytest.mark.parametrize("row", table(), ids=lambda row: row.id)
def test_rows_are_ordered_and_sourced(row: CalibrationRow) -> None:
    """A row's range is in order, its evidence can be looked up and how it was read is said."""
    assert row.low <= (row.low if row.likely is None else row.likely) <= row.high
    assert row.evidence
    assert set(row.evidence) <= set(sources())
    assert row.reading.endswith(".")


def test_our_own_estimates_are_called_ours() -> None:
    """Two levels rest on our own estimates, and the page calls them consistency, not proof."""
    ours = [row for row in table() if OURS in row.evidence]
    assert {row.id for row in ours} == {"referrals_a_year", "first_year"}
    assert all("consistency" in row.reading and "[our assumption]" in calibration.markdown() for row in ours)


def test_every_row_has_a_model_and_every_model_a_row() -> None:
    """Nothing is worked out that is not shown."""
    with (DATA / "calibration.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == list(calibration.MODEL)


def test_the_page_is_up_to_date() -> None:
    """docs/calibration.md is what the model and the data say now: `python -m calculator.calibration` writes it."""
    assert PAGE.read_text("utf-8") == calibration.markdown()


@pytest.mark.parametrize("preset", presets())
def test_what_the_page_says_of_the_presets_holds(preset: str) -> None:
    """Deepening binds in every mix, and at an owner's default worth of a client no mix pays."""
    results = evaluate(Cases(scenario(preset)))
    assert set(results.bottleneck[0]) == {"deepening"}
    assert "owner" not in preset or (results.net_value < 0).all()


def test_a_figure_is_written_with_its_unit_once() -> None:
    """Shares and money bear their sign; other units stand behind the likely figure."""
    rows = {row.id: row for row in table()}
    assert rows["hours_face_to_face"].published == "6.3 hours (4 to 8)"
    assert rows["online_year"].published == "1% (−10% to 5%)"
    assert rows["hours_of_half"].published == "0 to 4 hours"
