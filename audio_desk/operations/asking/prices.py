"""The table of prices that holds here: the user's own where there is one, else the one that is shipped."""

from __future__ import annotations

from datetime import UTC, datetime

from audio_desk.paths import Paths
from audio_desk.request.cost import PriceTable, load_prices
from audio_desk.resources import resource


def price_table(paths: Paths) -> PriceTable | None:
    """A table that cannot be read is passed over; without any, every price is unknown."""
    for path in (paths.prices_file, None):
        try:
            return load_prices(path if path is not None else resource("prices.json"))
        except (OSError, ValueError):
            continue
    return None


def money_of(table: PriceTable | None, account: str, model: str, said: tuple[int, int]) -> float | None:
    """What so many tokens sent and answered cost today; None on this computer, or where there is no price."""
    if table is None or account != "gemini":
        return None
    return table.price(model, *said, datetime.now(UTC).date())
