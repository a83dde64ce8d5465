"""A second edition: made in a copy of the project as `data/README.md` says, and used at every door beside the first."""

import csv
import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from calculator.assumptions import DATA, editions
from tests.copies import copied, python, ran

OLD, NEW = editions()[0], "2127-05"
OLDEST, UNKNOWN = "2001-01", "settling_minutes"
"""An edition from before a field was thought of."""


def changed(path: Path, rows: dict[str, str | None]) -> None:
    """Write other values into a table of assumptions, by path; without a value the row goes."""
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        row["value"] = rows.get(row["path"], row["value"]) or ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=table[0].keys())
        writer.writeheader()
        writer.writerows(row for row in table if row["value"])


def commands(old: str, new: str) -> list[str]:
    """The commands that `data/README.md` gives for a new edition, for these two."""
    text = (DATA / "README.md").read_text("utf-8")
    block = re.search(r"```\ncd data\n(.*?)```", text, re.DOTALL)[1]
    first, second = sorted(set(re.findall(r"\b\d{4}-\d\d\b", block)))
    return block.replace(second, "new").replace(first, old).replace("new", new).splitlines()


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A copy with a later edition, in which an hour is worth 21, and one from before a field was thought of."""
    folder = copied(tmp_path_factory.mktemp("two-editions"))
    data = folder / "data"
    copy, fingerprints = commands(OLD, NEW)
    ran(data, "sh", "-c", copy)
    changed(data / NEW / "presets" / "uk-owner.csv", {"profile.hourly_value": "21"})
    ran(data, "sh", "-c", fingerprints)

    copy, fingerprints = commands(OLD, OLDEST)
    ran(data, "sh", "-c", copy)
    for table in [data / OLDEST / "assumptions.csv", *(data / OLDEST / "presets").iterdir()]:
        with table.open(encoding="utf-8") as file:
            gone = {row["path"]: None for row in csv.DictReader(file) if row["path"].endswith(UNKNOWN)}
        changed(table, gone)
    ran(data, "sh", "-c", fingerprints)
    yield folder
    shutil.rmtree(folder)


def test_the_data_of_all_editions_pass(two):
    """What holds for one edition's tables holds for three, and none of them needs a row that it cannot have."""
    said = ran(two, sys.executable, "-m", "pytest", "tests/test_data.py", "-p", "no:cacheprovider")
    assert " passed" in said


def test_the_newest_opens_and_older_ones_can_be_named(two):
    """Without an edition a preset is the newest, in commands and links; with one it is that one."""
    program = f"""
import json
from calculator import assumptions, permalink
hour = lambda name: assumptions.scenario(name).profile.hourly_value
names = ("uk-owner", "uk-owner-{OLD}", "uk-owner-{NEW}")
linked = [permalink.decode([("preset", name)])[0] for name in names]
print(json.dumps([[hour(name) for name in names], [s.profile.hourly_value for s in linked],
    [s.preset for s in linked], permalink.encode(linked[1])]))
"""
    asked, linked, presets, again = json.loads(python(two, program))
    assert asked == linked
    assert asked[0] == asked[2] == 21
    assert asked[1] != 21
    assert presets == [f"uk-owner-{edition}" for edition in (NEW, OLD, NEW)]
    assert again == [["preset", f"uk-owner-{OLD}"]]
    told = ran(two, sys.executable, "-m", "calculator", "scenario", "--preset", f"uk-owner-{OLD}")
    assert json.loads(told)["profile"]["hourly_value"] == asked[1]


def test_a_change_on_the_page_stays_in_its_edition(two):
    """Another value of the hour leaves the preset of the page as it was, and each choice has a label of its own."""
    program = f"""
import json
from streamlit.testing.v1 import AppTest
found = []
for edition in ("{OLD}", "{NEW}"):
    app = AppTest.from_file("calculator/ui/page.py", default_timeout=60)
    app.query_params["preset"] = f"us-owner-{{edition}}"
    app.run()
    app.text_input(key="ask profile.hourly_value").set_value("31").run()
    chosen, now = app.selectbox(key="preset"), app.session_state["scenario"]
    found.append([chosen.value, chosen.options, now.preset, now.profile.hourly_value])
print(json.dumps(found))
"""
    for edition, (chosen, labels, preset, hour) in zip((OLD, NEW), json.loads(python(two, program)), strict=True):
        assert chosen == preset == f"us-owner-{edition}"
        assert hour == 31
        assert len(set(labels)) == len(labels)


def test_the_widget_answers_from_the_edition_that_it_names(two):
    """A frozen widget keeps the numbers of its edition, and a live one takes the newest."""
    program = f"""
import json
from starlette.applications import Starlette
from starlette.testclient import TestClient
from calculator import web
with TestClient(Starlette(routes=web.routes(), middleware=web.middleware())) as asked:
    pages = [asked.get("/widget?preset=" + name).text for name in ("uk-owner", "uk-owner-{OLD}", "uk-owner-{NEW}")]
print(json.dumps(pages))
"""
    newest, older, named = (hours(page) for page in json.loads(python(two, program)))
    assert newest == named == 21
    assert older != 21


def hours(page: str) -> float:
    """The value of an hour in the scenario that a widget carries."""
    return float(re.search(r'"hourly_value": ?([\d.]+)', page)[1])


def test_a_field_that_an_edition_does_not_know_is_as_if_it_were_not_there(two):
    """The number is its default, which changes nothing, and is not called the user's own."""
    program = f"""
import json
from calculator import assumptions
found = assumptions.scenario("uk-owner-{OLDEST}")
path = "activities.breakfast.{UNKNOWN}"
print(json.dumps([found.activities["breakfast"].{UNKNOWN}, assumptions.marks(found)[path]]))
"""
    value, mark = json.loads(python(two, program))
    assert value == 0
    assert mark == "does not apply"
