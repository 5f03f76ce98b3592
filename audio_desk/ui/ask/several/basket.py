"""What is asked about together: recordings and regions of them, in the order of their letters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from audio_desk.operations.asking.topic import Topic
from audio_desk.settings import Account, Mode


class Basket(QObject):
    """Empty while a question is about what is shown; it never holds a single topic."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._topics: tuple[Topic, ...] = ()

    @property
    def topics(self) -> tuple[Topic, ...]:
        return self._topics

    def add(self, topics: tuple[Topic, ...], shown: Topic | None) -> None:
        """The first time together with what is `shown`; the same stretch is not added twice."""
        first = (shown,) if shown is not None and not self._topics else ()
        kept = list(self._topics)
        for topic in (*first, *topics):
            if not any(_same(topic, other) for other in kept):
                kept.append(topic)
        self._put(tuple(kept))

    def holds(self, topic: Topic) -> bool:
        return any(_same(topic, other) for other in self._topics)

    def remove(self, position: int) -> None:
        self._put((*self._topics[:position], *self._topics[position + 1 :]))

    def clear(self) -> None:
        self._put(())

    def sent_as(self, mode: Mode, account: Account) -> tuple[Topic, ...]:
        """In this mode; of a recording whose whole file stays here only the region, whatever is chosen."""
        return tuple(
            replace(topic, mode="region" if mode == "region" or _stays(topic, account) else "whole")
            for topic in self._topics
        )

    def _put(self, topics: tuple[Topic, ...]) -> None:
        topics = topics if len(topics) > 1 else ()
        if topics != self._topics:
            self._topics = topics
            self.changed.emit()


def _stays(topic: Topic, account: Account) -> bool:
    return account == "gemini" and topic.region is not None and topic.recording.record.regions_only


def _same(one: Topic, other: Topic) -> bool:
    return one.recording.record.id == other.recording.record.id and one.region == other.region
