"""Numbers as questions: each has its own, in plain words, at a scale at which people think."""

from __future__ import annotations

import re

import pytest

from calculator import assumptions
from calculator.asking import WORDS, asking, basis, scale_of
from calculator.changes import replace
from calculator.model import Activity, Channel, Pipeline, Profile, Window, is_number
from calculator.parameters import get, parameters

KINDS = {"profile": Profile, "protected": Window, "media": Channel, "activities": Activity, "pipelines": Pipeline}
JARGON = re.compile(r"referral rate|churn|touchpoint|pipeline|richness|parameter|median|quantile|variable", re.I)


@pytest.mark.parametrize("branch", KINDS)
def test_every_number_of_the_model_has_a_question(branch: str) -> None:
    """A number that is added to the model needs a question before it can be asked for."""
    assert {name for name, field in KINDS[branch].model_fields.items() if is_number(field)} == set(WORDS[branch])


def test_a_number_without_a_question_is_asked_by_its_label(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that nobody has found words for yet stops no page: it is asked for by what it is called."""
    monkeypatch.delitem(WORDS["activities"], "meal_fee")
    said = asking(assumptions.scenario("uk-owner"), "activities.breakfast.meal_fee").text
    assert said == "Breakfast club: meal fee?"


@pytest.mark.parametrize("preset", [preset.short for preset in assumptions.presets().values()])
def test_every_number_is_asked_for_in_plain_words(preset: str) -> None:
    """A question is one short sentence that ends in a question mark, has no jargon, and says what we take."""
    scenario = assumptions.scenario(preset)
    for path in parameters(scenario):
        it = asking(scenario, path)
        assert it.text.endswith("?"), path
        assert len(it.text.split()) <= 22, it.text
        assert not JARGON.search(it.text), it.text
        assert "{" not in it.text
        assert it.taken.startswith("We take "), it.taken
        if path in scenario.ranges:
            assert "may well be" in it.taken
            assert basis(scenario, path)


def test_a_share_is_asked_for_in_per_cent_and_a_way_one_way() -> None:
    """What a person types is brought back to what the model holds: 25 % is 0.25, 20 minutes each way are 40."""
    scenario = assumptions.scenario("uk-owner")
    for path, given, held in (
        ("pipelines.clients.close_rate", 25, 0.25),
        ("activities.breakfast.travel_minutes", 20, 40),
        ("activities.breakfast.travel_distance", 6, 12),
        ("activities.breakfast.meal_fee", 15, 15),
    ):
        mine = replace(scenario, {path: given * scale_of(parameters(scenario)[path])})
        assert get(mine, path) == held
        assert asking(mine, path).value == given
