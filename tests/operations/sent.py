"""What left with a question, as the server saw it and as its receipt has it."""

from __future__ import annotations

from typing import Any

from audio_desk.library.records import ReceiptRecord
from audio_desk.operations.desk import Desk
from tests.server_process import ServerProcess


def last_request(server: ServerProcess) -> dict[str, Any]:
    return [seen for seen in server.seen() if "streamGenerateContent" in seen["path"]][-1]


async def receipt_of(desk: Desk, answer_id: int) -> ReceiptRecord:
    (receipt,) = await desk.run(desk.store.receipts_of_answer, answer_id)
    return receipt
