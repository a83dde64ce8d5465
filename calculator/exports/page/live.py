"""The take-away: a few fields, the scenario as data, and the code that computes on the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from calculator import formats, notation, questions
from calculator.analyses.comparison import grounds
from calculator.exports.content import Content
from calculator.exports.page import figures
from calculator.exports.page.figures import colour
from calculator.model import Scenario
from calculator.named import inline, opening_name
from calculator.parameters import get, parameters
from calculator.safety import isolated

HERE = Path(__file__).parent
ENGINE = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("formulas.js", "engine.js"))
"""The engine in JavaScript: `measures(scenario)`."""
SPOKEN = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("words.js", "draws.js"))
"""Figures and the answer in words: `speech(data)`; and how far they may be off: `drawn(scenario)`."""
NUMBERS = (HERE / "numbers.js").read_text(encoding="utf-8")
"""Numbers as people type them: `numbers(notation.spoken(currency))`."""
FIGURES = (HERE / "figures.js").read_text(encoding="utf-8")
"""Charts of bars: `figures(data, speech(data))`."""
CODE = "\n".join((ENGINE, SPOKEN, FIGURES, NUMBERS, (HERE / "live.js").read_text(encoding="utf-8")))
"""All that runs on the page."""


@dataclass(frozen=True)
class Field:
    """A field: what it is called, what it shows, and the paths that follow it, each at its own scale."""

    id: str
    label: str
    value: float
    low: float
    high: float
    step: float
    kind: str
    scales: Mapping[str, float]


def asked(scenario: Scenario) -> list[Field]:
    """A field for each of the questions."""
    return [
        field(scenario, f"field-{it.word}", f"{isolated(it.of)}: {it.label}" if it.of else it.label, it.scales)
        for it in questions.asked(scenario)
    ]


def field(scenario: Scenario, name: str, label: str, scales: Mapping[str, float]) -> Field:
    """A field of that name for numbers of the scenario; its value is that of the first of them."""
    known = parameters(scenario)
    first = next(iter(scales))
    now = round(float(get(scenario, first) or 0.0) / scales[first], 2)
    low = max(known[path].low / scale for path, scale in scales.items())
    high = min(_highest(scenario, path, known[path].high) / scale for path, scale in scales.items())
    step, kind = known[first].step / known[first].scale, known[first].reading_at(scales[first]).kind
    return Field(name, label, now, low, high, step, kind, scales)


def _highest(scenario: Scenario, path: str, high: float) -> float:
    """The bound of a path; a journey must also leave and return on the day of its meeting."""
    branch, key, leaf = [*path.split("."), "", ""][:3]
    if branch != "activities" or leaf != "travel_minutes":
        return high
    activity = scenario.activities[key]
    spare = 1440 - activity.session_minutes
    if activity.start_hour is not None:
        end = activity.start_hour + activity.session_minutes / 60
        spare = min(spare, 120 * activity.start_hour, 120 * (24 - end))
    return float(max(min(high, spare), activity.travel_minutes))


def data(content: Content) -> str:
    """What the script reads, as JSON in which nothing can end the block that holds it."""
    scenario = content.scenario
    reads = {
        **spoken(content),
        "scenario": scenario.model_dump(mode="json"),
        "colours": [colour(slot) for slot in content.slots],
        "charts": {name: figures.described(chart, content.period.factor) for name, chart in content.charts.items()},
        "measured": figures.measured(),
        "fields": [asdict(field) for field in asked(scenario)],
    }
    return embedded(reads)


def spoken(content: Content) -> dict[str, object]:
    """What `speech` needs to know."""
    scenario = content.scenario
    return {
        "keys": list(scenario.strategies),
        "names": list(map(isolated, content.called)),
        "openings": [opening_name(scenario, key) for key in scenario.strategies],
        "inlines": [inline(scenario, key) for key in scenario.strategies],
        "role": content.role,
        "years": scenario.profile.years,
        "most": parameters(scenario)[f"pipelines.{scenario.goal}.value_per_win"].high,
        "grounds": grounds(scenario),
        "currency": scenario.currency,
        "locale": str(formats.locale(scenario.currency)).replace("_", "-"),
        "symbol": formats.before_digits(scenario.currency),
        "reading": notation.spoken(scenario.currency),
    }


def embedded(content: Mapping[str, object]) -> str:
    """JSON for a script block: a word such as `</script>` or `<!--` in it stays a word."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
