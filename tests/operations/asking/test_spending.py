"""What was spent, what would be, and whether there is room: counted by the server, priced by the table."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audio_desk import limits
from audio_desk.errors import AudioNotWritten, LimitExceeded, TemplatesUnreadable
from audio_desk.library.records import ReceiptRecord, TokenCounts
from audio_desk.operations.asking.count_tokens import Counted, count_tokens
from audio_desk.operations.asking.models import last_models, list_models
from audio_desk.operations.asking.prices import price_table
from audio_desk.operations.asking.spending import Spending, spending, spent_on, spent_today
from audio_desk.operations.asking.templates import (
    all_templates,
    import_templates,
    own_templates,
    write_templates,
)
from audio_desk.operations.uploads.account_room import check_room
from audio_desk.operations.uploads.listed_files import ListedFiles
from audio_desk.paths import Paths
from audio_desk.request.templates import BUILT_IN, Template
from tests.operations.asked import gather, of_kind, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.server_process import ServerProcess

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OWN_PRICES = {
    "dated": "2026-11-01",
    "currency": "USD",
    "source": "https://example.org",
    "prices": [{"model": "gemini-3.8-flash", "input": 10, "cached": 1, "output": 100}],
}


def receipt(tokens: TokenCounts, model: str = "gemini-3.8-flash", account: str = "gemini") -> ReceiptRecord:
    return ReceiptRecord(
        1, 1, 1, account, model, "", MORNING, "", 0, "", "", None, "", 10.0, "", None, tokens
    )


def test_only_what_gemini_answered_is_paid_and_an_unknown_price_is_said(home: Paths) -> None:
    table = price_table(home)
    known = receipt(TokenCounts(prompt=1_000_000, cached=200_000, answer=900_000, thoughts=100_000))
    paid = spending([known, receipt(TokenCounts(prompt=10**9), account="on-device")], table)
    assert paid == Spending(2_000_000, 200_000, 4.5, True)
    unknown = receipt(TokenCounts(prompt=50), model="gemini-9-ultra")
    assert spending([known, unknown], table) == Spending(2_000_050, 200_000, 4.5, False)
    assert spending([known], None) == Spending(2_000_000, 200_000, 0.0, False)
    assert spending([], table) == Spending()


def test_ones_own_table_wins_and_a_damaged_one_is_passed_over(home: Paths) -> None:
    home.ensure()
    shipped = price_table(home)
    home.prices_file.write_text(json.dumps(OWN_PRICES), encoding="utf-8")
    own = price_table(home)
    assert own is not None
    assert own.price("gemini-3.8-flash", 1_000_000, 0, MORNING.date()) == 10.0
    assert own.price("gemini-3.8-flash", 1_000_000, 0, MORNING.date(), 500_000) == 5.5
    home.prices_file.write_text("{", encoding="utf-8")
    assert price_table(home) == shipped


async def test_the_day_and_the_recording_add_up_and_the_model_is_learnt(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", server.api_key)
    event: dict[str, Any] = said("Yes.", "STOP")
    event["usageMetadata"] |= {
        "promptTokenCount": 160,
        "cachedContentTokenCount": 40,
        "thoughtsTokenCount": 3,
        "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 150}],
    }
    script_answer(server, event, times=2)
    async with open_desk() as desk:
        request = await request_about(desk, tones, account="gemini", model="gemini-3.8-flash")
        await gather(desk, request)
        await gather(desk, replace(request, account="on-device"))
        table = price_table(desk.paths)
        day = await spent_today(desk, table)
        assert day == await spent_on(desk, request.recording.record.id, table)
        assert (day.tokens, day.cached, day.is_known) == (170, 40, True)
        learnt = await desk.run(desk.store.tokens_a_second, "gemini", "gemini-3.8-flash")
        assert learnt == pytest.approx(25.0)


@pytest.mark.parametrize("mode", ["region", "whole"])
async def test_counting_exactly_asks_the_server_and_sends_no_question(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, mode: str
) -> None:
    async with open_desk() as desk:
        request = await request_about(desk, tones, mode=mode)
        begun = len(server.seen())
        events = [event async for event in count_tokens(desk, request)]
        paths = [seen["path"] for seen in server.seen()[begun:]]
    (counted,) = of_kind(events, Counted)
    assert counted.tokens > (6 if mode == "region" else 10) * 32
    assert sum("countTokens" in path for path in paths) == 1
    assert not any("enerateContent" in path for path in paths)


@pytest.mark.parametrize(("over", "fits"), [(0, True), (1, False)])
async def test_a_project_holds_twenty_gigabytes_and_not_one_byte_more(
    server: ServerProcess, open_desk: OpenDesk, over: int, fits: bool
) -> None:
    file = {"name": "files/abc", "sizeBytes": str(limits.PROJECT_BYTES - 1000), "state": "ACTIVE"}
    listed = {"method": "GET", "path": "/files", "action": "status", "status": 200, "body": {"files": [file]}}
    server.script_faults([listed])
    async with open_desk() as desk:
        files = ListedFiles(desk, "on-device")
        if fits:
            await check_room(files, 1000 + over)
        else:
            with pytest.raises(LimitExceeded, match="PROJECT_BYTES"):
                await check_room(files, 1000 + over)


async def test_the_last_good_list_of_models_is_kept(server: ServerProcess, open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        assert await last_models(desk, "on-device") == ()
        models = await list_models(desk, "on-device")
    async with open_desk() as desk:
        assert await last_models(desk, "on-device") == models
        assert await last_models(desk, "gemini") == ()
        desk.paths.models_file.write_text("[]", encoding="utf-8")
        assert await last_models(desk, "on-device") == ()


def test_templates_of_another_file_join_ones_own(home: Paths, tmp_path: Path) -> None:
    assert all_templates(home) == BUILT_IN
    write_templates(home.templates_file, (Template("Mine", "What {names}?"), Template("Quotes", "None.")))
    assert all_templates(home)[1] == Template("Quotes", "None.")
    other = tmp_path / "other.json"
    write_templates(other, (Template("Mine", "Who?"), Template("New", "When?")))
    assert import_templates(home, other) == (Template("Mine", "Who?"), Template("New", "When?"))
    assert own_templates(home) == (
        Template("Mine", "Who?"),
        Template("Quotes", "None."),
        Template("New", "When?"),
    )
    before = home.templates_file.read_bytes()
    other.write_text("no", encoding="utf-8")
    for wrong in (other, tmp_path / "none.json"):
        with pytest.raises(TemplatesUnreadable):
            import_templates(home, wrong)
    with pytest.raises(AudioNotWritten):
        write_templates(other / "below.json", ())
    assert home.templates_file.read_bytes() == before
