"""Any number as a question in plain words: what is asked, in which unit people think of it, and what we take till then.

>>> from calculator import assumptions
>>> owner = assumptions.scenario("uk-owner")
>>> asking(owner, "pipelines.clients.close_rate").text
'Of 100 referrals, how many turn into a client?'
>>> asking(owner, "activities.breakfast.travel_minutes").text
'Breakfast club: how many minutes do you drive each way?'
"""

from __future__ import annotations

from dataclasses import dataclass

from calculator import assumptions, facts
from calculator.model import Scenario
from calculator.named import activity_name
from calculator.parameters import Parameter, parameters, spread_of, titled
from calculator.questions import WAYS
from calculator.safety import isolated

PROFILE = {
    "hourly_value": "What is an hour of your time worth?",
    "mileage_rate": "What does one {distance} of driving cost you?",
    "weeks_per_year": "In how many weeks of the year do you network?",
    "years": "How many years do you look ahead?",
    "hours_per_week": "How many hours a week can you spare?",
    "cash_per_year": "How much money a year can you spare?",
    "dead_time_value": "What share of your hour is an odd moment worth, such as one in a queue?",
    "protected_time_value": "Time for your family costs more than work time: how many times your hour?",
}
PROTECTED = {"start_hour": "{name}: when does it start?", "end_hour": "{name}: when are you back?"}
MEDIA = {"richness": "How close does an hour {medium} bring two people, next to an hour in person?"}
ACTIVITY = {
    "start_hour": "{name}: at what time does it start?",
    "session_minutes": "{name}: how many minutes does one take?",
    "travel_minutes": "{name}: how many minutes do you drive each way?",
    "travel_working_share": "{name}: what share of the way there can you use for work?",
    "people_in_round": "{name}: how many people give a pitch?",
    "pitch_seconds": "{name}: how many seconds does each pitch take?",
    "preparation_minutes": "{name}: how many minutes do you prepare?",
    "follow_up_minutes": "{name}: how many minutes do you follow up?",
    "settling_minutes": "{name}: how many minutes until you are back at work?",
    "dead_time_share": "{name}: what share do you do in odd moments?",
    "meal_fee": "{name}: what does the meal cost?",
    "entry_fee": "{name}: what does it cost to get in?",
    "travel_distance": "{name}: how far is it each way?",
    "fares_and_parking": "{name}: what do you pay for fares and parking?",
    "annual_dues": "{name}: what are the dues for a year?",
    "joining_fee": "{name}: what did it cost to join?",
    "monthly_subscription": "{name}: what do you pay a month?",
    "new_contacts": "{name}: how many new people do you follow up each time?",
    "contacts_on_joining": "{name}: how many people did you meet by joining?",
    "relevant_share": "{name}: of 100 people there, how many could help you?",
    "touchpoints": "{name}: with how many people you know do you talk each time?",
    "most_per_year": "{name}: how often a year could you do it at most?",
}
PIPELINE = {
    "starting_relationships": "How many people would speak up for you today?",
    "hours_to_trust": "How many hours of talk does it take until someone refers you?",
    "touchpoints_per_relationship": "How often a year must you be in touch to keep a tie warm?",
    "churn": "Of 100 people you keep in touch with, how many do you lose in a year?",
    "referrals_per_relationship": "How often a year does one such person refer you?",
    "close_rate": "Of 100 referrals, how many turn into {win}?",
    "value_per_win": "What is {prize} worth to you?",
}
TIMES = "{name}: how often a year do you do it in “{mix}”?"
WORDS = {"profile": PROFILE, "protected": PROTECTED, "media": MEDIA, "activities": ACTIVITY, "pipelines": PIPELINE}
"""The question for each number of each branch."""
BY = {"in_person": "in person", "video": "by video", "phone": "on the phone", "written": "of writing"}


@dataclass(frozen=True)
class Asking:
    """A number as a question: its words, the unit and scale people think of it in, and its bounds at that scale."""

    known: Parameter
    text: str
    unit: str
    scale: float
    value: float | None
    low: float
    high: float
    taken: str

    @property
    def path(self) -> str:
        """The number that is asked for."""
        return self.known.path


def asking(scenario: Scenario, path: str) -> Asking:
    """The question for the number at a path of the scenario."""
    known, scale = parameters(scenario)[path], scale_of(parameters(scenario)[path])
    low, likely, high = spread_of(scenario, path)
    said = [spoken(scenario, known, number) for number in (likely, low, high)]
    taken = f"We take {said[0]}" + (f"; it may well be {said[1]} to {said[2]}." if low != high else ".")
    value = None if likely is None else round(likely / scale, 6)
    words, unit = _text(scenario, path), unit_of(scenario, known)
    return Asking(known, words, unit, scale, value, known.low / scale, known.high / scale, taken)


def scale_of(known: Parameter) -> float:
    """What one of the person's own unit is in the scenario's: as on every page, but that one way is half of both."""
    return float(WAYS) if known.path.endswith((".travel_minutes", ".travel_distance")) else known.scale


def unit_of(scenario: Scenario, known: Parameter) -> str:
    """The unit in which a person thinks of a number."""
    unit = facts.unit_of(scenario, known)
    return f"{unit}, one way" if scale_of(known) == WAYS else unit


def spoken(scenario: Scenario, known: Parameter, number: float | None) -> str:
    """A number in the unit in which a person thinks of it."""
    ways = scale_of(known) / known.scale
    return facts.figure(scenario, known, number if number is None else number / ways)


def basis(scenario: Scenario, path: str) -> str:
    """What our number rests on: our reason, or where it was published."""
    row = assumptions.rows(scenario).get(path)
    if row is None:
        return ""
    published = f" {row.source.publisher}, {row.source.title} ({row.source.year})." if row.source.url else ""
    return f"{row.mark.capitalize()}: {row.note}{published}"


def _text(scenario: Scenario, path: str) -> str:
    branch, *between, leaf = path.split(".")
    key = between[0] if between else ""
    if branch == "strategies":
        return TIMES.format(name=activity_name(scenario, leaf), mix=isolated(scenario.strategies[key].name))
    name = activity_name(scenario, key) if branch == "activities" else titled(key)
    role = key == "role"
    if leaf not in WORDS[branch]:
        return f"{parameters(scenario)[path].label}?"
    return WORDS[branch][leaf].format(
        name=name,
        medium=BY.get(key, ""),
        win="an offer" if role else "a client",
        prize="the new role" if role else "a client",
        distance=scenario.distance_unit,
    )
