"""One fact, one place: a made-up item of cash and a made-up field, added to a copy of the project, reach every door.

The copy is changed as CONTRIBUTING says: a declaration, a field, a question, a row of data and a term.
"""

import html
import json
import re
import shutil
import subprocess
import sys

import pytest

from calculator import assumptions
from tests.copies import copied, ran
from tests.exports.workbooks import opened, poisoned, recalculated, shown

EDITION = "2127-05"
FEE, WAIT = 12, 10
"""What minding the children costs at each breakfast, and the minutes that one waits there."""
CHANGES = {
    "calculator/parts.py": {
        '    Item("joining",': '    Item("childcare", "Childcare", ("childcare_fee",), '
        'Fill(Tone("#8c2f6b", "#e08fc4"), PAPER), "occurrence"),\n    Item("joining",',
        '("preparation_minutes",)': '("preparation_minutes", "waiting_minutes")',
    },
    "calculator/model.py": {
        "    entry_fee: float": '    childcare_fee: float = number("Childcare fee", "money", 0, 200, 1, default=0.0)\n'
        '    waiting_minutes: float = number("Waiting", "minutes", 0, 600, 5, default=0.0)\n    entry_fee: float',
    },
    "calculator/asking.py": {
        '    "entry_fee":': '    "childcare_fee": "{name}: what does minding the children cost?",\n    "entry_fee":'
    },
    "calculator/engine/cash.py": {
        '"entry": activity.entry_fee,': '"entry": activity.entry_fee,\n        "childcare": activity.childcare_fee,'
    },
    "calculator/engine/time.py": {
        '"preparation": activity.preparation_minutes': '"preparation": activity.preparation_minutes'
        " + activity.waiting_minutes"
    },
    f"data/{EDITION}/presets/uk-owner.csv": {
        "activities.breakfast.meal_fee,": f"activities.breakfast.childcare_fee,{FEE},8,20,ours,A sitter.\n"
        f"activities.breakfast.waiting_minutes,{WAIT},5,15,ours,Nobody is on time.\nactivities.breakfast.meal_fee,"
    },
}
"""What is written where, by file: instead of some text, the same with more."""


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """The folder of the changed copy, once everything in it was asked."""
    folder = copied(tmp_path_factory.mktemp("made-up"))
    newest = assumptions.editions()[0]
    shutil.copytree(folder / "data" / newest, folder / "data" / EDITION)
    for name, changes in CHANGES.items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1, f"{name}: {old}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    translated = ran(folder, sys.executable, "-m", "tests.golden.javascript")  # as `make golden` does
    (folder / "calculator" / "exports" / "page" / "formulas.js").write_text(translated, encoding="utf-8")
    ran(folder, sys.executable, "-m", "tests.made_up")
    yield folder / "found"
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def found(there):
    """What the copy said."""
    return json.loads((there / "found.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def paid():
    """What childcare costs over the horizon by strategy, reckoned from the mixes as they are."""
    scenario = assumptions.scenario("uk-owner")
    times = {key: mix.times_per_year.get("breakfast", 0) for key, mix in scenario.strategies.items()}
    return {key: n * scenario.profile.years * FEE for key, n in times.items()}


def test_the_engine_adds_it(found, paid):
    """Childcare is an item of its own, in its place and in the sum, and waiting is in the preparation."""
    before = assumptions.scenario("uk-owner")
    for (key, measures), older in zip(found["engine"].items(), found["older"], strict=True):
        assert list(measures["cash_by_item"]) == [
            "dues",
            "meals",
            "travel",
            "entry",
            "childcare",
            "joining",
            "subscriptions",
        ]
        assert measures["cash_by_item"]["childcare"] == pytest.approx(paid[key])
        assert measures["cash"] == pytest.approx(older + paid[key])
        waited = before.strategies[key].times_per_year.get("breakfast", 0) * before.profile.years * WAIT / 60
        asked = sum(
            n * before.profile.years * before.activities[name].preparation_minutes / 60
            for name, n in before.strategies[key].times_per_year.items()
        )
        assert measures["hours_by_part"]["preparation"] == pytest.approx(asked + waited)


def test_the_workbook_works_it_out(there, found, tmp_path):
    """Recalculated, the workbook has every measure of the changed engine."""
    made = recalculated({"made-up": poisoned((there / "workbook.xlsx").read_bytes())}, tmp_path)["made-up"]
    cells = shown(opened(made))
    for strategy, measure, value in found["figures"]:
        assert cells[strategy, measure] == (value if isinstance(value, str | None) else pytest.approx(value)), measure


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not here.")
@pytest.mark.parametrize("name", ["page.html", "widget.html"])
def test_the_browser_works_it_out(there, found, paid, name):
    """The take-away and the widget carry the number, compute with it, and draw it in a class of its own."""
    text = (there / name).read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])
    run = "process.stdout.write(JSON.stringify(measures(JSON.parse(require('fs').readFileSync(0, 'utf8')))));"
    program = f"{(there / 'engine.js').read_text(encoding='utf-8')}\n{run}"
    given = json.dumps(data["scenario"])
    done = subprocess.run(["node", "-e", program], input=given, capture_output=True, text=True, check=True)
    for key, measures in json.loads(done.stdout).items():
        assert measures["cash_by_item"]["childcare"] == pytest.approx(paid[key])
        assert measures["cash"] == pytest.approx(found["engine"][key]["cash"])
        assert measures["hours"] == pytest.approx(found["engine"][key]["hours"])
    own = re.search(r'class="(p\d+)" width="11" height="11"/></svg>Childcare<', text)[1]
    assert len(re.findall(rf'<rect class="{own}"', text)) == 1 + sum(amount > 0 for amount in paid.values())


