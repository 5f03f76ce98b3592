"""The Gemini account: its key, its address, and what changes when they change."""

from __future__ import annotations

import pytest

from audio_desk import errors
from tests.operations.conftest import OpenDesk
from tests.server_process import ServerProcess


async def test_without_a_key_the_gemini_account_says_so(open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        with pytest.raises(errors.KeyMissing):
            await desk.accounts.client("gemini")


async def test_the_address_and_the_key_come_from_the_environment_and_may_change(
    server: ServerProcess, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", server.base_url)
    monkeypatch.setenv("GEMINI_API_KEY", "wrong")
    async with open_desk() as desk:
        wrong = await desk.accounts.client("gemini")
        with pytest.raises(errors.KeyRejected):
            await wrong.models()
        monkeypatch.setenv("GEMINI_API_KEY", server.api_key)
        right = await desk.accounts.client("gemini")
        assert right is not wrong
        assert await right.models()
        assert await desk.accounts.client("gemini") is right
