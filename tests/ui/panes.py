"""What the tests of the panes share: a desk with the sample open, and a way to write stored answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.settings import Settings
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Panes:
    desk: Desk
    document: Document
    preferences: Preferences
    theme: Theme
    runner: AskRunner
    recording: Recording

    def segment(self, start: float, end: float, text: str, speaker: str | None = None) -> Segment:
        rate = self.recording.rate
        return Segment(round(start * rate), round(end * rate), text, speaker)

    def region(self, start: float, end: float) -> Region:
        return Region.of_seconds(start, end, self.recording.rate)

    def store(
        self,
        task: str = "transcript",
        *,
        question: str = "",
        region: Region | None = None,
        status: AnswerStatus = AnswerStatus.COMPLETE,
        finish: str = "STOP",
        problem: str = "",
        text: str = "",
        segments: Sequence[Segment] = (),
        recording: Recording | None = None,
    ) -> AnswerRecord:
        """A stored answer of the sample, as an earlier run left it."""
        begun = self.desk.store.begin_answer(
            recording_id=(recording or self.recording).record.id,
            task=task,
            question=question,
            prompt="prompt",
            mode="whole",
            region=region,
            account="on-device",
            model="whisper-tiny.en",
        )
        return self.desk.store.finish_answer(
            begun.id, status=status, finish=finish, problem=problem, text=text, segments=segments
        )


@asynccontextmanager
async def open_panes(home: Paths, sample: Path, settings: Settings | None = None) -> AsyncIterator[Panes]:
    """Everything that the panes are made from, closed in order afterwards. Nothing is shown yet."""
    preferences = Preferences(settings or Settings(), home.settings_file)
    desk = await Desk.open(home, lambda: preferences.settings)
    document = Document()
    runner = AskRunner(desk, document, preferences)
    try:
        recording = await open_recording(desk, sample)
        yield Panes(desk, document, preferences, Theme(), runner, recording)
    finally:
        await runner.close()
        await desk.aclose()
