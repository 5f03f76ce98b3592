"""`uploads add` and `uploads clean`: progress, JSON lines, converting, stopping and going on."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk.paths import Paths
from tests.child_process import line_of
from tests.cli.command import Ran, finish, start, started
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]
MIB = 2**20


@pytest.fixture(autouse=True)
def _empty_server(server: ServerProcess) -> Iterator[None]:
    while files := server.call("GET", "/v1beta/files?pageSize=100").get("files"):
        for file in files:
            server.call("DELETE", f"/v1beta/{file['name']}")
    yield
    server.move_clock(0)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Of a type that Gemini does not take."""
    path = tmp_path / "odd.caf"
    noise = np.random.default_rng().uniform(-0.3, 0.3, 80_000).astype(np.float32)
    soundfile.write(path, noise, 8_000, format="CAF", subtype="PCM_16")
    return path


def lines(ran: Ran) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ran.out.splitlines()]


def test_files_are_uploaded_once(server: ServerProcess, home: Paths, tones: Path, run_here: RunHere) -> None:
    ran = run_here("uploads", "add", tones)
    assert (ran.status, ran.err) == (0, "")
    found = re.fullmatch(r"Uploaded (.+) as (files/\S+) \(ends in 47 h 59 min\)\n", ran.out)
    assert found is not None
    assert found[1] == tones.name
    again = run_here("uploads", "add", tones)
    assert found[2] in again.out
    assert found[2] in run_here("uploads", "list").out


def test_json_lines_tell_how_it_goes_and_what_came_of_each(
    server: ServerProcess, home: Paths, tones: Path, tmp_path: Path, run_here: RunHere
) -> None:
    missing = tmp_path / "missing.wav"
    ran = run_here("uploads", "add", tones, missing, "--json")
    assert ran.status == 1
    told = lines(ran)
    assert {line["event"] for line in told} == {"progress", "uploaded", "failed"}
    (uploaded,) = (line for line in told if line["event"] == "uploaded")
    assert uploaded["file"] == uploaded["upload"]["recording"] == str(tones)
    assert uploaded["upload"]["state"] == "ACTIVE"
    (failed,) = (line for line in told if line["event"] == "failed")
    assert (failed["file"], failed["code"]) == (str(missing), "AudioMissing")
    sent = [line for line in told if line.get("step") == "uploading"]
    assert sent[-1]["sent"] == sent[-1]["total"] == tones.stat().st_size


def test_what_gemini_does_not_take_is_converted_only_with_the_option(
    server: ServerProcess, home: Paths, odd: Path, run_here: RunHere
) -> None:
    refused = run_here("uploads", "add", odd)
    assert (refused.status, refused.out) == (1, "")
    assert "--convert" in refused.complaint
    assert "MB" in refused.complaint
    ran = run_here("uploads", "add", odd, "--convert")
    assert ran.status == 0
    assert ran.err.startswith(
        "odd.caf is of a type that Gemini does not take: it goes as 16 kHz mono FLAC of"
    )
    assert "Uploaded odd.caf as files/" in ran.out
    found = json.loads(run_here("uploads", "list", "--json").out)["uploads"]
    (listed,) = (upload for upload in found if upload["recording"] == str(odd))
    assert listed["mime_type"] == "audio/flac"


def test_ctrl_c_keeps_what_arrived_and_the_same_command_goes_on(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    path = tmp_path / "long.wav"
    noise = np.random.default_rng().integers(-9000, 9000, (5 * MIB, 2), dtype=np.int16)
    soundfile.write(path, noise, 44_100, subtype="PCM_16")
    server.script_faults([{"command": "upload", "action": "slow", "bytes_per_second": 4 * MIB, "times": 0}])
    with started("uploads", "add", path, "--json") as process:
        while json.loads(line_of(process)).get("sent", 0) < 9 * MIB:
            pass
        process.send_signal(signal.SIGINT)
        ran = finish(process)
    assert ran.status == 130
    assert ran.complaint == ("Stopped: what has arrived is kept, and the same command goes on with the rest.")
    server.clear_faults()
    before = len(server.seen())
    again = finish(start("uploads", "add", path, "--json"))
    assert again.status == 0
    commands = [seen["headers"].get("x-goog-upload-command") for seen in server.seen()[before:]]
    assert "query" in commands
    assert "start" not in commands


def test_a_terminal_shows_bars(server: ServerProcess, home: Paths, tones: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "audio_desk", "uploads", "add", str(tones)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL
    ) as process:
        os.close(theirs)
        shown = b""
        while piece := _read(ours):
            shown += piece
        assert process.wait(120) == 0
    os.close(ours)
    assert tones.name in shown.decode()
    assert "MB" in shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


def test_clean_deletes_what_is_older(
    server: ServerProcess, home: Paths, tones: Path, odd: Path, run_here: RunHere
) -> None:
    server.move_clock(-25 * 3600)
    assert run_here("uploads", "add", tones).status == 0
    server.move_clock(0)
    assert run_here("uploads", "add", odd, "--convert").status == 0
    ran = run_here("uploads", "clean", "--older-than", "24h", "--json")
    assert ran.status == 0
    assert [line["event"] for line in lines(ran)] == ["deleted"]
    left = run_here("uploads", "list").out
    assert "odd.caf" in left
    assert tones.name not in left
    assert run_here("uploads", "clean", "--older-than", "1d").out == "No uploads as old as that.\n"
    assert run_here("uploads", "clean", "--older-than", "soon").status == 2


def test_an_age_without_a_unit_deletes_nothing(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    server.move_clock(-3600)
    assert run_here("uploads", "add", tones).status == 0
    server.move_clock(0)
    for age in ("24", "1:30"):
        ran = run_here("uploads", "clean", "--older-than", age)
        assert ran.status == 2
        assert "has no unit" in ran.err
    assert tones.name in run_here("uploads", "list").out


def test_before_something_goes_to_gemini_it_is_said_what_that_means(
    server: ServerProcess, home: Paths, tones: Path, gemini: dict[str, str], run_here: RunHere
) -> None:
    ran = run_here("uploads", "add", tones, "--account", "gemini", env=gemini)
    assert ran.status == 0
    assert ran.complaint.startswith("Sending to Gemini: uploads are kept there for 48 hours")
    assert run_here("uploads", "add", tones).err == ""
