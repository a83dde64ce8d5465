"""The JavaScript of the take-away page and the Python engine give the same measures."""

from __future__ import annotations

import ast
import json
import math
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from calculator import assumptions, formats, printed
from calculator.analyses.headline import headline
from calculator.analyses.monte_carlo import outcomes
from calculator.analyses.sensitivity import swings
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.exports import page
from calculator.exports.content import Content
from calculator.exports.page.live import ENGINE, SPOKEN, spoken
from calculator.model import Scenario
from tests.golden import javascript
from tests.strategies import lively, trees

Run = Callable[[list[dict[str, Any]]], Any]
CLOSE = 1e-9
RUN = "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(measures)));"


@pytest.fixture
def run(request: pytest.FixtureRequest) -> Run:
    """Node where there is one, else a browser."""
    return in_node if shutil.which("node") else partial(in_chromium, request.getfixturevalue("browser"))


def in_node(found: list[Any], script: str = f"{ENGINE}\n{RUN}") -> Any:
    """What node makes of the scenarios, or of whatever else a script takes."""
    command = ["node", "-e", script]
    done = subprocess.run(command, input=json.dumps(found), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def in_chromium(browser: Browser, found: list[dict[str, Any]]) -> Any:
    """What Chromium makes of the scenarios."""
    page = browser.new_page()
    page.add_script_tag(content=ENGINE)
    made = page.evaluate("(found) => found.map(measures)", found)
    page.close()
    return made


def same(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two trees of figures differ by more than 1e-9 of the larger."""
    if isinstance(one, dict):
        assert list(one) == list(other), path
        return [line for key in one for line in same(one[key], other[key], f"{path}.{key}")]
    if one is None or other is None or isinstance(one, str):
        return [] if one == other else [f"{path}: {one} and {other}"]
    return [] if math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-9) else [f"{path}: {one} and {other}"]


def expected(scenario: Scenario) -> Any:
    """What Python prints of the scenario."""
    return printed.comparison(evaluate(Cases(scenario)))["strategies"]


def compare(scenarios: list[Scenario], run: Run) -> None:
    """Both engines on the same scenarios."""
    made = run([scenario.model_dump(mode="json") for scenario in scenarios])
    for scenario, found in zip(scenarios, made, strict=True):
        assert same(expected(scenario), found) == []


def test_the_translation_is_fresh() -> None:
    """The JavaScript of one occurrence is what the Python says now; `make golden` writes it anew."""
    assert (Path(page.__file__).parent / "formulas.js").read_text(encoding="utf-8") == javascript.formulas()


def test_what_has_no_translation_is_refused() -> None:
    """A formula that calls what the page has not, or that is no formula, is an error and not a wrong number."""
    for line in ("return guessed(activity)", "return activity.fee ** 2", "while True: pass"):
        tree = ast.parse(f'def fee(activity):\n    """What is paid."""\n    {line}')
        with pytest.raises(NotImplementedError):
            javascript._function(tree.body[0], set())  # type: ignore[arg-type]


@cache
def presets() -> list[Scenario]:
    """Every preset, of every edition."""
    return [assumptions.scenario(preset) for preset in assumptions.presets()]


def test_presets_agree(run: Run) -> None:
    """Every preset, for both goals, and over odd horizons."""
    odd = [{}, {"profile.years": 0.25}, {"profile.years": 10}, {"profile.hourly_value": 0}]
    goals = [{"goal": goal} for goal in ("clients", "role")]
    compare([replace(scenario, {**goal, **more}) for scenario in presets() for goal in goals for more in odd], run)


def test_a_browser_agrees(browser: Browser) -> None:
    """The same in a browser, where people open the page."""
    compare(presets(), partial(in_chromium, browser))


def generated(count: int) -> list[Scenario]:
    """Scenarios of every kind."""
    found: list[Scenario] = []

    @given(st.one_of(lively(), trees().map(Scenario.model_validate)))
    @settings(max_examples=count, phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None)
    def collect(scenario: Scenario) -> None:
        found.append(scenario)

    collect()
    return found


def test_generated_scenarios_agree(run: Run) -> None:
    """Scenarios with every bottleneck, and at the edge of every bound."""
    compare(generated(150), run)


def test_the_comparison_would_notice() -> None:
    """A measure that is off by a millionth is found."""
    assert same({"a": 1.0, "b": None}, {"a": 1.000001, "b": 2.0}) != []


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not here.")
def test_ranges_are_spelled_alike() -> None:
    """The ends of a range are rounded in a browser as they are everywhere else, whatever their size."""
    draw = np.random.default_rng(7).uniform
    sizes = [10.0**power for power in range(-2, 7)] * 250
    ranges = [sorted((round(float(draw(-size, size)), 3), round(float(draw(-size, size)), 3))) for size in sizes]
    speak = "const { between, count } = speech({ keys: [], role: false, locale: 'en-GB', currency: 'GBP' });"
    read = "JSON.parse(require('fs').readFileSync(0, 'utf8'))"
    say = f"process.stdout.write(JSON.stringify({read}.map(([low, high]) => between(low, high, count))));"
    assert in_node(ranges, f"{SPOKEN}\n{speak}\n{say}") == [
        formats.between(low, high, formats.count) for low, high in ranges
    ]


def told(scenarios: list[Scenario], cases: str) -> list[dict[str, Any]]:
    """The answer in words as node says it, from these cases: `found` alone, or the draws of `data.scenario`."""
    content = [{**spoken(Content(it)), "scenario": it.model_dump(mode="json")} for it in scenarios]
    say = (
        "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map((data) => {"
        "const found = Object.values(measures(data.scenario));"
        f"return speech(data).headline(data.scenario, found, {cases}); }})));"
    )
    return list(in_node(content, f"{ENGINE}\n{SPOKEN}\n{say}"))


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not here.")
def test_the_answer_is_said_alike() -> None:
    """The browser's answer is Python's, to the letter, for both goals, at many worths and over generated scenarios."""
    worths = (0, 100, 1500, 6000, 50_000)
    goals = [it.model_copy(update={"goal": goal}) for it in presets() for goal in ("clients", "role")]
    found = [replace(it, {f"pipelines.{it.goal}.value_per_win": worth}) for it in goals for worth in worths]
    found += [replace(it, {"profile.hourly_value": 0}) for it in goals]
    found += [replace(goals[0], {"profile.years": years}) for years in (0.25, 0.4625, 0.9, 1, 2.625, 2.635, 9.995, 10)]
    found = [it.model_copy(update={"ranges": {}}) for it in [*found, *generated(60)]]
    for scenario, words in zip(found, told(found, "[found]"), strict=True):
        said = headline(outcomes(scenario), swings(scenario))
        undecided = not said.lead or said.lead.startswith("What decides")  # only the server knows what decides
        lead = words["lead"] if undecided else said.lead
        assert words == {"sentence": said.sentence, "lead": lead, "rest": list(said.rest)}


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not here.")
def test_draws_in_the_browser_lead_to_the_same_case() -> None:
    """With its own draws the browser says of each preset who does best, as Python does, and about the same amount."""
    for scenario, words in zip(presets(), told(presets(), "drawn(data.scenario)"), strict=True):
        said = headline(outcomes(scenario), swings(scenario))
        assert re.sub(r"[\d,]+", "0", words["sentence"]) == re.sub(r"[\d,]+", "0", said.sentence), scenario.preset
