"""A room's board in words: the figures as the presenter's page, the report and every other file say them.

>>> from calculator import assumptions
>>> from calculator.rooms.board import Board
>>> from calculator.rooms.room import Answer
>>> answers = [Answer({"profile.hourly_value": hour}, {}, {}) for hour in (10, 20, 30, 40, 50.0)]
>>> totals(Board(assumptions.scenario("uk-owner"), answers, at_least=5))[0]
'Face to face, this room spends 14 hours a month on the road to Breakfast club.'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from calculator import formats
from calculator.asking import asking
from calculator.charts import palette
from calculator.charts.words import cut
from calculator.findings.numbers import at, figure, measured
from calculator.model import Scenario
from calculator.named import activity_name, called, inline, opening, opening_name, seeks_role
from calculator.parameters import parameters
from calculator.questions import asked
from calculator.rooms.board import Board, BoardBar, Counts, Vote
from calculator.safety import isolated

JSON = Any
ANSWERS = ("true", "not sure", "false")
"""The answers to a belief, in the order of their counts."""
LONGEST = 80
"""Letters of a room's title."""


def named(board: Board, at: int) -> str:
    """A way inside a sentence, by its place."""
    return inline(board.scenario, list(board.scenario.strategies)[at])


# -- totals -----------------------------------------------------------------------------------------------------------


def totals(board: Board) -> list[str]:
    """What the room spends all together: on the road, in hours, and in money."""
    said = []
    if board.on_the_road:
        strategy, activity, hours = board.on_the_road
        way, meeting = opening_name(board.scenario, strategy), activity_name(board.scenario, activity)
        said.append(f"{way}, this room spends {formats.in_hours(hours)} a month on the road to {meeting}.")
    if board.totals:
        said.append(f"{_two(board, 0, formats.in_hours, 'takes', 'of this room')}.")
        say = partial(formats.money, currency=board.scenario.currency)
        said.append(f"{_two(board, 1, say, 'costs this room', 'counting its time', ', ')}.")
    return said


def _two(board: Board, which: int, say: Callable[[float], str], verb: str, tail: str, mark: str = " ") -> str:
    """The way of which the room has most, and the one of which it has least."""
    order = sorted(board.totals, key=lambda key: -board.totals[key][which])
    most, least = (say(board.totals[key][which]) for key in (order[0], order[-1]))
    first = f"A year of {inline(board.scenario, order[0])} {verb} {most}{mark}{tail}"
    if len(order) == 1:
        return first
    return f"{first}; a year of {inline(board.scenario, order[-1])} {least}"


# -- whom it suits ----------------------------------------------------------------------------------------------------


def of_the_room(board: Board, count: int | None) -> str:
    """For how many of the room."""
    if count is None:
        return "not told"
    return f"all {count}" if count == board.people else f"{count} of {board.people}"


def suits(board: Board) -> str:
    """Which way costs least and which wins most for most of the room, in a sentence."""
    cost, won = (_most(counts) for counts in (board.costs_least, board.wins_most))
    if not cost or not won:
        return "No way costs least or wins most for enough of the room to be told."
    role = seeks_role(board.scenario)
    best = "gives the best chance of an offer" if role else "wins most clients"
    one, other = opening_name(board.scenario, cost[0]), inline(board.scenario, won[0])
    least = of_the_room(board, cost[1])
    if cost[0] == won[0]:
        return f"{one} costs least for {least}, and {best} for {of_the_room(board, won[1])}."
    return f"{one} costs least for {least}; {other} {best} for {of_the_room(board, won[1])}."


def _most(counts: Mapping[str, int | None]) -> tuple[str, int] | None:
    """The strategy with the highest count of those that are told."""
    known = {key: count for key, count in counts.items() if count}
    best = max(known, key=known.__getitem__, default="")
    return (best, known[best]) if best else None


# -- what decides -----------------------------------------------------------------------------------------------------


def deciding(board: Board) -> str:
    """Which number decides most between the way that is ahead and the next."""
    if board.two is None:
        return "Add a second way to compare: what decides is the difference between two."
    one, other = (named(board, place) for place in board.two)
    if not board.decides:
        return f"No number moves the difference between {one} and {other}."
    first = board.decides[0]
    if not first.turns:
        ahead = opening(one)
        return f"{ahead} stays ahead of {other}: no single number turns that within its range."
    of_a_way = first.path.startswith("strategies.")
    number = label(board.scenario, first.path) if of_a_way else called(board.scenario, first.path)
    return f"What decides is {number}: {_flip(board, first)}."


