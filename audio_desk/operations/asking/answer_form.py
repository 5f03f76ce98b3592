"""In which form an answer is asked for: lines of text, segments in JSON, or a transcriber's own parts."""

from __future__ import annotations

import re
from typing import Final

from audio_desk import limits
from audio_desk.errors import LimitExceeded, RequestRejected
from audio_desk.gemini.types import GenerateRequest, Part, TextPart, Transcription
from audio_desk.operations.asking.request_parts import generate_request
from audio_desk.operations.asking.several import AnyPlan
from audio_desk.operations.desk import Desk
from audio_desk.request.capabilities import TRANSCRIPT_SCHEMA, capabilities_of
from audio_desk.request.prompts import Task
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Account

_OF_THE_FORM: Final = re.compile(r"json|schema|mime.?type", re.IGNORECASE)


class AnswerForm:
    """Of one question."""

    def __init__(self, desk: Desk, account: Account, model: str, planned: AnyPlan) -> None:
        """Raises LimitExceeded where a transcriber cannot take so much sound."""
        can = capabilities_of(account, model)
        is_transcript = planned.task == Task.TRANSCRIPT
        self._known = desk.lines_only
        self._model = model
        self._writes_json = is_transcript and can.writes_json
        # It takes no question: what is sent has been cut to the stretch that is meant.
        self._transcribes = is_transcript and can.transcribes
        self._seconds = planned.audio_seconds
        if self._transcribes and self._seconds > limits.TRANSCRIBER_SECONDS:
            raise LimitExceeded("TRANSCRIBER_SECONDS", self._seconds, limits.TRANSCRIBER_SECONDS)

    @property
    def asks_json(self) -> bool:
        return self._writes_json and self._model not in self._known

    def request(self, sounds: tuple[Part, ...], prompt: str, settings: RequestSettings) -> GenerateRequest:
        if self._transcribes:
            return GenerateRequest(
                self._model, sounds, transcription=self._wish(settings), safety_settings=settings.safety
            )
        schema = TRANSCRIPT_SCHEMA if self.asks_json else None
        return generate_request(self._model, (*sounds, TextPart(prompt)), settings, schema)

    def learn(self, refusal: RequestRejected) -> bool:
        """Whether the model refused only the form: from now on it is asked for lines."""
        if not self.asks_json or _OF_THE_FORM.search(refusal.message) is None:
            return False
        self._known.add(self._model)
        return True

    def _wish(self, settings: RequestSettings) -> Transcription:
        """Of longer sound it names neither times nor speakers."""
        timed = self._seconds <= limits.TRANSCRIBER_TIMED_SECONDS
        return Transcription(timed, timed, settings.names)
