"""Makes a client without stopping the window: the SDK takes most of a second to import."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from audio_desk.gemini.endpoint import Endpoint

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient


async def connect(endpoint: Endpoint) -> GeminiClient:
    """A client for the running loop. Raises KeyRejected for a key that no header can carry."""
    return await asyncio.to_thread(_make, endpoint)


def _make(endpoint: Endpoint) -> GeminiClient:
    from audio_desk.gemini.client import GeminiClient

    return GeminiClient(endpoint)
