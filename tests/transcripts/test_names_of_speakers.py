"""Who speaks is named with a capital, in every writing that has them."""

from __future__ import annotations

import pytest

from audio_desk.transcripts.parse import TranscriptParser


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Иван", "Привет"),
        ("Анна Ёлкина", "да"),
        ("Ελένη Ώρα", "ναι"),
        ("Őze Ádám", "igen"),
        ("Nguyễn Ứng", "vâng"),
        ("Đorđe", "da"),
        ("Արամ", "այո"),
    ],
)
def test_a_name_is_the_speaker(name: str, words: str) -> None:
    parser = TranscriptParser(1000, offset_frames=0, region=None, frames=60_000)
    (said,) = (*parser.feed(f"[00:12] {name}: {words}\n"), *parser.flush())
    assert (said.speaker, said.text) == (name, words)


@pytest.mark.parametrize("text", ["и он сказал: да", "он: да", "λέω: ναι"])
def test_words_before_a_colon_are_words(text: str) -> None:
    parser = TranscriptParser(1000, offset_frames=0, region=None, frames=60_000)
    (said,) = (*parser.feed(f"[00:12] {text}\n"), *parser.flush())
    assert (said.speaker, said.text) == (None, text)
