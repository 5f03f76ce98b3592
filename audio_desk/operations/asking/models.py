"""What an account can be asked with, and the last list that it gave."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from audio_desk.gemini.types import Model
from audio_desk.operations.desk import Desk
from audio_desk.settings import Account


async def list_models(desk: Desk, account: Account) -> tuple[Model, ...]:
    """The models that answer questions, in the server's order; the list is kept.

    Raises GeminiError and LocalGeminiError.
    """
    client = await desk.accounts.client(account)
    models = tuple(model for model in await client.models() if "generateContent" in model.actions)
    await desk.run(_keep, desk.paths.models_file, account, models)
    return models


async def last_models(desk: Desk, account: Account) -> tuple[Model, ...]:
    """Those of the last list that came; none before one did."""
    return await desk.run(lambda: _kept(desk.paths.models_file).get(account, ()))


def _keep(path: Path, account: Account, models: tuple[Model, ...]) -> None:
    """It is only for the next time that no list comes: what cannot be written is left."""
    kept = {**_kept(path), account: models}
    with suppress(OSError):
        temporary = path.with_suffix(".new")
        temporary.write_text(
            json.dumps({name: list(map(asdict, listed)) for name, listed in kept.items()}), encoding="utf-8"
        )
        temporary.replace(path)


def _kept(path: Path) -> dict[str, tuple[Model, ...]]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return {
            account: tuple(Model(**{**row, "actions": tuple(row["actions"])}) for row in rows)
            for account, rows in stored.items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
