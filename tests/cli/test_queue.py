"""`queue` from the command line: all marked regions, the price first, going on where it stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

Run = Callable[..., Ran]
LINES = said("[00:02] Hello there.\n", "STOP")


@pytest.fixture
def marked(home: Paths, tones: Path, tmp_path: Path, run_here: Run) -> Path:
    """The recording, with two regions and a marker that were imported."""
    labels = tmp_path / "labels.txt"
    labels.write_text("10\t20\tThe bell\n30\t30\tmarker\n40\t50\tBlue Heron\n")
    assert run_here("import", tones, labels, "--regions").status == 0
    return tones


def test_the_price_is_told_first_and_each_answer_stands_under_its_region(
    server: ServerProcess, marked: Path, run_here: Run
) -> None:
    script_answer(server, LINES, times=0)
    ran = run_here("queue", marked, "--mode", "region")
    assert ran.status == 0
    assert ran.out.split("\n\n")[0] == "The bell (0:10 - 0:20)\n[00:12] Hello there."
    assert ran.out.split("\n\n")[1] == "Blue Heron (0:40 - 0:50)\n[00:42] Hello there."
    assert ran.err.startswith("2 regions: about ")
    assert "(regions alone, chosen)." in ran.err.splitlines()[0]
    assert ran.err.splitlines()[-1] == "2 of 2 regions done."


def test_json_has_each_region_with_its_answer_and_a_plan_sends_nothing(
    server: ServerProcess, gemini: dict[str, str], marked: Path, run_here: Run
) -> None:
    script_answer(server, LINES, times=0)
    before = len(server.seen())
    gemini_asks = ("--account", "gemini", "--mode", "region")
    plan = run_here("queue", marked, "--plan", "--json", *gemini_asks, env=gemini).object
    assert len(server.seen()) == before
    assert plan["regions"] == 2
    assert plan["whole"]["tokens"] > plan["region"]["tokens"] > 640
    assert plan["whole"]["money"] > plan["region"]["money"] > 0
    asked = ("--task", "ask", "--question", "Who?")
    found = run_here("queue", marked, *asked, *gemini_asks, "--json", env=gemini).object
    assert (found["complete"], found["task"], found["question"]) == (True, "ask", "Who?")
    assert [region["name"] for region in found["regions"]] == ["The bell", "Blue Heron"]
    assert found["regions"][0]["answer"]["text"].strip() == "[00:12] Hello there."
    assert found["money"] == pytest.approx(2 * (100 * 0.75 + 7 * 3.75) / 1e6, abs=1e-6)


def test_what_failed_is_named_and_asked_again_by_the_same_command(
    server: ServerProcess, marked: Path, run_here: Run
) -> None:
    rule = {"path": "streamGenerateContent", "action": "events"}
    cut = {**rule, "events": [said("[00:01] Cut", "MAX_TOKENS")], "times": 1}
    server.script_faults([cut, {**rule, "events": [LINES], "times": 0}])
    ran = run_here("queue", marked, "--mode", "region")
    assert ran.status == 3
    assert ran.err.splitlines()[-1].startswith("Not whole: The bell (0:10 - 0:20) failed")
    again = run_here("queue", marked, "--mode", "region")
    assert again.status == 0
    assert "Blue Heron" not in again.out


def test_without_regions_or_a_question_it_says_what_is_missing(
    home: Paths, tones: Path, run_here: Run
) -> None:
    assert "has no marked regions yet" in run_here("queue", tones).complaint
    asked = run_here("queue", tones, "--task", "ask")
    assert (asked.status, asked.out) == (2, "")
