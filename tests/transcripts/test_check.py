"""Only a clean stop with text is a whole answer."""

from __future__ import annotations

import pytest

from audio_desk.transcripts.check import Verdict, judge


@pytest.mark.parametrize(
    ("finish", "block", "text", "verdict"),
    [
        ("STOP", "", "words", Verdict(True, "STOP", "")),
        ("STOP", "", "", Verdict(False, "STOP", "empty")),
        ("STOP", "", " \n", Verdict(False, "STOP", "empty")),
        ("MAX_TOKENS", "", "words", Verdict(False, "MAX_TOKENS", "max-tokens")),
        ("MAX_TOKENS", "", "", Verdict(False, "MAX_TOKENS", "max-tokens")),
        ("SAFETY", "", "words", Verdict(False, "SAFETY", "safety")),
        ("PROHIBITED_CONTENT", "", "", Verdict(False, "PROHIBITED_CONTENT", "safety")),
        ("BLOCKLIST", "", "", Verdict(False, "BLOCKLIST", "safety")),
        ("SPII", "", "", Verdict(False, "SPII", "safety")),
        ("RECITATION", "", "", Verdict(False, "RECITATION", "recitation")),
        ("LANGUAGE", "", "words", Verdict(False, "LANGUAGE", "other")),
        ("SOMETHING_NEW", "", "words", Verdict(False, "SOMETHING_NEW", "other")),
        ("", "SAFETY", "", Verdict(False, "SAFETY", "blocked")),
        ("", "PROHIBITED_CONTENT", "", Verdict(False, "PROHIBITED_CONTENT", "blocked")),
        ("STOP", "OTHER", "words", Verdict(False, "STOP", "blocked")),
        ("", "", "words", Verdict(False, "INTERRUPTED", "lost")),
        ("", "", "", Verdict(False, "INTERRUPTED", "lost")),
    ],
)
def test_a_stream_that_has_ended_is_judged(finish: str, block: str, text: str, verdict: Verdict) -> None:
    assert judge(finish, block, text) == verdict
