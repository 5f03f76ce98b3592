"""What an account can be asked with."""

from __future__ import annotations

from audio_desk.gemini.types import Model
from audio_desk.operations.desk import Desk
from audio_desk.settings import Account


async def list_models(desk: Desk, account: Account) -> tuple[Model, ...]:
    """The models that answer questions, in the server's order. Raises GeminiError and LocalGeminiError."""
    client = await desk.accounts.client(account)
    return tuple(model for model in await client.models() if "generateContent" in model.actions)
