"""Answerer: answers that quote passages, and answers that describe the sound."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from audio_desk.errors import Stopped
from audio_desk.local_gemini.engine import wording
from audio_desk.local_gemini.engine.acoustics import character, plain_words
from audio_desk.local_gemini.engine.asked import AskedSound
from audio_desk.local_gemini.engine.passages import (
    Found,
    Passage,
    central_lines,
    find_passages,
    mentions,
)
from audio_desk.local_gemini.engine.prompt import Beyond, Want, Wish
from audio_desk.local_gemini.engine.schema import Record
from audio_desk.local_gemini.engine.sound_map import Kind, SoundMap, Stretch, map_sound
from audio_desk.local_gemini.engine.spoken import Utterance
from audio_desk.local_gemini.engine.transcript import utterances
from audio_desk.local_gemini.engine.whisper import SpeechModel

CENTRAL_LINES = 6
"""Enough to see what a recording is about, few enough to read."""


class Answerer:
    """Answers one wish. Every answer begins with one line that says what answers."""

    def __init__(self, model: SpeechModel, wish: Wish, stop: threading.Event) -> None:
        self._model = model
        self._wish = wish
        self._stop = stop

    def text(self, sounds: Iterable[AskedSound]) -> Iterator[str]:
        """Pieces of the answer; some are empty. Raises Stopped."""
        yield f"{wording.NOTICE}\n"
        for line in self._preface():
            yield f"{line}\n"
        if self._wish.beyond in (Beyond.WRITING, Beyond.SPEAKERS, Beyond.TRANSLATE):
            return
        about = self._one_text()
        asked = False
        for sound in sounds:
            asked = True
            if sound.problem:
                yield f"{sound.name + ': ' if sound.name else ''}{sound.problem}\n"
            else:
                yield from about(sound)
        if not asked:
            yield f"{wording.NO_SOUND}\n"

    def records(self, sound: AskedSound) -> Iterator[Record | None]:
        """The same answer as things heard, for JSON. Raises Stopped."""
        if sound.problem:
            return
        if self._wish.want in (Want.SOUNDS, Want.DESCRIBE):
            for found in self._mapped(sound):
                yield None
                if found:
                    yield from self._stretch_records(sound, found)
            return
        lines: list[Utterance] = []
        yield from self._heard(sound, lines)
        for passage in self._passages(lines).passages:
            yield from (Record(line.start, line.end, line.text) for line in passage.lines)

    def note(self) -> str:
        """What leads the text of an answer in JSON."""
        return " ".join([wording.NOTICE, *self._preface()])

    def _preface(self) -> list[str]:
        if self._wish.beyond:
            return [wording.cannot(self._wish.beyond)]
        return {Want.SUMMARY: [wording.NO_SUMMARY], Want.SOUNDS: [wording.SOUNDS_UNNAMED]}.get(
            self._wish.want, []
        )

    def _one_text(self) -> Callable[[AskedSound], Iterator[str]]:
        return self._sound_text if self._wish.want in (Want.SOUNDS, Want.DESCRIBE) else self._quotes_text

    # --- quoting -------------------------------------------------------------------------------------------

    def _heard(self, sound: AskedSound, lines: list[Utterance]) -> Iterator[None]:
        for line in utterances(self._model, sound.sound, sound.span, self._stop):
            if line:
                lines.append(line)
            yield None
        if self._stop.is_set():
            raise Stopped

    def _passages(self, lines: list[Utterance]) -> Found:
        if self._wish.want is Want.SUMMARY:
            inner = central_lines(lines[1:-1], CENTRAL_LINES - 2)
            chosen = [*lines[:1], *inner, *lines[1:][-1:]]
            found = find_passages("", [])
            return Found(tuple(Passage((line,), 1.0) for line in chosen), found.asks, by_words=True)
        if not mentions(self._wish.question) and not self._wish.beyond:
            # `What is said here?` means all of it.
            found = find_passages("", [])
            return Found((Passage(tuple(lines), 1.0),) if lines else (), found.asks, by_words=True)
        return find_passages(self._wish.question, lines)

    def _quotes_text(self, sound: AskedSound) -> Iterator[str]:
        lines: list[Utterance] = []
        for _ in self._heard(sound, lines):
            yield ""
        found = self._passages(lines)
        where = f"{sound.name}: " if sound.name else ""
        if not lines:
            yield f"{where}{wording.no_speech(sound.span, sound.whole)}\n"
        elif not found.passages:
            yield f"{where}{wording.NOTHING_BEARS}\n" if not self._wish.beyond else ""
        else:
            if not found.by_words:
                yield f"{where}{wording.only_by_kind(found.asks)}\n"
            yield wording.quotes(found.passages, sound.span, sound.name, sound.mark) + "\n"

    # --- describing ----------------------------------------------------------------------------------------

    def _mapped(self, sound: AskedSound) -> Iterator[SoundMap | None]:
        yield from map_sound(sound.sound, sound.span, self._model.detect, self._stop)
        if self._stop.is_set():
            raise Stopped

    def _stretch_records(self, sound: AskedSound, found: SoundMap) -> Iterator[Record]:
        for stretch in self._told(found):
            if self._stop.is_set():
                raise Stopped
            other = stretch.kind is Kind.OTHER
            heard = character(sound.sound, stretch) if other else None
            text = f"{plain_words(heard)}; " if heard else f"{stretch.kind}; "
            kind = "sound" if other else str(stretch.kind)
            yield Record(stretch.start, stretch.end, f"{text}{stretch.level_db:.0f} dBFS", kind)

    def _sound_text(self, sound: AskedSound) -> Iterator[str]:
        for found in self._mapped(sound):
            yield "" if found is None else f"{self._heading(sound, found)}\n"
            for stretch in self._told(found) if found else ():
                if self._stop.is_set():
                    raise Stopped
                heard = character(sound.sound, stretch) if stretch.kind is Kind.OTHER else None
                yield f"{wording.stretch_line(stretch, heard, sound.mark)}\n"

    def _heading(self, sound: AskedSound, found: SoundMap) -> str:
        where = f"{sound.name}: " if sound.name else ""
        if self._wish.want is Want.SOUNDS and not found.of(Kind.OTHER):
            return f"{where}{wording.NO_OTHER_SOUND} {wording.shares(found)}"
        return f"{where}{wording.shares(found)}"

    def _told(self, found: SoundMap) -> tuple[Stretch, ...]:
        return found.of(Kind.OTHER) if self._wish.want is Want.SOUNDS else found.stretches
