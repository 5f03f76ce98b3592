"""The options that say how a request is to be answered; what is not given stays as it is remembered."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Final, get_type_hints

import typer

from audio_desk.errors import SettingInvalid
from audio_desk.request_settings import SAFETY_CATEGORIES, SAFETY_THRESHOLDS, TEMPERATURES, THINKING_LEVELS

ThinkingName = StrEnum("ThinkingName", [(level, level.lower()) for level in THINKING_LEVELS])  # type: ignore[misc]

_NONE: Final[dict[str, Any]] = {"default": None, "kind": inspect.Parameter.KEYWORD_ONLY}


def _option(name: str, kind: Any, flag: str, metavar: str | None, words: str) -> inspect.Parameter:
    option = typer.Option(flag, metavar=metavar, help=words, show_default=False)
    return inspect.Parameter(name, annotation=Annotated[kind, option], **_NONE)


_OPTIONS: Final = (
    _option("system", str | None, "--system", "TEXT", "System instruction; empty text sends none."),
    _option("most_tokens", int | None, "--max-output-tokens", "N", "End the answer after N tokens."),
    _option("thinking", ThinkingName | None, "--thinking", None, "How much the model thinks first."),
    _option(
        "safety",
        list[str] | None,
        "--safety",
        "CATEGORY=THRESHOLD",
        "What is blocked, in the API's words, as HARASSMENT=BLOCK_NONE; may be repeated.",
    ),
    _option("temperature", float | None, "--temperature", "X", "0 to 2; sent only when given."),
    _option("top_p", float | None, "--top-p", "X", "0 to 1; sent only when given."),
    _option("top_k", int | None, "--top-k", "N", "Sent only when given."),
    _option("seed", int | None, "--seed", "N", "Sent only when given."),
)

Given = dict[str, Any]
"""Fields of RequestSettings that the command line names."""


def with_request_options(command: Callable[..., int]) -> Callable[..., int]:
    """`command` takes what was given as `given`; its own options come first in the help."""
    hints = get_type_hints(command, include_extras=True)
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[parameter.name])
        for parameter in inspect.signature(command).parameters.values()
        if parameter.name != "given"
    ]

    @functools.wraps(command)
    def wrapped(**values: Any) -> int:
        taken = {option.name: values.pop(option.name) for option in _OPTIONS}
        return command(**values, given=given_settings(**taken))

    wrapped.__annotations__ = {parameter.name: parameter.annotation for parameter in (*own, *_OPTIONS)}
    wrapped.__signature__ = inspect.Signature([*own, *_OPTIONS])  # type: ignore[attr-defined]
    return wrapped


def given_settings(
    *,
    system: str | None = None,
    most_tokens: int | None = None,
    thinking: str | None = None,
    safety: list[str] | None = None,
    temperature: float | None = None,
    top_p: float | None = None,
    top_k: int | None = None,
    seed: int | None = None,
) -> Given:
    """Raises SettingInvalid."""
    _check("--max-output-tokens", most_tokens, 1, None)
    _check("--temperature", temperature, *TEMPERATURES)
    _check("--top-p", top_p, 0, 1)
    _check("--top-k", top_k, 1, None)
    given = {
        "system_instruction": system,
        "max_output_tokens": most_tokens,
        "thinking": None if thinking is None else str(thinking).upper(),
        "safety": tuple(map(_pair, safety)) if safety else None,
        "temperature": temperature,
        "top_p": top_p,
        "top_k": top_k,
        "seed": seed,
    }
    return {name: value for name, value in given.items() if value is not None}


def _check(flag: str, value: float | None, least: float, most: float | None) -> None:
    if value is not None and (value < least or (most is not None and value > most)):
        allowed = f"{least:g} or more" if most is None else f"{least:g} to {most:g}"
        raise SettingInvalid(f"{flag} takes {allowed}, not {value:g}")


def _pair(text: str) -> tuple[str, str]:
    category, _, threshold = text.upper().partition("=")
    full = category if category.startswith("HARM_CATEGORY_") else f"HARM_CATEGORY_{category}"
    if full not in SAFETY_CATEGORIES:
        known = ", ".join(name.removeprefix("HARM_CATEGORY_") for name in SAFETY_CATEGORIES)
        raise SettingInvalid(f"--safety knows {known}, not {category}")
    if threshold not in SAFETY_THRESHOLDS:
        raise SettingInvalid(f"--safety {category}= takes {', '.join(SAFETY_THRESHOLDS)}, not {threshold}")
    return full, threshold
