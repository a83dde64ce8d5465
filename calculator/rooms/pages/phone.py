"""The phone's page: the room's questions, the visitor's own result, and the script that sends the answer.

It is one file, and with its scripts it weighs less than 100 kB before it is packed: no font, no picture, no second
request. Its fields and choices are there before any script is.
"""

from __future__ import annotations

from dataclasses import asdict

from calculator import formats, permalink
from calculator.cases import Cases
from calculator.charts import palette
from calculator.engine import evaluate
from calculator.exports.content import Content
from calculator.exports.page.live import ENGINE, NUMBERS, SPOKEN, asked, embedded, spoken
from calculator.exports.stamp import dated
from calculator.exports.templates import html
from calculator.findings.beliefs import CLAIMS
from calculator.model import Scenario
from calculator.notation import plain
from calculator.rooms import words
from calculator.rooms.board import VOTES
from calculator.rooms.pages.held import SealedPage, colours, held, read
from calculator.rooms.room import Room, written_code
from calculator.safety import isolated

CHOICES = tuple(zip(VOTES, ("True", "Not sure", "False"), strict=True))
"""What may be said of a belief, as the body of an answer has it and in words."""


def phone(room: Room, scenario: Scenario) -> SealedPage:
    """The page of a room. It says nothing of the room's state, which the script asks for."""
    content = Content(scenario)
    fields = asked(scenario)
    slots = palette.slot(scenario)
    style = colours(slots.values()) + read("phone.css")
    script = "\n".join((ENGINE, SPOKEN, NUMBERS, read("phone.js")))
    tree = scenario.model_dump(mode="json", exclude={"name", "preset"})
    data = {**spoken(content), "scenario": tree, "fields": [asdict(field) for field in fields], "link": content.link}
    page = html(
        "rooms/pages/phone.html",
        title=words.title(room.title),
        code=written_code(room.code),
        at_least=room.at_least,
        expires=dated(room.expires.date()),
        style=style,
        script=script,
        data=embedded(data),
        fields=fields,
        plain=plain,
        claims=CLAIMS,
        choices=CHOICES,
        ways=_ways(scenario, slots),
        query=permalink.query(content.link),
    )
    return held(page, style, [script])


def _ways(scenario: Scenario, slots: dict[str, int]) -> list[dict[str, object]]:
    """What each way takes with the room's numbers: its hours a week, its full cost a year, and how long its bar is."""
    results = evaluate(Cases(scenario))
    costs = [float(cost) / scenario.profile.years for cost in results.cost[0]]
    most = max(costs, default=0.0)
    return [
        {
            "name": isolated(strategy.name),
            "slot": palette.colour(slots[key]),
            "hours": formats.hours(float(results.hours_per_week[0, at])),
            "cost": formats.money(costs[at], scenario.currency),
            "share": f"{100 * costs[at] / most:.2f}" if most > 0 else "0",
        }
        for at, (key, strategy) in enumerate(scenario.strategies.items())
    ]
