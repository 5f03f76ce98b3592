"""The library's queues of regions; `Store.queues`."""

from __future__ import annotations

from audio_desk.library import queue_table
from audio_desk.library.connection import Connection
from audio_desk.library.queue_records import QueueItem, QueueRecord


class QueueStore:
    """Every method may be called from any thread and raises StoreUnavailable."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, queue: QueueRecord) -> QueueRecord:
        """A new one; its id is given."""
        return queue_table.begin(self._connection, queue)

    def of_recording(self, recording_id: int) -> tuple[QueueRecord, ...]:
        """Newest first."""
        return queue_table.of_recording(self._connection, recording_id)

    def set_item(self, queue_id: int, position: int, item: QueueItem) -> None:
        """How far it is, and its answer; what it is about stays."""
        queue_table.set_item(self._connection, queue_id, position, item)

    def end(self, queue_id: int) -> None:
        """Nobody goes on with it."""
        queue_table.end(self._connection, queue_id)
