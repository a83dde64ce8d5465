"""What one occurrence of each activity takes and yields: a column an activity, and a name for each row.

The rows are those of `calculator.engine.time` and `calculator.engine.cash`, written a second time as formulas.
"""

from __future__ import annotations

from collections.abc import Callable

from calculator.exports.workbook.formula import (
    Block,
    Given,
    Term,
    both,
    either,
    found,
    given,
    least,
    most,
    same,
    term,
)
from calculator.exports.workbook.inputs import Inputs
from calculator.exports.workbook.sheet import Grid, Line
from calculator.model import DAYS
from calculator.parameters import titled
from calculator.parts import PARTS

Rows = dict[str, Block]
"""Each row of the activities, by name."""
Field = Callable[[str, str], Term]


class Occurrence:
    """The rows as they are written, one activity a column."""

    def __init__(self, grid: Grid, inputs: Inputs) -> None:
        self.grid, self.inputs = grid, inputs
        self.scenario = inputs.scenario
        self.keys = list(self.scenario.activities)
        self.blocks: Rows = {}

    def write(self) -> Rows:
        """All rows, by name."""
        names = [self.of(key, "name") for key in self.keys]
        self.grid.heading("One occurrence: minutes", names, "minutes")
        conversation, pitches, travel = self._minutes()
        self.grid.heading("One occurrence: protected time", names, "")
        self._protected(conversation, pitches, travel)
        self.grid.heading("One occurrence: cash", names, "")
        self._cash()
        self.grid.heading("One occurrence: what it yields", names, "")
        self._yield(conversation)
        return self.blocks

    def of(self, key: str, name: str) -> Term:
        """The cell of one activity's number or word."""
        return self.inputs[f"activities.{key}.{name}"]

    def row(self, name: str, label: Given, unit: str, work: Callable[..., Given], *lines: Line) -> Line:
        """A row by name; `work` takes the activity's id and its cells of other rows."""
        cells = zip(self.keys, *(some.cells for some in lines), strict=True)
        made = self.grid.line(label, unit, [work(*each) for each in cells], f"each.{name}" if name else "")
        self.blocks[name] = made.block
        return made

    def copy(self, name: str, label: str, unit: str, field: str) -> Line:
        """A row of one of the inputs as it is."""
        return self.row(name, label, unit, lambda key: self.of(key, field))

    def _minutes(self) -> tuple[Line, Line, Line]:
        of = self.of
        travel = self.row(
            "travel", "Travel, less what is put to work", "minutes",
            lambda k: of(k, "travel_minutes") * (1 - of(k, "travel_working_share")),
        )  # fmt: skip
        pitches = self.row("pitches", "Others' pitches", "minutes", self._pitches)
        conversation = self.row(
            "conversation", "Conversation", "minutes", lambda k, pitch: of(k, "session_minutes") - pitch, pitches
        )
        for part in ("preparation", "follow_up", "settling"):
            self.copy(part, PARTS[part].title, "minutes", f"{part}_minutes")
        return conversation, pitches, travel

    def _pitches(self, key: str) -> Term:
        others = most(self.of(key, "people_in_round") - 1, 0)
        return least(others * self.of(key, "pitch_seconds") / 60, self.of(key, "session_minutes"))

    def _protected(self, conversation: Line, pitches: Line, travel: Line) -> None:
        inside = self._inside()
        extra = self.inputs["profile.protected_time_value"] - 1
        share = self.row(
            "", "Share of the session in protected time", "share",
            lambda k, minutes: _share(minutes, self.of(k, "session_minutes")), inside[1],
        )  # fmt: skip
        weight = self.row("", "Worth of a session minute", "times your hour", self._weight, share)
        for name, part in (("conversation", conversation), ("pitches", pitches)):
            label = f"{titled(name)} at its worth"
            self.row(f"{name}_valued", label, "minutes", lambda _, minutes, times: minutes * times, part, weight)
        self.row(
            "travel_valued", "Travel at its worth", "minutes",
            lambda _, minutes, within: minutes + within * extra, travel, inside[0],
        )  # fmt: skip
        self.row("protected", "In protected time", "minutes", lambda _, one, other: one + other, *inside)

    def _weight(self, key: str, share: Term) -> Term:
        idle, extra = self.of(key, "dead_time_share"), self.inputs["profile.protected_time_value"] - 1
        return (1 - idle) * (1 + extra * share) + idle * self.inputs["profile.dead_time_value"]

    def _inside(self) -> tuple[Line, Line]:
        """Minutes of travel and of session inside the protected windows, averaged over the days."""
        of = self.of
        days = self.row("", "Days on which it may fall", "days", lambda k: found(DAYS, of(k, "days")))
        leaves = self.row("", "Leaves home", "hour", lambda k: of(k, "start_hour") - of(k, "travel_minutes") / 120)
        ends = self.row("", "Session ends", "hour", lambda k: of(k, "start_hour") + of(k, "session_minutes") / 60)
        back = self.row("", "Back home", "hour", lambda k, end: end + of(k, "travel_minutes") / 120, ends)
        shares = [self._shared(window, days) for window in self.scenario.protected]
        spans = ((leaves, None), (None, ends), (ends, back))
        out, session, home = (
            [self._overlap(i, w, *span, shares) for w in self._windows()] for i, span in enumerate(spans)
        )
        travel = self.row("travel_inside", "Travel in protected time", "minutes", self._capped("travel_minutes"),
                          *out, *home)  # fmt: skip
        return travel, self.row("session_inside", "Session in protected time", "minutes",
                                self._capped("session_minutes"), *session)  # fmt: skip

    def _windows(self) -> list[tuple[int, str]]:
        return list(enumerate(self.scenario.protected))

    def _capped(self, field: str) -> Callable[..., Given]:
        """The sum of some minutes, but no more than there are: windows may be made to overlap."""
        return lambda key, *minutes: least(sum(minutes[1:], minutes[0]), self.of(key, field)) if minutes else 0.0

    def _shared(self, window: str, days: Line) -> Line:
        """Of the days of each activity, the share on which the window falls; 0 with no start."""
        fallen = self.inputs[f"protected.{window}.days"]

        def share(key: str, count: Term) -> Term:
            falls = both(given(self.of(key, "start_hour")), count > 0)
            return either(falls, found(DAYS, self.of(key, "days"), fallen) / count, 0)

        return self.row("", f"{titled(window)}: share of its days", "share", share, days)

    def _overlap(
        self, which: int, window: tuple[int, str], begin: Line | None, end: Line | None, shares: list[Line]
    ) -> Line:
        """Minutes of the way out, the session or the way home within a window, averaged over the days."""
        index, name = window
        low, high = (self.inputs[f"protected.{name}.{side}_hour"] for side in ("start", "end"))
        starts = Line(tuple(self.of(key, "start_hour") for key in self.keys), Block("", ()))

        def minutes(_: str, share: Term, one: Term, other: Term) -> Term:
            return 60 * share * most(least(other, high) - most(one, low), 0)

        label = f"{titled(name)}: {('way out', 'session', 'way home')[which]}"
        return self.row("", label, "minutes", minutes, shares[index], begin or starts, end or starts)

    def _cash(self) -> None:
        of, rate = self.of, self.inputs["profile.mileage_rate"]
        self.row(
            "fares", "Driving, fares and parking", "money",
            lambda k: of(k, "travel_distance") * rate + of(k, "fares_and_parking"),
        )  # fmt: skip
        self.copy("meals", "Meal", "money", "meal_fee")
        self.copy("entry", "Entry", "money", "entry_fee")
        self.copy("dues", "Dues", "money/year", "annual_dues")
        self.copy("joining", "Joining", "money, once", "joining_fee")
        self.copy("subscriptions", "Subscription", "money/month", "monthly_subscription")

    def _yield(self, conversation: Line) -> None:
        of = self.of
        self.copy("new_contacts", "New people followed up", "people", "new_contacts")
        self.row("relevant", "Relevant among them", "people", lambda k: of(k, "relevant_share") * of(k, "new_contacts"))
        self.copy("share", "Share who could help", "share", "relevant_share")
        self.copy("touchpoints", "People you exchange words with", "people", "touchpoints")
        richness = self.row("", "Richness of the medium", "share", self._richness)
        self.row(
            "effective", "Effective conversation", "minutes in person",
            lambda k, minutes, rich: minutes * of(k, "relevant_share") * rich, conversation, richness,
        )  # fmt: skip
        self.row("wasted", "With people who cannot help", "minutes", self._wasted)

    def _richness(self, key: str) -> Term:
        answer = term(0)
        for medium in reversed(self.scenario.media):
            answer = either(same(self.of(key, "medium"), medium), self.inputs[f"media.{medium}.richness"], answer)
        return answer

    def _wasted(self, key: str) -> Term:
        spoken = self.of(key, "session_minutes") * (1 - self.of(key, "relevant_share"))
        return either(same(self.of(key, "medium"), "written"), 0, spoken)


def _share(minutes: Term, of_all: Term) -> Term:
    return either(of_all > 0, minutes / of_all, 0)
