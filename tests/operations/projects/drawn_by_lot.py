"""What the tests of project files share: work of a recording drawn by lot, and a second home."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audio_desk.library.records import ReceiptRecord, TokenCounts
from audio_desk.library.several_records import ReceiptPart
from audio_desk.operations.desk import Desk
from audio_desk.operations.projects.saving import save_project
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.recordings.regions import add_region
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.settings import Settings
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment, Speaker, new_ids
from audio_desk.transcripts.segment import Flag, Segment
from tests.operations.kept_work import answer

TEXTS = ("Only once.", "—> & < > \"'", "tab\there\nand a line", "😀 שלום مرحبا", "", "=1+1", "a" * 5000)
NAMES = ("Maya", "Tom O’Neill", "שרה", None)


@asynccontextmanager
async def another_home(folder: Path) -> AsyncGenerator[Desk, None]:
    paths = Paths.beneath(folder)
    desk = await Desk.open(paths, Settings)
    try:
        yield desk
    finally:
        await desk.aclose()


def any_lines(dice: random.Random, count: int) -> list[Segment]:
    starts = sorted(dice.randrange(80_000) for _ in range(count))
    flags = ((), (Flag.BACKWARD,), (Flag.OUTSIDE, Flag.PAST_END))
    return [
        Segment(start, start + dice.randrange(9_000), dice.choice(TEXTS), dice.choice(NAMES), frozenset(flag))
        for start, flag in ((start, dice.choice(flags)) for start in starts)
    ]


async def any_work(desk: Desk, path: Path, seed: int, states: int | None = None) -> Recording:
    """Answers, regions, a corrected transcript and two versions of it, drawn by lot."""
    dice = random.Random(seed)
    recording = await open_recording(desk, path)
    own = recording.record.id
    answers = [
        replace(
            answer(recording, *any_lines(dice, dice.randrange(5)), task=dice.choice(("transcript", "ask"))),
            question=dice.choice(TEXTS),
            created=datetime(2026, 1, 1 + number, 12, 0, 0, dice.randrange(10**6), UTC),
            used=datetime(2026, 2, 1, tzinfo=UTC) if dice.random() < 0.3 else None,
            shifted_frames=dice.randrange(3),
            region=None if dice.random() < 0.3 else Region(8_000, 40_000),
        )
        for number in range(dice.randrange(1, 6))
    ]
    ids = desk.store.add_answers(answers)
    for number in ids[:2]:
        sent_for(desk, own, dice.choice((number, None)), dice)
    for _ in range(dice.randrange(4)):
        start = dice.randrange(70_000)
        span = Region(start, start + dice.choice((0, 5_000)))
        await add_region(desk, recording, span, name=dice.choice(TEXTS), comment=dice.choice(TEXTS), colour=4)
    for _ in range(dice.randrange(3) if states is None else states):
        lines = any_lines(dice, dice.randrange(1, 20))
        after = tuple(
            Speaker(name, n) for n, name in enumerate(sorted({o.speaker for o in lines if o.speaker}))
        )
        kept = [
            KeptSegment(
                name, o.start_frame, o.end_frame, o.text, o.speaker, o.flags, dice.choice((None, *ids)), True
            )
            for name, o in zip(new_ids(len(lines)), lines, strict=True)
        ]
        script = desk.store.script(own)
        change = Change(script.segments, tuple(kept), script.speakers, after, "text")
        desk.store.take_answers(own, change, [i for i in ids if dice.random() < 0.5], again=True)
        desk.store.keep_version(own, dice.choice(("text", "merge")))
    return recording


def sent_for(desk: Desk, recording_id: int, answer_id: int | None, dice: random.Random) -> None:
    """A receipt, with parts or none, counted or not."""
    when = datetime(2026, 3, 1, 12, dice.randrange(60), 0, dice.randrange(10**6), UTC)
    parts = (
        ReceiptPart("Recording A: a.wav", "audio/flac", 12, "aa" * 32, "", None),
        ReceiptPart("Recording B: b.wav", "audio/wav", None, "bb" * 32, "files/b", when),
    )
    kept = desk.store.add_receipt(
        ReceiptRecord(
            id=0,
            answer_id=answer_id,
            recording_id=recording_id,
            account="gemini",
            model="gemini-3.8-flash",
            address="https://example.com/v1beta/models",
            sent=when,
            body='{"contents": "' + dice.choice(TEXTS).replace("\n", " ") + '"}',
            body_bytes=99,
            body_sha256=f"{dice.randrange(2**64):064x}",
            sound_mime_type="audio/flac",
            sound_bytes=12,
            sound_sha256="aa" * 32,
            sound_seconds=17.5,
            upload_name=dice.choice(("", "files/b")),
            upload_expires=dice.choice((None, when)),
            channel=dice.choice((None, 1)),
            parts=dice.choice(((), parts)),
        )
    )
    if dice.random() < 0.5:
        desk.store.count_receipt(kept.id, TokenCounts(100, None, 50, 7, 3))


def everything(desk: Desk, recording: Recording) -> dict[str, Any]:
    """All that is kept of it, in the words of this library; ids of answers by their order."""
    own = recording.record.id
    answers = desk.store.answers(own)
    order = {one.id: number for number, one in enumerate(reversed(answers))}

    def lines(segments: tuple[KeptSegment, ...]) -> list[KeptSegment]:
        return [replace(o, answer_id=None if o.answer_id is None else order[o.answer_id]) for o in segments]

    script = desk.store.script(own)
    versions = [(v.created, v.reason, desk.store.version(v.id)) for v in desk.store.versions(own)]
    return {
        "answers": [replace(one, id=0, recording_id=0) for one in answers],
        "regions": [replace(one, recording_id=0) for one in desk.store.regions(own)],
        "lines": lines(script.segments),
        "speakers": script.speakers,
        "receipts": [
            replace(
                one,
                id=0,
                recording_id=0,
                answer_id=None if one.answer_id is None else order[one.answer_id],
                elsewhere=False,
            )
            for one in desk.store.projects.receipts(own)
        ],
        "waiting": [order[one.id] for one in desk.store.answers_to_take(own)],
        "versions": [(created, why, lines(v.segments), v.speakers) for created, why, v in versions],
        "regions_only": desk.store.recording(own).regions_only,
    }


async def saved(desk: Desk, tones: Path, target: Path, *, with_sound: bool = False) -> Recording:
    recording = await open_recording(desk, tones)
    await add_region(desk, recording, Region(0, 9), name="Bell")
    await save_project(desk, recording, target, with_sound=with_sound)
    return recording


def turned(path: Path) -> bytes:
    """The same but for one bit."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    return bytes(data)
