"""What is kept is bounded in bytes, whoever asks for whatever, and what a session holds is its scenario alone."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np
import pytest
from hypothesis import given
from streamlit.testing.v1 import AppTest

from calculator import assumptions, permalink
from calculator.analyses.study import MEASURES, Study
from calculator.changes import replace
from calculator.kept import fingerprint, kept
from calculator.model import HOLDS, Scenario
from calculator.ui import answers, asked, state
from calculator.web import cards, links
from calculator.web.api import answers as answers_of_api
from calculator.web.api import pictures
from calculator.web.widget import page
from tests.strategies import scenarios

OWNER = assumptions.scenario("uk-owner")
PAGE = str(Path(state.__file__).with_name("page.py"))


def larger(scenario: Scenario = OWNER) -> Scenario:
    """A scenario with as many activities and strategies as it may have, and the ranges of the preset."""
    tree = scenario.model_dump()
    known, first = list(tree["activities"].values()), next(iter(tree["strategies"].values()))
    for number in range(HOLDS["activities"] - len(known)):
        tree["activities"][f"more_{number}"] = {**known[number % len(known)], "name": f"More {number}"}
    for number in range(HOLDS["strategies"] - len(tree["strategies"])):
        tree["strategies"][f"way_{number}"] = {**first, "name": f"Way {number}"}
    return Scenario.model_validate(tree)


def seen(scenario: Scenario) -> Study:
    """An answer of which every measure that pages offer was asked for, in each way."""
    study = Study(scenario)
    assert study.headline, study.link
    assert len(study.turning) <= len(study.marks)
    for measure in dict.fromkeys((*asked.MEASURES, "win_probability", "relationships", "referrals")):
        study.outcomes.band(measure)
        study.swings.deciding(measure, 0, 1)
    return study


@pytest.mark.parametrize("scenario", [OWNER, larger()], ids=["preset", "large"])
def test_a_study_weighs_what_it_may_come_to_hold(scenario):
    """Once all is asked of it that pages ask, an answer holds less than it was weighed as."""
    seen(scenario)  # what is kept for all is made before, such as the points of the draws
    tracemalloc.start()
    study = seen(scenario)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(study.outcomes.draws.kept) <= MEASURES
    assert 8 * 4096 * 3 < held < study.weight


def test_answers_are_shared_and_bounded():
    """Two sessions with the same numbers have one answer; others' make room, and all weigh less than the room."""
    assert answers.answer(OWNER) is answers.answer(OWNER.model_copy(deep=True))
    every = [answers.answer(replace(OWNER, {"profile.hourly_value": 20 + n / 8})) for n in range(120)]
    assert answers.answer.cache.currsize <= answers.ROOM
    assert 10 < len(answers.answer.cache) < len(every)


def test_what_is_larger_than_the_room_is_given_and_not_kept():
    """A value of more than all the room pushes nothing out."""
    made = kept(room=10, weigh=len, key=str)(lambda text: text * 4)
    assert made("a") == "aaaa"
    assert made("abc") == "abcabcabcabc"
    assert list(made.cache) == ["a"]


def test_what_the_web_keeps_is_bounded():
    """Links, pages, cards and comparisons of ever new numbers never hold more than their room, by what they weigh."""
    caches = (links.link, page.page, page.picture, cards.drawn, pictures.drawn, answers_of_api.comparison)
    for number in range(40):
        found = links.link(f"profile.hourly_value={30 + number / 8}")
        page.page(found.query, "http://net.example")
    assert all(0 <= each.cache.currsize <= each.cache.maxsize <= 16_000_000 for each in caches)
    assert links.link.cache.currsize == sum(kept.weight for kept in links.link.cache.values()) > 0
    assert (
        page.page.cache.currsize >= sum(len(kept.content) + len(kept.packed) for kept in page.page.cache.values()) > 0
    )


@pytest.mark.parametrize("scenario", [replace(OWNER, {"profile.years": 3}), larger()], ids=["own", "large"])
def test_a_link_weighs_what_it_holds(scenario):
    """What a kept link takes in memory is less than it was weighed as, and not by far."""
    query = permalink.query(permalink.encode(scenario))
    links.link(query)
    links.link.cache.clear()
    tracemalloc.start()
    found = links.link(query)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    links.link.cache.clear()
    assert held < found.weight < 3 * held


def test_fingerprints_tell_apart_what_differs():
    """No two lists of parts run into one another, and the order of strategies counts."""
    assert len({fingerprint("ab", "c"), fingerprint("a", "bc"), fingerprint("abc"), fingerprint("ab", "c", None)}) == 4
    turned = OWNER.model_copy(update={"strategies": dict(reversed(OWNER.strategies.items()))})
    assert fingerprint(OWNER) != fingerprint(turned)
    assert fingerprint(OWNER) == fingerprint(OWNER.model_copy(deep=True))


@given(scenario=scenarios())
def test_a_scenario_to_go_back_to_is_kept_whole_in_few_bytes(scenario):
    """Undo gives the very scenario that was, and keeps it in a few kilobytes."""
    packed = state.packed(scenario)
    assert state.unpacked(packed) == scenario
    assert list(state.unpacked(packed).strategies) == list(scenario.strategies)
    assert len(packed) < 20_000


def reachable(root: object) -> list[object]:
    """Everything that hangs on an object; modules and classes are everybody's, and of a function its closure counts."""
    seen, queue = {}, [root]
    while queue:
        found = queue.pop()
        if id(found) not in seen and not isinstance(found, ModuleType | type):
            seen[id(found)] = found
            queue += [found.__closure__] if isinstance(found, FunctionType) else gc.get_referents(found)
    return list(seen.values())


def test_a_session_holds_its_scenario_and_no_answer():
    """After a number was changed on the Compare page three times, no draws and no study hang on the session's state."""
    app = AppTest.from_file(PAGE, default_timeout=120).run()
    for value in (31.0, 32.0, 33.0):
        app.text_input(key="ask profile.hourly_value").set_value(str(value)).run()
    found = reachable(app.session_state)
    assert len(app.session_state["undo"]) == 3
    assert sum(isinstance(one, Scenario) for one in found) <= 2
    assert not [one for one in found if isinstance(one, Study)]
    assert sum(one.nbytes for one in found if isinstance(one, np.ndarray)) == 0
