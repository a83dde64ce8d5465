"""The scenario: a tree of numbers and a few words. It holds and checks; it computes nothing.

Every number is finite and bounded, and says its title and unit; from these follow every label, widget,
message and help text. A number that is left out of an activity is 0: it does not take or cost that.

>>> Activity(name="Coffee", medium="in_person", session_minutes=45).session_minutes
45.0
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

from calculator import checks, currencies, safety
from calculator.errors import BadInput, Fault
from calculator.parts import unclaimed

Medium = Literal["in_person", "video", "phone", "written"]
Goal = Literal["clients", "role"]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def number(title: str, unit: str, low: float, high: float, step: float, **more: Any) -> Any:
    """A field that takes a finite number from `low` to `high`; `step` is a likely difference.

    Money may be as many times more as a currency has units to the pound, roughly; which, the scenario's own says.
    """
    extra: JsonDict = {"unit": unit, "step": step}
    if unit.startswith("money"):
        extra["most_in_pounds"] = high
        high *= currencies.largest()
    return Field(title=title, ge=low, le=high, strict=True, allow_inf_nan=False, json_schema_extra=extra, **more)


def is_number(field: FieldInfo) -> bool:
    """Whether a field of the model is a number with bounds and a unit."""
    return isinstance(field.json_schema_extra, dict) and "unit" in field.json_schema_extra


def most(field: FieldInfo, currency: str) -> float:
    """The most that a number of the model may be; of money, in a currency."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and isinstance(pounds := extra.get("most_in_pounds"), int | float):
        return float(pounds * currencies.scale(currency))
    return next(float(item.le) for item in field.metadata if hasattr(item, "le"))


def _days(value: object) -> object:
    """Days as people write them, 'Mon, Tuesday' or a list, as 'mon', 'tue'; what is not a day stays as it is."""
    words = re.split(r"[\s,;]+", value.strip()) if isinstance(value, str) else value
    if not isinstance(words, list | tuple):
        return value
    days = []
    for word in [word for word in words if word != ""][:8]:  # of eight, one is wrong or stands twice
        text = str(word).strip().lower()
        names = (day.lower() for day in DAY_NAMES)
        days.append(next((name[:3] for name in names if len(text) >= 2 and name.startswith(text)), word))
    return days


def _currency(given: str) -> str:
    code = given.strip().upper()
    if not currencies.exists(code):
        raise ValueError("three letters of ISO 4217, such as GBP, USD or EUR")
    return code


