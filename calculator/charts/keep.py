"""What each activity of a strategy is worth: what it brings less what it takes, with how far that may be off."""

from __future__ import annotations

from collections.abc import Sequence

from calculator import formats
from calculator.analyses.keep import ActivityWorth
from calculator.charts import axes, bars, drawn
from calculator.charts.bars import Bars, DrawnSpread, Scale
from calculator.charts.chart import Chart
from calculator.charts.palette import slot
from calculator.charts.tables import Table
from calculator.model import Scenario

TITLE = "What is each activity worth?"


def keep(scenario: Scenario, strategy: str, parts: Sequence[ActivityWorth], said: list[str], table: Table) -> Chart:
    """A range for each activity, in the order given; `said` is what stands after each name."""
    horizon = formats.years(scenario.profile.years)
    ranged = any(low != high for low, high in (part.more["net_value"].most for part in parts))
    doubt = ": in half of the ways it might go (thick), in 8 in 10 (thin), and in the middle (dot)" if ranged else ""
    names = [scenario.activities[part.activity].name for part in parts]
    left = [part.more["net_value"] for part in parts]
    spreads = [DrawnSpread(amount.middle, amount.half, amount.most, amount.exact) for amount in left]
    lower, upper = bars.span(spreads)
    unit = bars.money(scenario.currency)
    scale = Scale(upper, unit.ticks(axes.across(lower, upper)), lower=lower)
    slots = [slot(scenario)[strategy]] * len(parts)
    described = Bars(names, slots, said, unit, scale, spreads=spreads, whole=("net_value", ""))
    caption = f"Worth of what it brings less its full cost, in {horizon}{doubt}. Left of 0 it does not pay."
    return drawn.chart("keep", TITLE, caption, described, table, said)
