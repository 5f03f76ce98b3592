"""What the command line tells before anything is sent: the plan, the sound's troubles, one channel of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.library.store import Store
from audio_desk.paths import Paths
from audio_desk.region import Region
from tests.cli.command import Ran, run
from tests.cli.conftest import asked, said, script_answer
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]
REGION = ("--from", "0:02", "--to", "0:08", "--mode", "region")


@pytest.fixture
def opposite(tmp_path: Path) -> Path:
    """Ten seconds of noise, turned round on the right."""
    left = np.random.default_rng().uniform(-0.3, 0.3, 80_000)
    soundfile.write(tmp_path / "opposite.wav", np.stack([left, -left], axis=1), 8_000, subtype="PCM_16")
    return tmp_path / "opposite.wav"


def test_what_is_wrong_with_the_sound_is_told_with_the_option_that_helps(
    server: ServerProcess, home: Paths, opposite: Path, run_here: RunHere
) -> None:
    script_answer(server, said("[00:00] Hm.", "STOP"), times=2)
    ran = run_here("transcribe", opposite, *REGION)
    assert ran.status == 0
    assert ran.err == (
        "“opposite.wav”: Left and right cancel each other here: mixed to mono, for Gemini, most of it is"
        " gone. Send one channel with --channel left or --channel right.\n"
    )
    ran = run_here("ask", opposite, "What?", *REGION, "--channel", "right")
    assert (ran.status, ran.err) == (0, "")
    store = Store.open(home.database)
    (recording,) = store.recordings()
    newest, older = store.answers(recording.id)
    (receipt,) = store.receipts_of_answer(newest.id)
    store.close()
    assert (older.channel, newest.channel, receipt.channel) == (None, 1, 1)
    right = cut_flac(opposite, Region(16_000, 64_000), channel=1).data
    assert receipt.sound_sha256 == hashlib.sha256(right).hexdigest()
    script_answer(server, said("[00:00] Cut", "MAX_TOKENS"))
    ran = run_here("transcribe", opposite, *REGION, "--channel", "2")
    assert "--mode region --channel right" in ran.err  # the next command is about the same


def test_a_channel_that_is_none_or_not_there_is_refused(
    home: Paths, opposite: Path, tones: Path, run_here: RunHere
) -> None:
    ran = run_here("transcribe", opposite, "--channel", "middle")
    assert ran.status == 2
    assert "a channel is mix, left, right, or its number from 1 on, not middle" in ran.err
    ran = run_here("transcribe", opposite, "--channel", "3")
    assert "The recording has no channel 3 (it has 2)" in ran.err
    ran = run_here("transcribe", opposite, "--long", "--channel", "0")
    assert ran.status == 2


def test_a_long_transcription_is_of_the_channel_too(
    server: ServerProcess, home: Paths, opposite: Path
) -> None:
    script_answer(server, said("[00:00] Hm.", "STOP"))
    assert run("transcribe", opposite, "--long", "--channel", "left").status == 0
    store = Store.open(home.database)
    (recording,) = store.recordings()
    (answer,) = store.answers(recording.id)
    store.close()
    assert answer.channel == 0


def test_the_plan_tells_both_ways_with_their_prices_and_sends_nothing(
    server: ServerProcess, home: Paths, tones: Path, gemini: dict[str, str], run_here: RunHere
) -> None:
    before = len(server.seen())
    wish = ("--from", "0:34", "--to", "0:52", "--account", "gemini", "--model", "gemini-3.8-flash", "--plan")
    ran = run_here("transcribe", tones, *wish, env=gemini)
    assert ran.status == 0
    assert ran.err.startswith("Nothing was sent. Prices by the table of ")
    heads, about, sound, how, *_ = ran.out.splitlines()
    assert heads.split() == ["whole", "(chosen)", "region"]
    assert "00:34 to 00:52, whole seconds" in about
    assert "0:34.000 to 0:52.000" in about
    assert "inside the request, as 16 kHz mono FLAC" in how
    assert "uploaded as it is" in how
    assert "0:18, about " in sound
    assert "Provide a transcript of the speech from 00:34 to 00:52." in ran.out
    found = run_here("transcribe", tones, *wish, "--json", env=gemini).object
    whole, region = found["plans"]["whole"], found["plans"]["region"]
    assert (found["sent"], found["mode"], found["model"]) == (False, "whole", "gemini-3.8-flash")
    assert (whole["delivery"], region["delivery"]) == ("file", "inline")
    assert (whole["start"], whole["end"], region["sound_seconds"]) == (34.0, 52.0, 18.0)
    assert whole["tokens"] > region["tokens"] > 18 * 32
    assert whole["money"] > region["money"] > 0
    assert whole["sound_bytes"] == tones.stat().st_size
    free = run_here("ask", tones, "Who?", "--also", f"{tones}@0:10-", "--plan", "--json").object
    assert (free["money"], len(free["parts"])) == (None, 2)
    assert "prompt" not in free["parts"][0]  # one stands behind both
    assert len(server.seen()) == before


def test_the_plan_for_a_transcriber_knows_its_limit_and_that_it_takes_no_words(
    home: Paths, tones: Path, tmp_path: Path, gemini: dict[str, str], run_here: RunHere
) -> None:
    chosen = ("--account", "gemini", "--model", "gemini-3.5-transcribe", "--plan")
    assert "No words are sent" in run_here("transcribe", tones, *chosen, env=gemini).out
    found = run_here("transcribe", tones, *chosen, "--json", env=gemini).object
    assert found["plans"]["whole"]["prompt"] == ""
    soundfile.write(tmp_path / "long.flac", np.zeros(3601 * 1000, np.int16), 1000)
    ran = run_here("transcribe", tmp_path / "long.flac", *chosen, env=gemini)
    assert (ran.status, ran.out) == (2, "")
    assert "this model takes 1:00:00" in ran.err


def test_a_learnt_rate_is_used_and_said_for_one_recording_and_for_several(
    server: ServerProcess, home: Paths, tones: Path, gemini: dict[str, str], run_here: RunHere
) -> None:
    chosen = ("--account", "gemini", "--model", "gemini-3.8-flash")
    assert run_here("ask", tones, "Who?", *chosen, env=gemini).status == 0  # it is counted by the server
    rest = f"{tones}@0:10-"
    for wish in (("ask", tones, "Who?"), ("ask", tones, "Who?", "--also", rest)):
        ran = run_here(*wish, *chosen, "--plan", env=gemini)
        assert "tokens a second, learnt from this model's last answers. Prices by the table of" in ran.err
    found = run_here("ask", tones, "Who?", "--also", rest, *chosen, "--plan", "--json", env=gemini).object
    assert found["tokens_a_second"] == pytest.approx(32, abs=0.2)


def test_a_template_is_asked_with_its_fields_filled_in(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    script_answer(server, said("Three.", "STOP"))
    assert run_here("ask", tones, "--template", "key moments", "--from", "0:34", "--to", "0:52").status == 0
    prompt = asked(server)[-1]["body"]["contents"][0]["parts"][1]["text"]
    assert "List the key moments from 00:34 to 00:52, each with its time, in a sentence." in prompt
    assert "there are Key moments, Quotes" in run_here("ask", tones, "--template", "none").err
    assert run_here("ask", tones, "Who?", "--template", "Quotes").status == 2
    assert "no question" in run_here("ask", tones).err.lower()


def test_after_an_answer_from_gemini_its_price_is_told(
    server: ServerProcess, home: Paths, tones: Path, gemini: dict[str, str], run_here: RunHere
) -> None:
    script_answer(server, said("Three.", "STOP"))
    ran = run_here("ask", tones, "How many?", *REGION, "--account", "gemini", "--model", "odd", env=gemini)
    assert ran.status == 0
    assert ran.err.endswith("\nIt took 100 tokens in and 7 out: price unknown.\n")
