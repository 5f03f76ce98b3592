"""SpeechModel: the Whisper model and the speech detector, loaded on first use."""

from __future__ import annotations

import importlib
import math
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import numpy as np

from audio_desk.errors import EngineMissing, ModelDamaged, Stopped
from audio_desk.local_gemini.engine import model_files
from audio_desk.local_gemini.engine.frames import Floats
from audio_desk.local_gemini.engine.spoken import SpokenWord

Heard = tuple[Any, ...]
"""The recogniser's segments."""

LOOK_SECONDS: Final = 0.1
"""How often a request that waits for the recogniser looks whether it was stopped."""
REMEMBERED_WINDOWS: Final = 4096
"""Text only, some kilobytes each: a second question about the same recording is answered at once."""
THREADS: Final = 2
"""More do not make a model this small faster, and the window needs a core for itself."""

LISTS_COMPRESS: Final = 6.0
"""What somebody counts or lists packs into a quarter of its length and is heard well the first time; what
packs better than this is the recogniser itself, gone round in circles, and it tries again."""
LIKELY: Final = -1.0
"""The mean logarithm of a token's probability; below it the words may be others, and it tries again."""
TRIES: Final[Sequence[Mapping[str, int]]] = (
    {"beam_size": 5},
    {"beam_size": 10},
    {"beam_size": 10, "no_repeat_ngram_size": 5},
)
"""One after the other, as long as the words are not likely or go round in circles. None of them throws dice,
as Whisper's own further tries do: a word would be there in one run and lost in the next."""
REPEATS_COMPRESS: Final = 2.6
"""What packs so well repeats itself: as a list does, or as the recogniser does."""


class SpeechModel:
    """Safe to share between threads; hears one window at a time."""

    def __init__(self, folder: Path | None = None, *, name: str = "", download: bool = False) -> None:
        """The shipped model, or the one in `folder`, or a faster-whisper name (fetched if `download`)."""
        self._folder = folder
        self._name = name
        self._download = download
        self._lock = threading.Lock()
        self._whisper: Any = None
        self._detector: Any = None
        # A worker of its own, so that a request can leave within a moment of being stopped.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="whisper")
        self._heard: OrderedDict[bytes, tuple[SpokenWord, ...]] = OrderedDict()

    @classmethod
    def chosen(cls, choice: str = "", *, download: bool = False) -> SpeechModel:
        """By the setting's text: empty for the shipped model, a folder, or a faster-whisper name."""
        if not choice.strip():
            return cls()
        folder = Path(choice).expanduser()
        if folder.is_dir() or folder.is_absolute() or choice.startswith((".", "~")):
            return cls(folder)
        return cls(name=choice.strip(), download=download)

    @property
    def version(self) -> str:
        """What answers, honestly, such as `whisper-tiny.en on this computer`."""
        name = self._folder.name if self._folder else f"whisper-{self._name or model_files.SHIPPED_NAME}"
        return f"{name} on this computer"

    def load(self) -> None:
        """Load now what would be loaded on first use. Raises EngineMissing or ModelDamaged."""
        with self._lock:
            self._load_detector()
            self._load_whisper()

    def detect(self, samples: Floats) -> Floats:
        """How likely each frame of 512 samples is speech. Raises EngineMissing."""
        with self._lock:
            self._load_detector()
        if not len(samples):
            return np.zeros(0, dtype=np.float32)
        # The detector writes into what it is given.
        return np.asarray(self._detector(samples.copy()), dtype=np.float32).reshape(-1)

    def hear(self, samples: Floats, stop: threading.Event) -> tuple[SpokenWord, ...]:
        """The words in at most 30 s of sound, times from its start.

        Raises Stopped within a moment of `stop`, EngineMissing or ModelDamaged.
        """
        key = blake2b(samples.tobytes(), digest_size=16).digest()
        if key not in self._heard:
            self._remember(key, self._result(self._worker.submit(self._recognise, samples), stop))
        return self._heard[key]

    def close(self) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _remember(self, key: bytes, words: tuple[SpokenWord, ...]) -> None:
        self._heard[key] = words
        while len(self._heard) > REMEMBERED_WINDOWS:
            self._heard.popitem(last=False)

    @staticmethod
    def _result(job: Future[tuple[SpokenWord, ...]], stop: threading.Event) -> tuple[SpokenWord, ...]:
        while True:
            if stop.is_set():
                job.cancel()
                raise Stopped
            try:
                return job.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                if job.done():
                    raise

    def _recognise(self, samples: Floats) -> tuple[SpokenWord, ...]:
        with self._lock:
            self._load_whisper()
        heard: list[Heard] = []
        for options in TRIES:
            heard.append(self._tried(samples, options))
            if not heard[-1] or _worth(heard[-1]) >= (True, LIKELY):
                break
        return tuple(_trusted(max(heard, key=_worth)))

    def _tried(self, samples: Floats, options: Mapping[str, int]) -> Heard:
        segments, _ = self._whisper.transcribe(
            samples,
            language="en",
            # One window knows nothing of the last: a mistake does not spread, and the same sound is always
            # heard the same way.
            condition_on_previous_text=False,
            temperature=0.0,
            word_timestamps=True,
            **options,
        )
        return tuple(segments)

    def _load_detector(self) -> None:
        if self._detector is None:
            self._detector = _module("faster_whisper.vad").get_vad_model()

    def _load_whisper(self) -> None:
        if self._whisper is not None:
            return
        faster_whisper = _module("faster_whisper")
        try:
            self._whisper = faster_whisper.WhisperModel(
                str(self._checked_folder()),
                device="cpu",
                compute_type="int8",
                cpu_threads=min(THREADS, os.cpu_count() or 1),
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelDamaged(str(error)) from error

    def _checked_folder(self) -> Path:
        if self._name:
            return model_files.named_folder(self._name, download=self._download)
        if self._folder:
            model_files.check_folder(self._folder)
            return self._folder
        folder = model_files.shipped_folder()
        model_files.verify(folder)
        return folder


def _module(name: str) -> Any:
    """0.3 s of import, paid by the first who asks. Raises EngineMissing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise EngineMissing("faster-whisper") from error


def _worth(heard: Heard) -> tuple[bool, float]:
    """Whether it does not go round in circles, and how likely its least likely part is."""
    is_straight = all(segment.compression_ratio <= LISTS_COMPRESS for segment in heard)
    return is_straight, min((segment.avg_logprob for segment in heard), default=-math.inf)


def _trusted(heard: Heard) -> Iterable[SpokenWord]:
    """The words of those segments that the recogniser itself believes in."""
    # Going round in circles may be cut into segments of which each is new.
    is_round = _goes_round([word.word for segment in heard for word in segment.words or ()])
    for segment in heard:
        invented = segment.no_speech_prob > 0.6 and segment.avg_logprob < -0.7
        looping = segment.compression_ratio > REPEATS_COMPRESS and is_round
        if invented or looping or segment.avg_logprob < -1.4:
            continue
        for word in segment.words or ():
            yield SpokenWord(float(word.start), float(word.end), word.word, float(word.probability))


def _goes_round(words: list[str]) -> bool:
    """Whether three words come again in their order. In a list they do not: each item brings its own."""
    plain = [word.strip(" .,;:!?").lower() for word in words]
    triples = list(zip(plain, plain[1:], plain[2:], strict=False))
    return len(set(triples)) < len(triples)
