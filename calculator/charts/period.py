"""The period of the charts' amounts."""

from calculator.period import NAMES, Name, Period

__all__ = ["NAMES", "Name", "Period"]