def _flip(board: Board, bar: BoardBar) -> str:
    """Which way is ahead at each end of a number that turns it."""
    ways = [named(board, place) for place in board.two or ()]
    ahead = [ways[0] if difference > 0 else ways[1] for difference in bar.differences]
    low, high = (at(board.scenario, bar.path, end) for end in bar.ends)
    if ahead[0] == ahead[1]:  # both ends are on the other side of now
        return f"at {low} and at {high} {ahead[0]} {_leads(board)}"
    return f"at {low} {ahead[0]} {_leads(board)}, at {high} {ahead[1]}"


def _leads(board: Board) -> str:
    return "gives the better chance" if seeks_role(board.scenario) else "leaves more"


def label(scenario: Scenario, path: str) -> str:
    """What a number is called; how often something is done is asked once, and said of no way."""
    question = next((it for it in asked(scenario) if path in it.scales and len(it.scales) > 1), None)
    return f"{isolated(question.of)}: {question.label}" if question else parameters(scenario)[path].label


def ends(scenario: Scenario, bar: BoardBar) -> str:
    """From where to where a number goes."""
    return f"{figure(scenario, bar.path, bar.ends[0])} to {at(scenario, bar.path, bar.ends[1])}"


# -- beliefs ----------------------------------------------------------------------------------------------------------


def held(board: Board, vote: Vote) -> str:
    """What the room holds of a belief, and whether that has changed."""
    now = vote.after or vote.before
    if not now:
        return f"Fewer than {board.at_least} have voted on this."
    said = [f"{count} say {answer}" for answer, count in zip(ANSWERS, now, strict=True) if count is not None]
    counted = formats.joined(said) if said else "no answer has enough votes to be told"
    return f"{opening(counted)}{'' if vote.moved is None else f'; {moved(vote.moved)}'}."


def moved(more: int) -> str:
    """How the votes for a belief have changed."""
    if not more:
        return "as many hold it true as before"
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} {'holds' if abs(more) == 1 else 'hold'} it true than before"


def by_numbers(board: Board, vote: Vote) -> str:
    """For how many of the room a belief is true by their own numbers."""
    if not vote.by_numbers:
        return "It cannot be tested on this room's numbers."
    true, _, false = vote.by_numbers
    if true is not None:
        return f"By your own numbers it is true for {of_the_room(board, true)}."
    if false is not None:
        return f"By your own numbers it is false for {of_the_room(board, false)}."
    return "By your own numbers it is neither true nor false for enough of you to be told."


# -- to talk about ----------------------------------------------------------------------------------------------------


def prompts(board: Board) -> list[str]:
    """Three questions for the room, made of its own numbers."""
    return [_of_costs(board), _of_deciding(board), _of_beliefs(board)]


def _of_costs(board: Board) -> str:
    """Of the way with the widest spread of costs."""
    if not board.scenario.strategies:
        return "What does your networking cost you a week, in hours and in money?"
    strips = board.strips("cost")
    strip = max(strips, key=lambda it: _quarters(it.dots)[1] - _quarters(it.dots)[0])
    low, high = (board.say(end, "cost") for end in _quarters(strip.dots))
    way = opening_name(board.scenario, strip.strategy)
    if low == high:
        return f"{way} costs most of you about {low} a year, counting your time. Would you pay that as one bill?"
    return (
        f"{way} costs a quarter of you less than {low} a year and a quarter more than {high}, counting your time. "
        "What do the two do differently?"
    )


def _quarters(dots: Sequence[float]) -> tuple[float, float]:
    """Below the first lies a quarter of the dots, above the other another."""
    quarter = len(dots) // 4
    return dots[quarter], dots[-1 - quarter]


def _of_deciding(board: Board) -> str:
    if board.two and board.decides:
        first = board.decides[0]
        question = asking(board.scenario, first.path).text
        if first.turns:
            return f"{opening(_flip(board, first))}. {question} How could you find out?"
        one, other = (named(board, place) for place in board.two)
        return f"One number moves the lead of {one} over {other} most. {question} Who knows theirs, and how?"
    return "Which of your numbers are you least sure of, and how could you find out?"


