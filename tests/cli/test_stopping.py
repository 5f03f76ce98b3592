"""Ctrl+C, a closed pipe, a kill: what came is kept, and said to be."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from audio_desk.cli import main
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.library.store import Store
from audio_desk.paths import Paths
from tests.child_process import guarded, line_of, wait_for
from tests.cli.command import finish, messages_of, started
from tests.server_process import ServerProcess

ENDLESS = "count to 1000000"
"""The tests' engine says twenty numbers a second."""


def kept(home: Paths) -> AnswerRecord:
    """The one answer of the one recording."""
    store = Store.open(home.database)
    (recording,) = store.recordings()
    (answer,) = store.answers(recording.id)
    store.close()
    return answer


def test_ctrl_c_before_anything_has_begun_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_words: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("audio_desk.cli.quick.quick_status", stopped)
    assert main(["info", "interview.ogg"]) == 130


def test_ctrl_c_keeps_what_came_and_says_so(server: ServerProcess, home: Paths, tones: Path) -> None:
    with started("ask", tones, ENDLESS) as process:
        assert process.stdout is not None
        with guarded(process):
            # Past the reader's own buffer, which whoever waits for the end does not look into.
            first = os.read(process.stdout.fileno(), 1).decode()
        process.send_signal(signal.SIGINT)
        ran = finish(process)
        assert ran.status == 130
        assert ran.complaint.startswith("Stopped: ")
        assert "kept" in ran.complaint
        answer = kept(home)
        assert (answer.status, answer.finish, answer.problem) == (
            AnswerStatus.INTERRUPTED,
            "INTERRUPTED",
            "stopped",
        )
        shown = (first + ran.out).strip()
        assert shown.startswith("0")
        # A number that might become a time is held back from the eye until it is settled, but is kept.
        assert answer.text.startswith(shown)
        assert len(answer.text.split()) <= len(shown.split()) + 1


def test_ctrl_c_with_json_gives_the_object_as_far_as_it_came(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    before = len(server.seen())
    with started("ask", tones, ENDLESS, "--json") as process:
        wait_for(lambda: any("streamGenerateContent" in seen["path"] for seen in server.seen()[before:]))
        process.send_signal(signal.SIGINT)
        ran = finish(process)
        assert ran.status == 130
        assert (ran.object["complete"], ran.object["finish"]) == (False, "INTERRUPTED")


def test_a_reader_that_goes_away_is_no_reason_for_words(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    with started("ask", tones, ENDLESS) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        with guarded(process):
            assert process.stdout.read(1)
            process.stdout.close()
            assert messages_of(process.stderr.read()) == ""
            assert process.wait() == 141
        assert kept(home).status == AnswerStatus.INTERRUPTED


def test_a_killed_command_loses_nothing_that_it_had_for_a_second(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    with started("ask", tones, ENDLESS) as process:
        assert process.stdout is not None
        seen = ""
        with guarded(process):
            while len(seen.split()) < 60:
                piece = process.stdout.read(16)
                assert piece, "it ended before its time"
                seen += piece
        process.kill()
        finish(process)
        answer = kept(home)
        assert answer.status == AnswerStatus.INTERRUPTED
        assert len(answer.text.split()) >= 30


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_when_it_is_told_to(home: Paths, number: signal.Signals) -> None:
    with started("serve") as process:
        address = json.loads(line_of(process))
        assert sorted(address) == ["api_key", "base_url"]
        process.send_signal(number)
        ran = finish(process)
        assert (ran.status, ran.err) == (0, "")
        assert not (home.local_server / "server.json").exists()
