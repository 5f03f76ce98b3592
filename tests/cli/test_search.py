"""`search` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from audio_desk.paths import Paths
from tests.cli.command import Ran


def test_words_are_found_in_what_was_imported(
    tones: Path, home: Paths, tmp_path: Path, run_here: Callable[..., Ran]
) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps({"segments": [{"start": 61.5, "end": 63, "text": "Down by the harbour"}]}))
    run_here("import", tones, file)
    ran = run_here("search", "harb", "down")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.split("  ") == [tones.name, "1:02", "transcript", "Down by the harbour\n"]
    (hit,) = run_here("search", "by the harbour", "--json").object["hits"]
    assert (hit["recording"], hit["start"], hit["text"]) == (tones.name, 61.5, "Down by the harbour")
    assert Path(hit["path"]) == tones


def test_nothing_found_is_said(home: Paths, run_here: Callable[..., Ran]) -> None:
    assert run_here("search", "nothing") == Ran(0, "", "Nothing was found.\n")
    assert run_here("search", "--json", "nothing").object == {"hits": []}
    assert run_here("search", "?").status == 2
