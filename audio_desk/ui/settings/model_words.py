"""What a model can do, in a line: how much sound it takes, how long it answers, whether it thinks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk import limits
from audio_desk.gemini.types import Model
from audio_desk.ui.amounts import count_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelWords", text)


def model_words(model: Model) -> str:
    """`Hears up to 9.1 h · answers up to 65,536 tokens · thinks`"""
    hours = min(model.input_tokens / limits.TOKENS_PER_SECOND, limits.PROMPT_SECONDS) / 3600
    parts = (
        _tr("Hears up to {0} h").format(f"{hours:.1f}".removesuffix(".0")) if model.input_tokens else "",
        _tr("answers up to {0} tokens").format(count_words(model.output_tokens))
        if model.output_tokens
        else "",
        _tr("thinks first") if model.thinks else "",
    )
    return " · ".join(part for part in parts if part)
