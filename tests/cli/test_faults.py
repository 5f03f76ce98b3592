"""Everything that can go wrong, at the command line: what is said, what to do next, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.library.store import Store
from audio_desk.paths import Paths
from tests.cli.command import Ran
from tests.fault_rows import BROKEN, QUESTION, REFUSED, Row, event, quota, stream
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]
WHOLE = ("[00:00] Did it?", "[00:15] Only once.")
SHOWN = "[00:34] Did it?\n[00:49] Only once.\n"


def span(row: Row) -> list[str]:
    start, end = row.region
    return ["--from", f"0:{start}", "--to", f"{end // 60}:{end % 60:02d}", "--mode", row.mode]


def lines_kept(home: Paths) -> list[tuple[str, ...]]:
    """Of every answer that the library has, newest first."""
    store = Store.open(home.database)
    try:
        (recording,) = store.recordings()
        return [tuple(line.text for line in answer.segments) for answer in store.answers(recording.id)]
    finally:
        store.close()


@pytest.fixture
def earlier(server: ServerProcess, home: Paths, sample: Path, run_here: RunHere) -> None:
    """An answer that is there already."""
    server.script_faults([stream(event("[00:00] Good morning.", finish="STOP"))])
    assert run_here("transcribe", sample, "--to", "0:05", "--mode", "region").status == 0


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.name)
def test_a_refusal_is_one_line_with_what_to_do_and_nothing_is_lost(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere, earlier: None, row: Row
) -> None:
    server.script_faults([row.rule])
    ran = run_here("transcribe", sample, *span(row))
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.rstrip("\n").split("\n")[-1].startswith(row.sentence)
    assert lines_kept(home) == [(), ("Good morning.",)]


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.name)
def test_an_answer_that_is_not_whole_is_printed_kept_and_told_of(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere, earlier: None, row: Row
) -> None:
    server.script_faults([row.rule])
    ran = run_here("transcribe", sample, *span(row))
    assert ran.status == 3
    assert [line.split("] ")[1] for line in ran.out.splitlines()] == list(row.kept)
    assert ran.complaint.startswith(row.sentence)
    named = f"audio-desk transcribe {sample} {row.command} --mode region"
    assert (named in ran.complaint) == bool(row.command)
    assert lines_kept(home) == [row.kept, ("Good morning.",)]


def test_a_limit_that_passes_within_twenty_seconds_is_waited_for(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere
) -> None:
    server.script_faults([quota("1.2s", times=1), stream(event(*WHOLE, finish="STOP"))])
    ran = run_here("transcribe", sample, *span(REFUSED[0]))
    assert (ran.status, ran.out) == (0, SHOWN)
    assert ran.complaint == "The account's limit is reached: asking again in 2 s."


def test_a_limit_of_more_than_twenty_seconds_fails_with_its_time(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere
) -> None:
    server.script_faults([quota("34.4s")])
    ran = run_here("transcribe", sample, *span(REFUSED[0]))
    assert ran.status == 1
    assert ran.complaint == "The account's limit is reached for now: try again in 35 s."


def test_a_slow_server_is_waited_for(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere
) -> None:
    delay = {"path": QUESTION, "action": "delay", "seconds": 1.0}
    server.script_faults([delay, stream(event(*WHOLE, finish="STOP"))])
    assert run_here("transcribe", sample, *span(REFUSED[0])).out == SHOWN


def test_an_overload_that_passes_is_not_the_end(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere
) -> None:
    overload = next(row.rule for row in REFUSED if row.name == "overload")
    server.script_faults([{**overload, "times": 1}, stream(event(*WHOLE, finish="STOP"))])
    ran = run_here("transcribe", sample, *span(REFUSED[0]))
    assert (ran.status, ran.out) == (0, SHOWN)
    assert ran.complaint == "The service is overloaded: asking again in 1 s."


def test_times_that_count_from_the_region_are_told_with_the_command_that_helps(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere
) -> None:
    server.script_faults([stream(event("[00:00] Did it?", "[00:12] Only once.", finish="STOP"))])
    ran = run_here("transcribe", sample, "--from", "0:34", "--to", "0:52", "--mode", "whole")
    assert ran.status == 0
    assert "relative to the region: 0:34 is missing" in ran.complaint
    assert f"audio-desk transcribe {sample} --from 0:34 --to 0:52 --mode region" in ran.complaint
