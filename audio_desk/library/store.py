"""The library: everything the program keeps about recordings, as one thread-safe object over SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from audio_desk.audio.info import AudioInfo
from audio_desk.errors import StoreUnavailable
from audio_desk.library import (
    answers_table,
    forgetting,
    long_table,
    receipts_table,
    recordings_table,
    regions_table,
    script_table,
    search_table,
    sessions_table,
    uploads_table,
    versions_table,
)
from audio_desk.library.connection import Connection, store_errors
from audio_desk.library.forgetting import Holdings, Known
from audio_desk.library.owners import Owner, living_owners
from audio_desk.library.project_store import ProjectStore
from audio_desk.library.queue_store import QueueStore
from audio_desk.library.records import (
    AnswerRecord,
    AnswerStatus,
    ChunkRecord,
    LongJobRecord,
    ReceiptRecord,
    RecordingRecord,
    RegionRecord,
    SessionRecord,
    TokenCounts,
    UploadRecord,
    VersionRecord,
)
from audio_desk.library.script_edits import ScriptEdits
from audio_desk.library.several_records import AboutRecord
from audio_desk.region import Region
from audio_desk.request_settings import RequestSettings
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment

OPENING_SECONDS: Final = 30.0
"""How long to wait while other programs open the same database; each takes a fraction of a second."""


class Store:
    """Synchronous; every method may be called from any thread and raises StoreUnavailable.

    Several programs may have the same database open.
    """

    def __init__(self, connection: Connection, owner: Owner) -> None:
        self._connection = connection
        self._owner = owner
        self._closed = False
        self.queues = QueueStore(connection)
        self.projects = ProjectStore(connection)
        self.script_edits = ScriptEdits(connection)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Make or open the database at `path`. Raises StoreUnavailable and StoreTooNew.

        Answers that were being received by a program that is gone become interrupted.
        """
        with store_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with FileLock(path.with_suffix(".lock"), timeout=OPENING_SECONDS):
                    return cls._open_alone(path)
            except Timeout as error:
                raise StoreUnavailable(path, "another program keeps it locked") from error

    @classmethod
    def _open_alone(cls, path: Path) -> Store:
        """Under the lock: nobody else is opening, so whoever holds no owner's lock now is gone."""
        connection = Connection(path)
        try:
            owner = Owner(path.parent / "programs")
            answers_table.interrupt_streaming(connection, living_owners(path.parent / "programs", owner))
        except BaseException:
            connection.close()
            raise
        return cls(connection, owner)

    def close(self) -> None:
        """Answers still being received become interrupted. Calling it twice is fine."""
        if self._closed:
            return
        self._closed = True
        try:
            answers_table.interrupt_owner(self._connection, self._owner.token)
        except StoreUnavailable:
            pass  # the next program that opens the database does it
        finally:
            self._connection.close()
            self._owner.release()

    # --- recordings ----------------------------------------------------------------------------------------

    def touch_recording(self, info: AudioInfo, fingerprint: str) -> RecordingRecord:
        """The row of these bytes, made or brought up to date, opened just now; thins out old versions."""
        record = recordings_table.touch(self._connection, info, fingerprint)
        versions_table.thin_out(self._connection, record.id, record.opened)
        return record

    def recordings(self, limit: int = 100) -> tuple[RecordingRecord, ...]:
        """The last opened first."""
        return recordings_table.latest(self._connection, limit)

    def recording(self, recording_id: int) -> RecordingRecord:
        """Raises RowGone."""
        return recordings_table.by_id(self._connection, recording_id)

    def known(self) -> tuple[Known, ...]:
        """All of them with how much is kept of each, the last opened first."""
        return forgetting.known(self._connection)

    def recording_with(self, fingerprint: str) -> RecordingRecord | None:
        return recordings_table.with_bytes(self._connection, fingerprint)

    def recordings_at(self, path: Path) -> tuple[RecordingRecord, ...]:
        """Those that were last seen there, the last opened first."""
        return recordings_table.at_path(self._connection, path)

    def holdings(self, recording_id: int) -> Holdings:
        """All that is kept of it. Raises RowGone."""
        return forgetting.holdings(self._connection, recording_id)

    def forget(self, recording_id: int) -> None:
        """All of that is deleted, and nothing of it can be read in the file any more."""
        forgetting.forget(self._connection, recording_id)

    def set_regions_only(self, recording_id: int, wanted: bool) -> RecordingRecord:
        """Whether its whole file may not leave this computer. Raises RowGone."""
        return recordings_table.set_regions_only(self._connection, recording_id, wanted)

    def set_request(self, recording_id: int, request: RequestSettings | None) -> RecordingRecord:
        """How it is to be asked about; None: as the settings say. Raises RowGone."""
        return recordings_table.set_request(self._connection, recording_id, request)

    # --- answers -------------------------------------------------------------------------------------------

    def begin_answer(
        self,
        *,
        recording_id: int,
        task: str,
        question: str,
        prompt: str,
        mode: str,
        region: Region | None,
        account: str,
        model: str,
        channel: int | None = None,
        about: Sequence[AboutRecord] = (),
    ) -> AnswerRecord:
        """A new row, streaming, owned by this program."""
        return answers_table.begin(
            self._connection,
            self._owner.token,
            recording_id=recording_id,
            task=task,
            question=question,
            prompt=prompt,
            mode=mode,
            region=region,
            account=account,
            model=model,
            channel=channel,
            about=about,
        )

    def add_answers(self, answers: Iterable[AnswerRecord]) -> tuple[int, ...]:
        """Whole answers that came another way; the ids that they get. The last is the newest."""
        return answers_table.add(self._connection, answers)

    def append_answer(self, answer_id: int, text: str, segments: Iterable[Segment] = ()) -> None:
        """Add the text and the segments that came since the last call; nothing if the row was deleted."""
        answers_table.append(self._connection, answer_id, text, segments)

    def finish_answer(
        self,
        answer_id: int,
        *,
        status: AnswerStatus,
        finish: str = "",
        problem: str = "",
        text: str | None = None,
        segments: Iterable[Segment] | None = None,
        model_version: str = "",
        prompt_tokens: int | None = None,
        answer_tokens: int | None = None,
        total_tokens: int | None = None,
    ) -> AnswerRecord:
        """Close the row. `text` and `segments` replace what was appended, None keeps it. Raises RowGone."""
        return answers_table.finish(
            self._connection,
            answer_id,
            status=status,
            finish=finish,
            problem=problem,
            text=text,
            segments=segments,
            model_version=model_version,
            tokens=(prompt_tokens, answer_tokens, total_tokens),
        )

    def shift_answer(
        self, answer_id: int, frames: int, text: str, segments: Iterable[Segment]
    ) -> AnswerRecord:
        """Its times were moved by `frames` in all. Raises RowGone."""
        return answers_table.shift(self._connection, answer_id, frames, text, segments)

    def answers(self, recording_id: int) -> tuple[AnswerRecord, ...]:
        """Newest first."""
        return answers_table.of_recording(self._connection, recording_id)

    def answer(self, answer_id: int) -> AnswerRecord:
        """Raises RowGone."""
        return answers_table.by_id(self._connection, answer_id)

    def delete_answer(self, answer_id: int) -> None:
        answers_table.delete(self._connection, answer_id)

    # --- receipts ------------------------------------------------------------------------------------------

    def add_receipt(self, receipt: ReceiptRecord) -> ReceiptRecord:
        """What is leaving; its id is given here."""
        return receipts_table.add(self._connection, receipt)

    def count_receipt(self, receipt_id: int, tokens: TokenCounts) -> None:
        """What the server said that it took."""
        receipts_table.count(self._connection, receipt_id, tokens)

    def receipts_of_answer(self, answer_id: int) -> tuple[ReceiptRecord, ...]:
        """The newest first: a request that was sent again has several."""
        return receipts_table.of_answer(self._connection, answer_id)

    def receipts_of_recording(self, recording_id: int) -> tuple[ReceiptRecord, ...]:
        """The newest first."""
        return receipts_table.of_recording(self._connection, recording_id)

    def receipts_since(self, moment: datetime) -> tuple[ReceiptRecord, ...]:
        """The newest first."""
        return receipts_table.since(self._connection, moment)

    def tokens_a_second(self, account: str, model: str) -> float | None:
        """Of sound, learnt from what the server counted; None before it has."""
        return receipts_table.tokens_a_second(self._connection, account, model)

    # --- long transcriptions -------------------------------------------------------------------------------

    def begin_long_job(self, job: LongJobRecord) -> LongJobRecord:
        """A new one; its id is given."""
        return long_table.begin(self._connection, job)

    def long_jobs(self, recording_id: int) -> tuple[LongJobRecord, ...]:
        """Newest first."""
        return long_table.of_recording(self._connection, recording_id)

    def set_chunk(self, job_id: int, position: int, chunk: ChunkRecord) -> None:
        """How far it is, and its answer; where it lies stays."""
        long_table.set_chunk(self._connection, job_id, position, chunk)

    def end_long_job(self, job_id: int, joined: AnswerRecord) -> AnswerRecord:
        """The joined transcript takes the place of the parts' answers, all of it or nothing."""
        return long_table.end(self._connection, job_id, joined)

    def leave_long_job(self, job_id: int) -> None:
        """Nobody goes on with it; the answers of its parts stay."""
        long_table.leave(self._connection, job_id)

    # --- transcripts ---------------------------------------------------------------------------------------

    def script(self, recording_id: int) -> Script:
        """The transcript as it was left; empty where there is none."""
        return script_table.of_recording(self._connection, recording_id)

    def save_script_change(self, recording_id: int, change: Change) -> None:
        """Only the rows that it names, all of it or nothing; nothing for a recording that is gone."""
        script_table.save(self._connection, recording_id, change)

    def take_answers(
        self,
        recording_id: int,
        change: Change,
        answer_ids: Iterable[int],
        *,
        again: bool = False,
        chosen: bool = False,
    ) -> bool:
        """Save what answers make of the transcript, and that they were considered.

        False, and nothing is saved, when one of them was considered before (unless `again`) or is gone.
        `chosen`: they are used from now on because somebody said so.
        """
        return script_table.take(
            self._connection, recording_id, change, answer_ids, again=again, chosen=chosen
        )

    def answers_to_take(self, recording_id: int) -> tuple[AnswerRecord, ...]:
        """Transcripts with lines that ended and were not considered yet, the newest first."""
        return script_table.answers_to_take(self._connection, recording_id)

    def recordings_to_take(self) -> tuple[int, ...]:
        """The ids of the recordings that have such answers."""
        return script_table.recordings_to_take(self._connection)

    def keep_version(self, recording_id: int, reason: str) -> VersionRecord:
        """The transcript as it is now; the last version when it is the same. Raises RowGone."""
        return versions_table.keep(self._connection, recording_id, reason)

    def versions(self, recording_id: int) -> tuple[VersionRecord, ...]:
        """Newest first."""
        return versions_table.of_recording(self._connection, recording_id)

    def version(self, version_id: int) -> Script:
        """Raises RowGone."""
        return versions_table.content(self._connection, version_id)

    def delete_version(self, version_id: int) -> None:
        versions_table.delete(self._connection, version_id)

    # --- searching -----------------------------------------------------------------------------------------

    def answers_with(self, words: Sequence[str], limit: int) -> tuple[AnswerRecord, ...]:
        """Those that have all the words, or words that begin so, wherever they stand; the best first."""
        return search_table.answers_with(self._connection, words, limit)

    def lines_with(self, words: Sequence[str], limit: int) -> tuple[tuple[int, KeptSegment], ...]:
        """The same of transcripts' lines, each with its recording's id."""
        return search_table.lines_with(self._connection, words, limit)

    def regions_with(self, words: Sequence[str], limit: int) -> tuple[RegionRecord, ...]:
        """The same of regions' names and comments."""
        return search_table.regions_with(self._connection, words, limit)

    # --- regions -------------------------------------------------------------------------------------------

    def regions(self, recording_id: int) -> tuple[RegionRecord, ...]:
        """Regions and markers by their place in the recording."""
        return regions_table.of_recording(self._connection, recording_id)

    def save_regions(self, changed: Iterable[RegionRecord], removed: Iterable[str] = ()) -> None:
        """Write new and changed regions and delete those with the ids `removed`, all of it or nothing."""
        regions_table.save(self._connection, changed, removed)

    # --- uploads -------------------------------------------------------------------------------------------

    def remember_upload(self, upload: UploadRecord) -> None:
        uploads_table.remember(self._connection, upload)

    def upload_of(self, account: str, recording_sha256: str) -> UploadRecord | None:
        """The upload of these bytes that lives longest; the caller compares `expires` with its clock."""
        return uploads_table.of_recording(self._connection, account, recording_sha256)

    def forget_upload(self, account: str, name: str) -> None:
        uploads_table.forget(self._connection, account, name)

    def uploads(self, account: str) -> tuple[UploadRecord, ...]:
        return uploads_table.of_account(self._connection, account)

    # --- uploads on their way ------------------------------------------------------------------------------

    def keep_session(self, session: SessionRecord) -> None:
        """One for each account and bytes: a later one takes the place of an earlier."""
        sessions_table.keep(self._connection, session)

    def session_of(self, account: str, sha256: str) -> SessionRecord | None:
        """Where the rest of these bytes can be sent; the server may have ended it meanwhile."""
        return sessions_table.of_bytes(self._connection, account, sha256)

    def sessions(self, account: str) -> tuple[SessionRecord, ...]:
        """Oldest first."""
        return sessions_table.of_account(self._connection, account)

    def end_session(self, account: str, sha256: str) -> None:
        sessions_table.end(self._connection, account, sha256)
