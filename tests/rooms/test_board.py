"""The board: a room is a table of changes, so it says what each person's own calculator would say, and names nobody."""

from __future__ import annotations

import itertools
import json
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator import assumptions, formats
from calculator.cases import Cases
from calculator.changes import replace
from calculator.engine import evaluate
from calculator.rooms import words
from calculator.rooms.board import Board, told
from calculator.rooms.room import Answer

OWNER = assumptions.scenario("uk-owner")
NUMBERS = {
    "profile.hourly_value": st.floats(0, 200),
    "pipelines.clients.value_per_win": st.floats(0, 20_000),
    "activities.breakfast.travel_minutes": st.floats(0, 200),
    "strategies.face_to_face.times_per_year.breakfast": st.floats(0, 100),
}
BELIEFS = ("face_to_face", "no_time", "role_differs")
VOTES = st.dictionaries(st.sampled_from(BELIEFS), st.sampled_from([-1, 0, 1]))
ANSWERS = st.builds(Answer, st.fixed_dictionaries({}, optional=NUMBERS), VOTES, VOTES)


@given(st.lists(ANSWERS, min_size=5, max_size=9))
def test_a_room_says_what_each_person_would_be_told_alone(answers):
    """Dots, medians and counts are those of each person's own scenario, worked out one by one."""
    board = Board(OWNER, answers, at_least=3)
    alone = [evaluate(Cases(replace(OWNER, answer.changes))) for answer in answers]
    for at, strip in enumerate(board.strips("cost")):
        own = sorted(float(one.cost[0, at]) / OWNER.profile.years for one in alone)
        step = max(max(float(one.cost[0].max()) for one in alone) / OWNER.profile.years / 40, 1e-6)
        assert all(abs(dot - cost) <= step for dot, cost in zip(strip.dots, own, strict=True))
        assert abs(strip.median - statistics.median(own)) <= step
    least = [min(range(3), key=lambda at: one.cost[0, at]) for one in alone]
    for at, count in enumerate(board.costs_least.values()):
        assert count is None or count == least.count(at)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.integers(3, 8))
def test_no_count_of_few_is_told_and_none_can_be_worked_out(counts, at_least):
    """Whoever knows how many there are, and every count that is told, is left with more than one way it may be."""
    shown = told(counts, at_least)
    hidden = [at for at, count in enumerate(shown) if count is None]
    assert all(count >= at_least for count in shown if count is not None)
    assert all(shown[at] in (None, counts[at]) for at in range(len(counts)))
    left = sum(counts[at] for at in hidden)
    if left and sum(counts) >= at_least:
        assert len(hidden) != 1


def test_a_cut_of_fewer_people_than_are_shown_is_left_out():
    """In a room of nine, what four have voted or changed is nowhere on the board."""
    own = {"profile.hourly_value": 173.0, "activities.breakfast.meal_fee": 61.0}
    few = [Answer(own, {"no_time": 1}, {"no_time": -1}) for _ in range(4)]
    board = Board(OWNER, [*few, *(Answer() for _ in range(5))], at_least=5)
    assert board.given == []
    assert all(vote.before == vote.after == () and vote.moved is None for vote in board.votes)
    assert "173" not in json.dumps(words.data(board))


def test_the_change_of_a_belief_is_that_of_those_who_voted_twice():
    """Of twelve who held it true, seven do after; those who voted once count in neither."""
    answers = [Answer({}, {"no_time": 1}, {"no_time": 1 if at < 7 else -1}) for at in range(12)]
    answers += [Answer({}, {"no_time": -1}, {}) for _ in range(6)]
    (vote,) = [vote for vote in Board(OWNER, answers, 5).votes if vote.belief == "no_time"]
    assert (vote.before, vote.after, vote.moved) == ((12, None, None), (7, None, None), -5)


def test_numbers_of_one_question_are_swung_together():
    """Who goes half as often does so in every way: the mixes keep their shape, as they do on a phone."""
    paths = ["strategies.face_to_face.times_per_year.breakfast", "strategies.blended.times_per_year.breakfast"]
    answers = [Answer({paths[0]: 10.0 * at, paths[1]: 5.0 * at}) for at in range(1, 9)]
    board = Board(OWNER, answers, 5)
    assert board.together[paths[0]] == paths
    assert paths[1] not in board.together
    columns = board.swings.results.cases.columns
    row = 1 + 2 * list(board.together).index(paths[0])
    assert columns[paths[0]][row] == pytest.approx(2 * columns[paths[1]][row], rel=0.01)


def test_the_first_number_that_decides_turns_the_verdict_where_any_does():
    """The room's middle at one end of it has another way ahead, as the sentence says."""
    answers = [Answer({"profile.hourly_value": float(hour)}) for hour in (5, 10, 20, 40, 60, 80)]
    board = Board(OWNER, answers, 5)
    first = board.decides[0]
    one, other = board.two
    for end, difference in zip(first.ends, first.differences, strict=True):
        middle = {path: spread.likely for path, spread in board.spreads.items()} | {first.path: end}
        net = evaluate(Cases(OWNER, {path: [value] for path, value in middle.items()})).net_value[0]
        assert abs(net[one] - net[other] - difference) <= max(abs(difference) / 20, 100)
    assert first.turns == (min(first.differences) < 0)


def test_words_keep_names_apart_and_say_every_figure_once():
    """A name that runs from right to left stands apart wherever it stands with more."""
    scenario = replace(OWNER, {"strategies.online.name": "מקוון", "activities.breakfast.name": "ארוחת בוקר"})
    said = words.data(Board(scenario, [Answer() for _ in range(5)], 5))
    texts = [said["suits"]["sentence"], said["decides"]["sentence"], *said["totals"], *said["prompts"]]
    for text, name in itertools.product(texts, ("מקוון", "ארוחת בוקר")):
        assert text.count(name) == text.count(f"\u2068{name}\u2069")
    assert said["cost"]["rows"][1]["said"] == formats.money(said["cost"]["rows"][1]["median"], "GBP")
