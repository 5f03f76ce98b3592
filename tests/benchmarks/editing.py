"""Editing a transcript of 10,000 lines: what an edit costs, made and saved, beside a bare list and SQLite."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from audio_desk.audio.info import AudioInfo
from audio_desk.library.store import Store
from audio_desk.transcripts.script.change import Change, apply
from audio_desk.transcripts.script.edits import rename_speaker, retime, set_text, split
from audio_desk.transcripts.script.finding import Query, find
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import interleaved

LINES: Final = 10_000
ROUNDS: Final = 40
GOAL_MS: Final = 5.0
WORDS: Final = "and then we went down to the harbour to see the boats come in"
_BARE: Final = """
    CREATE TABLE lines (id TEXT PRIMARY KEY, start_frame INTEGER, end_frame INTEGER, text TEXT, speaker TEXT)
"""


def measure() -> Iterator[Row]:
    names = ("Anna", "Ben", "Carla")
    lines = (Segment(n * 900, n * 900 + 880, f"{WORDS} {n}", names[n % 3]) for n in range(LINES))
    script = Script.arranged(kept(lines, 1))
    yield from _in_memory(script)
    with TemporaryDirectory() as folder:
        yield from _saved(script, Path(folder))


def _in_memory(script: Script) -> Iterator[Row]:
    numbers, row = count(), LINES // 2
    name = script.segments[row].id
    bare = [WORDS] * LINES

    def change_bare() -> None:
        bare[:] = (*bare[:row], f"{next(numbers)}", *bare[row + 1 :])

    def made(edit: Callable[[Script], Change]) -> Callable[[], object]:
        """With the looking up by name that every new state has to prepare."""

        def act() -> None:
            fresh = Script(script.segments, script.speakers)
            apply(fresh, edit(fresh))

        return act

    edits: dict[str, Callable[[Script], Change]] = {
        "words changed": lambda it: set_text(it, name, f"{next(numbers)}"),
        "line split": lambda it: split(it, name, 20, 0),
        "times changed": lambda it: retime(it, name, next(numbers), 9_000_000, 9_000_000),
        "speaker renamed (3,333 lines)": lambda it: rename_speaker(it, "Ben", "Benjamin"),
    }
    acts = {what: made(edit) for what, edit in edits.items()}
    acts["words found everywhere"] = lambda: find(script, Query("harbour", whole_words=True))
    took = interleaved({**acts, "list": change_bare}, ROUNDS, time.thread_time)
    least = median(took["list"]) * 1000
    for what in acts:
        one = "found" not in what and "renamed" not in what
        note = f"processor time of one of {LINES:,} lines; a bare list's copy takes {least:.2f} ms"
        yield Row(what, median(took[what]) * 1000, GOAL_MS if one else None, "ms", note if one else "in all")


def _saved(script: Script, folder: Path) -> Iterator[Row]:
    numbers, row = count(), LINES // 2
    name = script.segments[row].id
    with closing(Store.open(folder / "library.sqlite3")) as store, closing(_bare(folder, script)) as bare:
        info = AudioInfo(Path("a.wav"), "WAV", "PCM", "audio/wav", 8_000, 1, 9_000_000, 9_000_000, 18_000_000)
        recording = store.touch_recording(info, "aa" * 32).id
        store.save_script_change(recording, Change((), script.segments, (), script.speakers, "import"))

        def save() -> None:
            store.save_script_change(recording, set_text(script, name, f"{WORDS} {next(numbers)}"))

        def save_bare() -> None:
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("UPDATE lines SET text = ? WHERE id = ?", (f"{WORDS} {next(numbers)}", name))
            bare.execute("COMMIT")

        def read_bare() -> None:
            bare.execute("SELECT * FROM lines ORDER BY start_frame, end_frame, id").fetchall()

        acts = {"save": save, "bare": save_bare}
        took = interleaved(acts, ROUNDS, time.thread_time)
        note = (
            f"processor time; SQLite alone, without an index of words: {median(took['bare']) * 1000:.2f} ms"
        )
        yield Row("an edit saved", median(took["save"]) * 1000, GOAL_MS, "ms", note)
        slow = interleaved(
            {"read": lambda: store.script(recording), "bare": read_bare}, ROUNDS // 4, time.thread_time
        )
        note = f"all {LINES:,} lines; SQLite's rows alone: {median(slow['bare']) * 1000:.0f} ms"
        yield Row("a transcript read", median(slow["read"]) * 1000, None, "ms", note)


def _bare(folder: Path, script: Script) -> sqlite3.Connection:
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute(_BARE)
    rows = [(it.id, it.start_frame, it.end_frame, it.text, it.speaker) for it in script.segments]
    bare.execute("BEGIN")
    bare.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?)", rows)
    bare.execute("COMMIT")
    return bare