Days = Annotated[tuple[Day, ...], BeforeValidator(_days)]
Currency = Annotated[str, AfterValidator(_currency)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
WORDS: JsonDict = {"pattern": f"^{safety.LETTERS}*$"}
Name = Annotated[str, Field(min_length=1, max_length=80, json_schema_extra=WORDS), AfterValidator(safety.fit)]
Origin = Annotated[str, Field(max_length=80, json_schema_extra=WORDS), AfterValidator(safety.fit)]
HOLDS = {"protected": 8, "activities": 24, "strategies": 12, "ranges": 400}
"""How many of each a scenario may hold: twice what the presets have, and what a page works out within a second."""
TIMES = number("Times a year", "times/year", 0, 5000, 1)
Times = Annotated[float, TIMES]


class Tree(BaseModel):
    """A branch of the scenario: frozen, and with no room for a misspelt key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Profile(Tree):
    """The person whose time and money it is."""

    hourly_value: float = number("Value of an hour", "money/hour", 0, 1000, 1)
    mileage_rate: float = number("Cost of driving", "money/distance unit", 0, 10, 0.05)
    weeks_per_year: float = number("Weeks in which you network", "weeks/year", 1, 52, 1)
    years: float = number("Years looked ahead", "years", 0.25, 10, 0.25)
    hours_per_week: float = number("Hours you can spare", "hours/week", 0, 100, 0.5)
    cash_per_year: float = number("Money you can spare", "money/year", 0, 1_000_000, 50)
    dead_time_value: float = number("Worth of an odd moment", "share of your hour", 0, 1, 0.05)
    protected_time_value: float = number("Cost of protected time", "times your hour", 1, 5, 0.1)


class Window(Tree):
    """Time that belongs to the family or to paid work, such as the school run."""

    days: Days = Field(title="Days")
    start_hour: float = number("Start", "hours after midnight", 0, 24, 0.25)
    end_hour: float = number("End", "hours after midnight", 0, 24, 0.25)


class Channel(Tree):
    """How much an hour of conversation in one medium deepens a relationship, against an hour in person."""

    richness: float = number("Richness", "share", 0, 1, 0.05)


class Activity(Tree):
    """What one tool costs and yields, per occurrence unless the unit says otherwise."""

    name: Name = Field(title="Name")
    medium: Medium = Field(title="Medium")
    days: Days = Field((), title="Days")
    start_hour: float | None = number("Start", "hours after midnight", 0, 24, 0.25, default=None)
    session_minutes: float = number("Session", "minutes", 0, 1440, 5, default=0.0)
    travel_minutes: float = number("Travel, both ways", "minutes", 0, 1440, 5, default=0.0)
    travel_working_share: float = number("Travel put to work", "share", 0, 1, 0.05, default=0.0)
    people_in_round: float = number("People who pitch", "people", 0, 500, 1, default=0.0)
    pitch_seconds: float = number("Pitch of each", "seconds", 0, 3600, 5, default=0.0)
    preparation_minutes: float = number("Preparation", "minutes", 0, 1440, 5, default=0.0)
    follow_up_minutes: float = number("Follow-up", "minutes", 0, 1440, 5, default=0.0)
    settling_minutes: float = number("Getting back to work", "minutes", 0, 480, 5, default=0.0)
    dead_time_share: float = number("Done in spare moments", "share", 0, 1, 0.05, default=0.0)
    meal_fee: float = number("Meal fee", "money", 0, 200, 1, default=0.0)
    entry_fee: float = number("Entry fee", "money", 0, 10_000, 5, default=0.0)
    travel_distance: float = number("Distance, both ways", "distance unit", 0, 2000, 1, default=0.0)
    fares_and_parking: float = number("Fares and parking", "money", 0, 2000, 1, default=0.0)
    annual_dues: float = number("Annual dues", "money/year", 0, 50_000, 10, default=0.0)
    joining_fee: float = number("Joining fee", "money, once", 0, 50_000, 10, default=0.0)
    monthly_subscription: float = number("Subscription", "money/month", 0, 5000, 1, default=0.0)
    new_contacts: float = number("New people followed up", "people", 0, 500, 0.1, default=0.0)
    contacts_on_joining: float = number("People met by joining", "people, once", 0, 1000, 1, default=0.0)
    relevant_share: float = number("Share who could help", "share", 0, 1, 0.05, default=0.0)
    touchpoints: float = number("People you exchange words with", "people", 0, 1000, 1, default=0.0)
    most_per_year: float | None = number("Most times a year", "times/year", 0, 5000, 1, default=None)


class Strategy(Tree):
    """A mix: how often a year each activity."""

    name: Name = Field(title="Name")
    times_per_year: dict[Id, Times]


class Pipeline(Tree):
    """From people met to work won, for one goal."""

    starting_relationships: float = number("Relationships warm on day one", "people", 0, 5000, 1)
    hours_to_trust: float = number("Conversation until somebody refers you", "hours in person", 0.1, 1000, 1)
    touchpoints_per_relationship: float = number("Contacts that keep one warm", "contacts/year", 0.1, 365, 1)
    churn: float = number("Lost although kept in touch", "share/year", 0, 0.95, 0.05)
    referrals_per_relationship: float = number("Referrals from one", "referrals/year", 0, 100, 0.1)
    close_rate: float = number("Referrals that are won", "share", 0, 1, 0.05)
    value_per_win: float = number("What a client or a role is worth", "money", 0, 10_000_000, 100)


class Range(Tree):
    """How low and how high a number may plausibly be."""

    low: float = Field(strict=True, allow_inf_nan=False)
    high: float = Field(strict=True, allow_inf_nan=False)


class Scenario(Tree):
    """Everything one comparison rests on. `ranges` holds, by path, how far a number may be off."""

    name: Name = Field(title="Name")
    currency: Currency = Field(title="Currency")
    distance_unit: Literal["mile", "km"] = Field(title="Distance unit")
    goal: Goal = Field(title="Goal")
    preset: Origin = Field("", title="Preset", description="the edition it started from, if any")
    profile: Profile
    protected: dict[Id, Window] = Field({}, max_length=HOLDS["protected"])
    media: dict[Medium, Channel]
    activities: dict[Id, Activity] = Field(max_length=HOLDS["activities"])
    strategies: dict[Id, Strategy] = Field(max_length=HOLDS["strategies"])
    pipelines: dict[Goal, Pipeline]
    ranges: dict[str, Range] = Field({}, max_length=HOLDS["ranges"])

    @model_validator(mode="after")
    def _hold_together(self) -> Scenario:
        faults = checks.faults(self.model_dump())
        if faults:
            raise BadInput(faults)
        branches: list[tuple[str, Tree]] = [("profile", self.profile)]
        branches += [(f"activities.{key}", activity) for key, activity in self.activities.items()]
        branches += [(f"pipelines.{key}", pipeline) for key, pipeline in self.pipelines.items()]
        for root, branch in branches:
            for name, pounds in _MONEY[type(branch)].items():
                path, value, high = f"{root}.{name}", getattr(branch, name), pounds * currencies.scale(self.currency)
                if value > high:
                    raise BadInput([Fault(path, f"{path} is {value:g}; it takes at most {high:g} {self.currency}.")])
        return self


BRANCHES: dict[str, type[Tree]] = {
    "protected": Window,
    "media": Channel,
    "activities": Activity,
    "strategies": Strategy,
    "pipelines": Pipeline,
}
"""The parts of a scenario that hold several of a kind."""
_KINDS: dict[str, type[Tree]] = {"profile": Profile, **BRANCHES}
_NUMBERS = {
    branch: [name for name, field in kind.model_fields.items() if is_number(field)] for branch, kind in _KINDS.items()
}
_MONEY: dict[type[Tree], dict[str, float]] = {
    kind: {
        name: most(field, "")
        for name, field in kind.model_fields.items()
        if "most_in_pounds" in str(field.json_schema_extra)
    }
    for kind in (Profile, Activity, Pipeline)
}
"""The amounts of each branch, and the most that they may be in pounds."""
if _ASTRAY := unclaimed(_NUMBERS):
    raise TypeError(f"calculator/parts.py and calculator/model.py do not both know: {', '.join(_ASTRAY)}.")
