"""The course of value less cost over the horizon, and the month in which it comes back to nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from calculator.charts.view import View


@dataclass(frozen=True)
class Course:
    """A strategy's value less cost from the start to each month, and when it first came back to nothing."""

    net: list[float]
    crossing: float | None

    @property
    def month(self) -> int | None:
        """The month in which it pays back."""
        return None if self.crossing is None else math.ceil(self.crossing - 1e-9)


def courses(view: View) -> tuple[list[float], list[Course]]:
    """The months looked at, and each strategy's course over them."""
    at = _months(view)
    return at, [Course(net, _crossing(at, net)) for net in _nets(view, at)]


def _months(view: View) -> list[float]:
    """Months from 0 to the end of the horizon, which may fall within one."""
    end = 12 * view.scenario.profile.years
    return [*map(float, range(math.ceil(end - 1e-9))), end]


def _nets(view: View, months: list[float]) -> list[list[float]]:
    """Value less cost by strategy and month."""
    nets: list[list[float]] = view.results.course(np.array(months) / 12).T.tolist()
    return nets


def _crossing(months: list[float], net: list[float]) -> float | None:
    """The first time at which it comes from below nothing to nothing, between months by a straight line."""
    for index in range(1, len(net)):
        before, after = net[index - 1], net[index]
        if before < 0 <= after:
            return months[index - 1] + (months[index] - months[index - 1]) * -before / (after - before)
    return None


def said(view: View, course: Course) -> str:
    """When it pays back, in words that fit beside the end of a line."""
    if course.month is not None:
        return f"month {course.month}" if course.net[-1] >= 0 else f"month {course.month}, for a time"
    if not any(course.net):
        return "nothing to pay back"
    if min(course.net) >= 0:
        return "never below zero"
    return "ahead at first only" if course.net[1] > 0 else f"not within {view.period.horizon}"
