"""What the command line says about a request travels with it; what it cannot say is refused in a line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from audio_desk.library.store import Store
from audio_desk.paths import Paths
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Settings, save
from tests.cli.command import run
from tests.cli.conftest import asked, said, script_answer
from tests.server_process import ServerProcess


def test_every_option_is_in_the_request_that_the_server_sees(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    script_answer(server, said("Yes.", "STOP"))
    options = (
        *("--system", "Be brief.", "--max-output-tokens", "900", "--temperature", "0", "--top-p", "0.5"),
        *("--top-k", "40", "--seed", "7", "--thinking", "low"),
        *("--safety", "harassment=block_none", "--safety", "HARM_CATEGORY_HATE_SPEECH=OFF"),
    )
    ran = run("ask", tones, "Why?", *options)
    assert (ran.status, ran.err) == (0, "")
    body = asked(server)[-1]["body"]
    assert body["systemInstruction"]["parts"] == [{"text": "Be brief."}]
    assert body["generationConfig"] == {
        "temperature": 0.0,
        "topP": 0.5,
        "topK": 40,
        "maxOutputTokens": 900,
        "seed": 7,
        "thinkingConfig": {"thinking_level": "LOW"},
    }
    assert body["safetySettings"] == [
        {"category": "HARM_CATEGORY_HARASSMENT", "threshold": "BLOCK_NONE"},
        {"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "OFF"},
    ]


def test_a_recordings_own_settings_win_over_all_recordings_and_an_option_wins_over_both(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    home.ensure()
    everywhere = RequestSettings(system_instruction="For all.", seed=1)
    save(replace(Settings(), request=everywhere), home.settings_file)
    script_answer(server, said("Yes.", "STOP"), times=3)
    assert run("ask", tones, "Why?").status == 0
    store = Store.open(home.database)
    (recording,) = store.recordings()
    store.set_request(recording.id, RequestSettings(system_instruction="For this.", seed=2))
    store.close()
    assert run("ask", tones, "Why?").status == 0
    assert run("ask", tones, "Why?", "--system", "", "--seed", "3").status == 0
    bodies = [seen["body"] for seen in asked(server)[-3:]]
    assert [body["generationConfig"]["seed"] for body in bodies] == [1, 2, 3]
    told = [body.get("systemInstruction", {"parts": []})["parts"] for body in bodies]
    assert told == [[{"text": "For all."}], [{"text": "For this."}], []]


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        (("--temperature", "2.1"), "--temperature takes 0 to 2, not 2.1"),
        (("--top-p", "-0.1"), "--top-p takes 0 to 1"),
        (("--top-k", "0"), "--top-k takes 1 or more"),
        (("--max-output-tokens", "0"), "--max-output-tokens takes 1 or more"),
        (("--safety", "BAD=OFF"), "--safety knows HARASSMENT"),
        (("--safety", "HARASSMENT"), "BLOCK_ONLY_HIGH"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_before_anything_is_read(
    home: Paths, option: tuple[str, str], reason: str
) -> None:
    ran = run("ask", "no-such-file.wav", "Why?", *option)
    assert (ran.status, ran.out) == (2, "")
    assert reason in ran.err
    assert ran.err.count("\n") == 1


def test_templates_are_listed_exported_and_imported(home: Paths, tmp_path: Path) -> None:
    file = tmp_path / "templates.json"
    assert run("templates", "export", file).status == 0
    stored = json.loads(file.read_text(encoding="utf-8"))
    assert stored["format"] == "audio-desk-templates"
    stored["templates"] = [{"name": "Mine", "text": "Who is {names}?"}]
    assert run("templates", "export", file).status != 0
    file.write_text(json.dumps(stored), encoding="utf-8")
    assert run("templates", "import", file).out == "Mine: Who is {names}?\n"
    listed = run("templates", "list", "--json").object["templates"]
    assert listed[-1] == {"name": "Mine", "text": "Who is {names}?"}
    file.write_text("{}", encoding="utf-8")
    refused = run("templates", "import", file)
    assert refused.status == 2
    assert "holds no templates" in refused.err