def _of_beliefs(board: Board) -> str:
    """Of the belief on which votes and numbers are furthest apart."""

    def apart(vote: Vote) -> int:
        now = vote.after or vote.before
        if not now or not vote.by_numbers:
            return -1
        return abs((now[0] or 0) - (vote.by_numbers[0] or 0))

    vote = max(board.votes, key=apart)
    if apart(vote) < 0:
        return f"“{vote.claim}.” Who in this room has found it to be true, and who has not?"
    now = vote.after or vote.before
    if now[0] is None:
        return f"“{vote.claim}.” {by_numbers(board, vote)} What would have to change for that to turn?"
    hold = "holds" if now[0] == 1 else "hold"
    that = f"{vote.claim[0].lower()}{vote.claim[1:]}"
    return f"{now[0]} of you {hold} that “{that}”. {by_numbers(board, vote)} What do the numbers leave out?"


# -- all of it --------------------------------------------------------------------------------------------------------


def data(board: Board) -> dict[str, JSON]:
    """The board as the presenter's page reads it: words and places, nothing that it would have to work out."""
    role, slots = seeks_role(board.scenario), palette.slot(board.scenario)
    return {
        "people": board.people,
        "at_least": board.at_least,
        "ways": [
            {"id": key, "name": isolated(way.name), "slot": palette.colour(slots[key])}
            for key, way in board.scenario.strategies.items()
        ],
        "hours": _dots(board, "hours_per_week", "Hours a week"),
        "cost": _dots(board, "cost", "Full cost a year, counting your time"),
        "totals": totals(board),
        "suits": {
            "sentence": suits(board),
            "least": {"title": "Costs least", "counts": _counts(board, board.costs_least)},
            "most": {
                "title": "Best chance of an offer" if role else "Wins most clients",
                "counts": _counts(board, board.wins_most),
            },
        },
        "decides": _decides(board),
        "beliefs": [_belief(board, vote) for vote in board.votes],
        "prompts": prompts(board),
    }


def _dots(board: Board, measure: str, title: str) -> dict[str, JSON]:
    axis = board.axis(measure)
    rows = [{"dots": it.dots, "median": it.median, "said": it.said} for it in board.strips(measure)]
    places = sorted(range(len(rows)), key=lambda place: -board.strips(measure)[place].median)
    unit, sentence = (" hours a week" if measure == "hours_per_week" else " a year"), ""
    if rows:
        verb = "takes" if measure == "hours_per_week" else "costs"
        said = [f"In the middle of the room {named(board, places[0])} {verb} {rows[places[0]]['said']}{unit}"]
        said += [f"{named(board, place)} {rows[place]['said']}" for place in places[1:3]]
        sentence = f"{', '.join(said)}."
    return {
        "title": title,
        "sentence": sentence,
        "unit": unit,
        "start": axis.start,
        "upper": axis.upper,
        "ticks": [[value, label] for value, label in axis.ticks.items()],
        "rows": rows,
    }


def _counts(board: Board, counts: Mapping[str, int | None]) -> list[dict[str, JSON]]:
    return [{"count": count, "said": of_the_room(board, count)} for count in counts.values()]


def _decides(board: Board) -> dict[str, JSON]:
    scenario = board.scenario
    ways = [named(board, place) for place in board.two or ()]
    return {
        "sentence": deciding(board),
        "measure": opening(measured(scenario, board.verdict).name),
        "ways": [opening(way) for way in ways],
        "places": list(board.two or ()),
        "bars": [
            {
                "label": label(scenario, bar.path),
                "ends": ends(scenario, bar),
                "low": bar.differences[0],
                "high": bar.differences[1],
                "turns": bar.turns,
                "whose": "our range" if bar.ours else "half of this room",
            }
            for bar in board.decides
        ],
    }


def _belief(board: Board, vote: Vote) -> dict[str, JSON]:
    def shown(counts: Counts) -> list[int | None] | None:
        return list(counts) if counts else None

    return {
        "id": vote.belief,
        "claim": vote.claim,
        "voters": [
            voters if counts else None for voters, counts in zip(vote.voters, (vote.before, vote.after), strict=True)
        ],
        "before": shown(vote.before),
        "after": shown(vote.after),
        "by_numbers": shown(vote.by_numbers),
        "moved": vote.moved,
        "held": held(board, vote),
        "changed": "" if vote.moved is None else f"{opening(moved(vote.moved))}.",
        "numbers": by_numbers(board, vote),
    }


def title(words: str) -> str:
    """A room's title for a line that holds more."""
    return isolated(cut(words, LONGEST))