def test_slides_have_its_series(found, paid):
    """The chart of cash has a series for it, with the amounts of the whole horizon."""
    [series] = [chart["Childcare"] for chart in found["slides"] if "Childcare" in chart]
    assert series == pytest.approx(list(paid.values()))


def test_it_is_asked_for_in_words(found):
    """The item has the question that it was given, and the field without one is asked for by its label."""
    assert found["questions"] == [
        "Breakfast club: what does minding the children cost?",
        "Breakfast club: waiting?",
    ]


def test_the_report_says_it(there, paid):
    """The table under the chart of cash has a row of it, for the whole horizon."""
    cells = re.search(r'<th scope="row">Childcare</th>(.*?)</tr>', (there / "page.html").read_text(encoding="utf-8"))[1]
    figures = [html.unescape(cell) for cell in re.findall(r"<td[^>]*>([^<]*)", cells)]
    assert figures == [f"£{amount:,.0f}" for amount in paid.values()]


def test_details_shows_both(found):
    """The page of every number has the fee and the wait, with the names that their fields have."""
    assert found["details"]["faults"] == []
    said = " ".join(found["details"]["said"])
    assert "Childcare fee" in said
    assert "Waiting" in said


def test_break_even_looks_at_it(found):
    """The fee is among the numbers at which two strategies may tie, with what it is now."""
    assert found["ties"]["activities.breakfast.childcare_fee"] == FEE


def test_programs_are_told_of_it(found, paid):
    """The API describes the fields and the item, and answers with the amount."""
    shapes = found["description"]["components"]["schemas"]
    assert {"childcare_fee", "waiting_minutes"} <= shapes["Activity"]["properties"].keys()
    for key, amount in paid.items():
        assert found["answer"]["strategies"][key]["cash_by_item"]["childcare"] == pytest.approx(amount)


def test_the_csv_has_its_rows(found, paid):
    """The exported figures have a row of it for each strategy."""
    assert {key: float(value) for key, value in found["csv"].items()} == pytest.approx(paid)


def test_a_link_carries_it(found):
    """Changed, the number is in the link by its path, and comes back from it."""
    pairs, back = found["link"]
    assert ["activities.breakfast.childcare_fee", "20"] in pairs
    assert back
