"""What time and cash are made of: each part of an occurrence's time and each item of cash, declared once.

A declaration says what a part or an item is called, which fields of the model feed it and in what colour it is drawn.
The engine's sums, charts and their keys, tables and sheets are read from here, in this order. Details and break-even
have every number of the model, and one that nothing here claims is an error when the model is imported.

>>> ITEMS["joining"].title, ITEMS["joining"].per, ITEMS["joining"].fields
('Joining', 'once', ('joining_fee',))
>>> FEES, DUES
(('meals', 'travel', 'entry'), ('dues', 'joining', 'subscriptions'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Per = Literal["occurrence", "year", "month", "once"]
"""When an item is paid: at each occurrence; or once you take part at all, by the year, by the month, or one time."""
Use = Literal["session", "travel", "around"]
"""What a part of time is spent on: the meeting itself, the way there and back, or what is around it."""
Where = Literal["anywhere", "in person", "spoken"]
"""At which occurrences it comes up: at all, at meetings in person alone, or wherever people speak."""


class Tone(NamedTuple):
    """One colour in both themes."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """The colour as CSS that follows the theme; an ancestor must say `color-scheme`."""
        return f"light-dark({self.light},{self.dark})"


class Fill(NamedTuple):
    """The colour of a segment, and that of the text on it."""

    tone: Tone
    text: Tone


@dataclass(frozen=True)
class Declared:
    """A part or an item: its name in results and in words, the activity's numbers that feed it, and its colour."""

    key: str
    title: str
    fields: tuple[str, ...]
    fill: Fill
    where: Where = field(default="anywhere", kw_only=True)


@dataclass(frozen=True)
class Part(Declared):
    """A part of the time that an occurrence takes."""

    use: Use


@dataclass(frozen=True)
class Item(Declared):
    """Something that cash is paid for."""

    per: Per


class FieldGroup(NamedTuple):
    """What a branch of the model is called on pages and sheets, and the numbers of each member."""

    title: str
    fields: tuple[str, ...]


PAPER = Tone("#fdfcfa", "#14171a")
PAPER_ON_FILL = Tone("#fdfcf9", "#eceae4")
INK_ON_FILL = Tone("#1d2127", "#14171a")
GREEN = Fill(Tone("#54a184", "#6fdcb4"), INK_ON_FILL)
OCHRE = Fill(Tone("#845d0a", "#b57a0f"), PAPER)
BLUE = Fill(Tone("#346485", "#84a0bb"), PAPER)
UMBER = Fill(Tone("#39342b", "#65645d"), PAPER_ON_FILL)
LILAC = Fill(Tone("#9e85a8", "#e2d6f3"), INK_ON_FILL)
OLIVE = Fill(Tone("#575a4c", "#958e83"), PAPER)

_TIME = (
    Part("conversation", "Conversation", ("start_hour", "session_minutes", "dead_time_share"), GREEN, "session"),
    Part("pitches", "Pitches", ("people_in_round", "pitch_seconds"), OCHRE, "session", where="spoken"),
    Part("travel", "Travel", ("travel_minutes", "travel_working_share"), BLUE, "travel", where="in person"),
    Part("preparation", "Preparation", ("preparation_minutes",), UMBER, "around"),
    Part("follow_up", "Follow-up", ("follow_up_minutes",), LILAC, "around"),
    Part("settling", "Getting back to work", ("settling_minutes",), OLIVE, "around"),
)
_CASH = (
    Item("dues", "Dues", ("annual_dues",), GREEN, "year"),
    Item("meals", "Meals", ("meal_fee",), OCHRE, "occurrence", where="in person"),
    Item("travel", "Travel", ("travel_distance", "fares_and_parking"), BLUE, "occurrence", where="in person"),
    Item("entry", "Entry", ("entry_fee",), UMBER, "occurrence"),
    Item("joining", "Joining", ("joining_fee",), LILAC, "once"),
    Item("subscriptions", "Subscriptions", ("monthly_subscription",), OLIVE, "month"),
)

PARTS: Mapping[str, Part] = {part.key: part for part in _TIME}
"""Where the minutes of an occurrence go, by key, in the order in which charts stack them."""
ITEMS: Mapping[str, Item] = {item.key: item for item in _CASH}
"""What cash is paid for, by key, in the order in which charts stack it."""
FEES = tuple(key for key, item in ITEMS.items() if item.per == "occurrence")
"""Items that are paid at each occurrence; the others follow from taking part at all."""
DUES = tuple(key for key in ITEMS if key not in FEES)

GROUPS: Mapping[str, FieldGroup] = {
    "activities": FieldGroup(
        "Activities",
        (
            *(name for each in (*_TIME, *_CASH) for name in each.fields),
            *("new_contacts", "contacts_on_joining", "relevant_share", "touchpoints", "most_per_year"),
        ),
    ),
    "profile": FieldGroup(
        "You",
        (
            "hourly_value",
            "mileage_rate",
            "weeks_per_year",
            "years",
            "hours_per_week",
            "cash_per_year",
            "dead_time_value",
            "protected_time_value",
        ),
    ),
    "protected": FieldGroup("Protected time", ("start_hour", "end_hour")),
    "media": FieldGroup("How much an hour in each medium deepens, against an hour in person", ("richness",)),
    "pipelines": FieldGroup(
        "From people met to work won",
        (
            "starting_relationships",
            "hours_to_trust",
            "touchpoints_per_relationship",
            "churn",
            "referrals_per_relationship",
            "close_rate",
            "value_per_win",
        ),
    ),
}
"""Every number of the model but how often a year, by branch."""


def unclaimed(numbers: Mapping[str, Iterable[str]]) -> list[str]:
    """What declarations and the model disagree on: the numbers of each branch that only one of the two knows.

    >>> "media.warmth" in unclaimed({"media": ["richness", "warmth"]})
    True
    """
    claimed = {f"{branch}.{name}" for branch, group in GROUPS.items() for name in group.fields}
    there = {f"{branch}.{name}" for branch, names in numbers.items() for name in names}
    return sorted(claimed ^ there)
