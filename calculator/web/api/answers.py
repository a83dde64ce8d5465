"""What the API answers about a scenario, as bytes, worked out once and kept by what is in the scenario."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from calculator import SCHEMA, checks, documents, permalink, printed
from calculator.analyses.study import Study
from calculator.kept import fingerprint, kept
from calculator.model import Scenario

RANGED = ("contacts", "relationships", "referrals", "wins", "win_probability", "value", "net_value")
"""Outcomes whose ranges are given: those that every draw has."""
SHARES = {"50": 0.5, "80": 0.8}
"""The middle share of draws that a range holds."""

ROOM = 8_000_000
"""Bytes of comparisons that are kept, and as many of parameters."""


@kept(ROOM, weigh=len, key=fingerprint)
def comparison(scenario: Scenario) -> bytes:
    """Every measure of every strategy, the answer in words, ranges and odds."""
    return written(compared(scenario))


@kept(ROOM, weigh=len, key=fingerprint)
def parameters(scenario: Scenario) -> bytes:
    """Every number with its range, bounds and source."""
    return written({"schema": SCHEMA, "parameters": printed.parameters(scenario)})


def whole(scenario: Scenario) -> bytes:
    """The scenario itself."""
    return documents.write(scenario).encode()


@cache
def presets() -> bytes:
    """The scenarios to start from."""
    return written({"schema": SCHEMA, "presets": printed.presets()})


def compared(scenario: Scenario) -> dict[str, Any]:
    """The comparison as the command line prints it, and beside it what people are shown first."""
    study = Study(scenario)
    words = study.headline
    facts = {"currency": scenario.currency, "goal": scenario.goal, "years": scenario.profile.years}
    ranges: dict[str, Any] = {key: {measure: {} for measure in RANGED} for key in study.results.strategies}
    study.outcomes.draws.take("cost", *RANGED)
    for measure in RANGED:
        for share, size in SHARES.items():
            ends = zip(*(end.tolist() for end in study.outcomes.band(measure, size)), strict=True)
            for key, (low, high) in zip(ranges, ends, strict=True):
                ranges[key][measure][share] = [low + 0.0, high + 0.0]
    keys, drawn = study.results.strategies, study.outcomes
    most = drawn.lead("wins").tolist() if keys else []
    least = drawn.lead("cost", most=False).tolist() if keys else []
    return {
        **printed.comparison(study.results),
        "about": {**facts, "names": study.names},
        "link": permalink.query(study.link),
        "headline": {"sentence": words.sentence, "lead": words.lead, "rest": list(words.rest)},
        "ranges": ranges,
        "odds": {
            "draws": drawn.draws.size,
            "wins_most": dict(zip(keys, most, strict=True)),
            "costs_least": dict(zip(keys, least, strict=True)),
        },
        "warnings": [{"path": f.path or None, "message": f.message} for f in checks.warnings(scenario.model_dump())],
    }


def link(scenario: Scenario) -> str:
    """The shortest query that gives the scenario."""
    return permalink.query(permalink.encode(scenario))


def written(tree: Mapping[str, Any]) -> bytes:
    """JSON as programs read it, every number finite."""
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
