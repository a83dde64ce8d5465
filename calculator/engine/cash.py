"""What networking costs in money: fees at each occurrence, and what taking part at all costs."""

from __future__ import annotations

from calculator.cases import Number
from calculator.engine.term import quantity
from calculator.model import Activity, Profile


@quantity("money")
def occurrence_cash(activity: Activity, profile: Profile) -> dict[str, Number]:
    """Money one occurrence costs, by item."""
    drive = activity.travel_distance * profile.mileage_rate
    return {
        "meals": activity.meal_fee,
        "travel": drive + activity.fares_and_parking,
        "entry": activity.entry_fee,
    }


@quantity("money")
def membership_cash(activity: Activity, years: Number) -> dict[str, Number]:
    """Money that taking part at all costs over the horizon, by item, however often.

    >>> club = Activity(name="Club", medium="in_person", annual_dues=400, joining_fee=50, monthly_subscription=20)
    >>> membership_cash(club, 2)
    {'dues': 800.0, 'joining': 50.0, 'subscriptions': 480.0}
    """
    return {
        "dues": activity.annual_dues * years,
        "joining": activity.joining_fee,
        "subscriptions": activity.monthly_subscription * 12 * years,
    }
