"""Answering: leads one prompt through its sounds and the engine to the pieces of an answer."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncGenerator

from audio_desk.errors import AudioError, EngineMissing, ModelDamaged
from audio_desk.local_gemini.engine.protocol import EngineRequest
from audio_desk.local_gemini.model_catalogue import OUTPUT_TOKENS
from audio_desk.local_gemini.prompts.answer_limits import AnswerLimits
from audio_desk.local_gemini.prompts.inference import Inference
from audio_desk.local_gemini.prompts.prompt import Prompt
from audio_desk.local_gemini.prompts.sounds import OpenedSounds, PromptSounds
from audio_desk.local_gemini.prompts.token_counts import PromptTokens
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire.answers import AnswerWire
from audio_desk.local_gemini.wire.errors import WireError


class Answer:
    """One answer on its way. Use `messages` or `whole`, once."""

    def __init__(self, prompt: Prompt, opened: OpenedSounds, inference: Inference) -> None:
        self._prompt = prompt
        self._opened = opened
        self._inference = inference
        tokens = PromptTokens.of(prompt.texts, opened.seconds)
        self._wire = AnswerWire(inference.model_version, tokens)
        most = prompt.generation.max_output_tokens or OUTPUT_TOKENS
        self._limits = AnswerLimits(min(most, OUTPUT_TOKENS), prompt.generation.stop_sequences)

    async def messages(self) -> AsyncGenerator[wire_errors.JsonObject, None]:
        """The messages of a stream. Raises WireError."""
        async with contextlib.aclosing(self._texts()) as texts:
            async for text in texts:
                yield self._wire.chunk(text)
        yield self._wire.last(self._limits.finish or "STOP")

    async def whole(self) -> wire_errors.JsonObject:
        """The only message of an answer that is not streamed. Raises WireError."""
        async with contextlib.aclosing(self._texts()) as texts:
            text = "".join([text async for text in texts])
        return self._wire.whole(text, self._limits.finish or "STOP")

    async def _texts(self) -> AsyncGenerator[str, None]:
        try:
            async with contextlib.aclosing(self._inference.pieces(self._request())) as pieces:
                async for piece in pieces:
                    if text := self._limits.feed(piece):
                        yield text
                    if self._limits.finish:
                        return
            if rest := self._limits.flush():
                yield rest
        except (AudioError, EngineMissing, ModelDamaged) as error:
            raise _in_wire_words(error) from error

    def _request(self) -> EngineRequest:
        generation = self._prompt.generation
        return EngineRequest(
            prompt=self._prompt.question,
            system_instruction=self._prompt.system_instruction,
            sounds=tuple(self._opened.sounds),
            names=tuple(self._opened.names),
            response_schema=generation.response_schema,
            json_wanted=generation.json_wanted,
            labels=self._prompt.labels,
        )


class Answering:
    """Makes answers, and counts prompts."""

    def __init__(self, sounds: PromptSounds, inference: Inference) -> None:
        self._sounds = sounds
        self._inference = inference

    @contextlib.asynccontextmanager
    async def answer(self, prompt: Prompt) -> AsyncGenerator[Answer, None]:
        """An answer whose sounds are open as long as the context. Raises WireError."""
        opened = await self._sounds.open(prompt.sounds)
        try:
            yield Answer(prompt, opened, self._inference)
        finally:
            opened.close()

    async def count(self, prompt: Prompt) -> PromptTokens:
        """Raises WireError."""
        return PromptTokens.of(prompt.texts, await self._sounds.seconds(prompt.sounds))


def _in_wire_words(error: AudioError | EngineMissing | ModelDamaged) -> WireError:
    if isinstance(error, EngineMissing):
        return wire_errors.engine_missing(error.detail)
    if isinstance(error, ModelDamaged):
        return wire_errors.model_damaged(error.detail)
    logging.getLogger(__name__).warning("a sound stopped decoding: %s", error)
    return wire_errors.sound_rejected("a recording")
