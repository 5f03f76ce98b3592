"""Tokens to money, by a dated table that a person can read and edit: resources/prices.json."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_VARIANT = re.compile(r"(-latest|-\d{3}|(-preview)?(-\d{2}-\d{4})?)")
"""What may follow a model's name and leave it at the same price: `-001`, `-preview-09-2026`, `-latest`."""


@dataclass(frozen=True, slots=True)
class Price:
    """Of one million tokens; `first` and `last` are the days between which it holds."""

    model: str
    input: float
    output: float
    first: date = date.min
    last: date = date.max
    from_input_tokens: int = 0
    cached: float | None = None
    """Of input that the model had heard before; None: as any other."""

    def holds(self, model: str, input_tokens: int, on: date) -> bool:
        named = model.startswith(self.model) and _VARIANT.fullmatch(model[len(self.model) :]) is not None
        return named and self.first <= on <= self.last and input_tokens >= self.from_input_tokens


@dataclass(frozen=True, slots=True)
class PriceTable:
    dated: date
    currency: str
    source: str
    prices: tuple[Price, ...]

    def price(
        self, model: str, input_tokens: int, output_tokens: int, on: date, cached_tokens: int = 0
    ) -> float | None:
        """What these tokens cost, in the table's currency; None for a model that is not in it.

        `cached_tokens` are those of the input that the model had heard before.
        """
        plain = model.removeprefix("models/")
        holding = [price for price in self.prices if price.holds(plain, input_tokens, on)]
        if not holding:
            return None
        # The longest prompts have a price of their own, beside the one that begins at no tokens.
        best = max(holding, key=lambda price: price.from_input_tokens)
        cached = best.input if best.cached is None else best.cached
        fresh = input_tokens - cached_tokens
        return (fresh * best.input + cached_tokens * cached + output_tokens * best.output) / 1_000_000


def load_prices(path: Path) -> PriceTable:
    """Raises OSError, and ValueError where it is not a table of prices."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return PriceTable(
            dated=date.fromisoformat(stored["dated"]),
            currency=str(stored["currency"]),
            source=str(stored["source"]),
            prices=tuple(_price(row) for row in stored["prices"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no table of prices: {error!r}") from error


def _price(row: dict[str, str | float]) -> Price:
    return Price(
        model=str(row["model"]),
        input=float(row["input"]),
        output=float(row["output"]),
        first=date.fromisoformat(str(row["from"])) if "from" in row else date.min,
        last=date.fromisoformat(str(row["until"])) if "until" in row else date.max,
        from_input_tokens=int(row.get("over_input_tokens", -1)) + 1,
        cached=float(row["cached"]) if "cached" in row else None,
    )
