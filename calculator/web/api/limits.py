"""How much the API reads of one request; what an address may use of the processor is said in `calculator.allowance`."""

from __future__ import annotations

from dataclasses import dataclass

from calculator import settings


@dataclass(frozen=True)
class Limits:
    """Bytes of a body, and characters of a query."""

    body: int = 256_000
    query: int = 8_000

    @classmethod
    def read(cls) -> Limits:
        """As CALCULATOR_API_BODY and CALCULATOR_API_QUERY set them."""
        return cls(settings.whole("CALCULATOR_API_BODY"), settings.whole("CALCULATOR_API_QUERY"))
