"""LocalEngine: leads one request from its prompt to the text of its answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

from typing_extensions import override

from audio_desk.errors import Stopped
from audio_desk.local_gemini.engine import wording
from audio_desk.local_gemini.engine.answers import Answerer
from audio_desk.local_gemini.engine.asked import AskedSound, asked_sounds
from audio_desk.local_gemini.engine.prompt import Beyond, Want, Wish, read_prompt
from audio_desk.local_gemini.engine.protocol import Engine, EngineRequest
from audio_desk.local_gemini.engine.schema import JsonAnswer, Record
from audio_desk.local_gemini.engine.transcript import utterances
from audio_desk.local_gemini.engine.whisper import SpeechModel


class LocalEngine(Engine):
    """Speech by Whisper, everything else by measuring; quotes, never invents."""

    def __init__(self, model: SpeechModel) -> None:
        self._model = model

    @property
    @override
    def model_version(self) -> str:
        return self._model.version

    @override
    def answer(self, request: EngineRequest, stop: threading.Event) -> Iterator[str]:
        """See the protocol. Some pieces are empty: signs of life while nothing new is known."""
        schema = request.response_schema
        wish = read_prompt(
            request.prompt, request.system_instruction, lists_wanted=JsonAnswer(schema).lists_speech
        )
        try:
            if request.json_wanted or schema is not None or wish.json_wanted:
                yield from self._json(request, wish, stop)
            elif wish.want is Want.TRANSCRIPT:
                yield from self._transcripts(request, wish, stop)
            else:
                yield from Answerer(self._model, wish, stop).text(asked_sounds(request, wish))
        except Stopped:
            return

    def _transcripts(self, request: EngineRequest, wish: Wish, stop: threading.Event) -> Iterator[str]:
        if not request.sounds:
            yield wording.NO_SOUND
        if wish.beyond is Beyond.TRANSLATE:
            yield f"{wording.untranslated()}\n"
        for number, asked in enumerate(asked_sounds(request, wish)):
            if asked.name:
                yield f"{asked.name}\n" if number == 0 else f"\n{asked.name}\n"
            yield from self._transcript(asked, wish, stop)

    def _transcript(self, asked: AskedSound, wish: Wish, stop: threading.Event) -> Iterator[str]:
        if asked.problem:
            yield f"{asked.problem}\n"
            return
        heard = False
        for utterance in utterances(self._model, asked.sound, asked.span, stop):
            if stop.is_set():
                return
            if utterance is None:
                yield ""
                continue
            heard = True
            yield wording.transcript_line(utterance, asked.span, with_time=wish.with_times, mark=asked.mark)
        if not heard and not stop.is_set():
            yield f"{wording.no_speech(asked.span, asked.whole)}\n"

    def _json(self, request: EngineRequest, wish: Wish, stop: threading.Event) -> Iterator[str]:
        answerer = Answerer(self._model, wish, stop)
        note = "" if wish.want is Want.TRANSCRIPT else answerer.note()

        def records() -> Iterator[Record | None]:
            for asked in asked_sounds(request, wish):
                is_transcript = wish.want is Want.TRANSCRIPT
                heard = self._transcript_records(asked, stop) if is_transcript else answerer.records(asked)
                yield from (_named(record, asked) for record in heard)

        yield from JsonAnswer(request.response_schema).pieces(records(), note=note)

    def _transcript_records(self, asked: AskedSound, stop: threading.Event) -> Iterator[Record | None]:
        if asked.problem:
            return
        for utterance in utterances(self._model, asked.sound, asked.span, stop):
            if stop.is_set():
                raise Stopped
            yield Record(utterance.start, utterance.end, utterance.text) if utterance else None


def _named(record: Record | None, asked: AskedSound) -> Record | None:
    """Of several recordings: without its name a time would be of any of them."""
    if record is None or not asked.name:
        return record
    return replace(record, text=f"{asked.name}: {record.text}")
