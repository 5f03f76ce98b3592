"""Money by the table: known models, their variants, days and tiers; no price for what it does not know."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from audio_desk.request.cost import PriceTable, load_prices
from audio_desk.resources import resource

MILLION = 1_000_000
NOW = date(2026, 11, 22)


@pytest.fixture(scope="module")
def prices() -> PriceTable:
    return load_prices(resource("prices.json"))


@pytest.mark.parametrize(
    ("model", "on", "tokens", "money"),
    [
        ("gemini-3.8-flash", NOW, (MILLION, 0), 0.75),
        ("gemini-3.8-flash", NOW, (0, MILLION), 3.75),
        ("models/gemini-3.8-flash", NOW, (9600, 100), 0.007575),
        ("gemini-3.8-flash-001", NOW, (MILLION, 0), 0.75),
        ("gemini-3.8-flash-latest", NOW, (MILLION, 0), 0.75),
        ("gemini-3.8-flash-preview-09-2026", NOW, (MILLION, 0), 0.75),
        ("gemini-3.8-flash", date(2026, 12, 31), (MILLION, MILLION), 4.5),
        ("gemini-3.8-flash", date(2027, 1, 1), (MILLION, MILLION), 9.0),
        ("gemini-3.5-flash", date(2027, 1, 1), (MILLION, MILLION), 10.5),
        ("gemini-3.5-flash-lite", NOW, (MILLION, MILLION), 2.8),
        ("gemini-3.5-flash-lite-001", NOW, (MILLION, 0), 0.3),
        ("gemini-3.1-pro-preview", NOW, (200_000, 0), 0.4),
        ("gemini-3.1-pro-preview", NOW, (200_001, 0), 0.800004),
        ("gemini-3.5-transcribe", NOW, (MILLION, 0), 2.0),
        ("gemini-3.8-flash", NOW, (0, 0), 0.0),
        ("gemini-3.8-flash-image", NOW, (MILLION, 0), None),
        ("gemini-3.8-flashy", NOW, (MILLION, 0), None),
        ("gemini-2.0-flash", NOW, (MILLION, 0), None),
        ("gemini-4-flash", NOW, (MILLION, 0), None),
        ("whisper-tiny.en", NOW, (MILLION, 0), None),
        ("", NOW, (MILLION, 0), None),
    ],
)
def test_tokens_cost_what_the_table_says_on_that_day(
    prices: PriceTable, model: str, on: date, tokens: tuple[int, int], money: float | None
) -> None:
    found = prices.price(model, *tokens, on)
    assert found == (None if money is None else pytest.approx(money))


def test_the_table_is_dated(prices: PriceTable) -> None:
    assert prices.dated >= date(2026, 11, 22)
    assert prices.currency == "USD"
    assert prices.source.startswith("https://")


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        "no JSON",
        '{"dated": "soon"}',
        '{"dated":"2026-01-01","currency":"USD","source":"","prices":[1]}',
    ],
)
def test_a_file_that_is_no_table_is_a_value_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "prices.json"
    path.write_text(content)
    with pytest.raises(ValueError):
        load_prices(path)


def test_a_table_edited_by_hand_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "prices.json"
    row = {"model": "mine", "input": 1, "output": 2}
    path.write_text(json.dumps({"dated": "2026-01-01", "currency": "EUR", "source": "me", "prices": [row]}))
    assert load_prices(path).price("mine", MILLION, MILLION, NOW) == 3.0
