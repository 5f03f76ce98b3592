"""What requests have cost: by the server's own counts, on the day each of them left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from audio_desk.library.records import ReceiptRecord
from audio_desk.operations.desk import Desk
from audio_desk.request.cost import PriceTable


@dataclass(frozen=True, slots=True)
class Spending:
    tokens: int = 0
    cached: int = 0
    """Of these, heard before."""
    money: float = 0.0
    is_known: bool = True
    """False when a model among them has no price: then the money is only part of it."""


def spending(receipts: Iterable[ReceiptRecord], table: PriceTable | None) -> Spending:
    """Of requests to Gemini that left here; what is done on this computer costs nothing."""
    tokens, cached, money, is_known = 0, 0, 0.0, True
    for receipt in receipts:
        counts = receipt.tokens
        if receipt.account != "gemini" or receipt.elsewhere or not counts.input + counts.output:
            continue
        tokens += counts.input + counts.output
        cached += counts.cached or 0
        price = price_of(receipt, table)
        money += price or 0.0
        is_known = is_known and price is not None
    return Spending(tokens, cached, money, is_known)


def price_of(receipt: ReceiptRecord, table: PriceTable | None) -> float | None:
    """None where the table has no price."""
    if table is None:
        return None
    counts, day = receipt.tokens, receipt.sent.astimezone().date()
    return table.price(receipt.model, counts.input, counts.output, day, counts.cached or 0)


async def spent_today(desk: Desk, table: PriceTable | None) -> Spending:
    """Since midnight, here. Raises StoreUnavailable."""
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return spending(await desk.run(desk.store.receipts_since, midnight), table)


async def spent_on(desk: Desk, recording_id: int, table: PriceTable | None) -> Spending:
    """On one recording, ever. Raises StoreUnavailable."""
    return spending(await desk.run(desk.store.receipts_of_recording, recording_id), table)
