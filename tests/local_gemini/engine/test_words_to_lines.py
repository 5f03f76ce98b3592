"""From words with wandering times to lines that begin where somebody begins to speak."""

from __future__ import annotations

import numpy as np
import pytest

from audio_desk.local_gemini.engine.alignment import PieceWords, align
from audio_desk.local_gemini.engine.frames import FRAME_SECONDS, Block, Floats, Span
from audio_desk.local_gemini.engine.hearing import hear_window
from audio_desk.local_gemini.engine.speech import LONGEST_FRAMES, Piece, SpeechFinder
from audio_desk.local_gemini.engine.spoken import SpokenWord, Utterance
from audio_desk.local_gemini.engine.utterances import UtteranceCutter
from audio_desk.local_gemini.engine.windows import Placed, Window, windows
from audio_desk.local_gemini.engine.wording import label, transcript_line


def _said(text: str, start: float, each: float = 0.3) -> list[SpokenWord]:
    return [
        SpokenWord(start + at * each, start + (at + 1) * each, f" {word}")
        for at, word in enumerate(text.split())
    ]


def _piece(start: float, end: float) -> Piece:
    return Piece(round(start / FRAME_SECONDS), round(end / FRAME_SECONDS))


def _cut(*pieces: PieceWords) -> list[str]:
    cutter = UtteranceCutter()
    return [line.text for line in [*cutter.feed(pieces), *cutter.flush()]]


def _spoken_piece(text: str, start: float) -> PieceWords:
    words = tuple(_said(text, start))
    return PieceWords(start, words[-1].end, words)


# --- pieces of speech --------------------------------------------------------------------------------------


def _pieces(voice: list[float]) -> list[Piece]:
    finder = SpeechFinder()
    return [*finder.feed_voice(0, np.array(voice, dtype=np.float32)), *finder.flush()]


def test_pieces_are_the_runs_of_speech_between_pauses() -> None:
    assert _pieces([0.0] * 10 + [0.9] * 20 + [0.1] * 12 + [0.9] * 10) == [Piece(10, 30), Piece(42, 52)]


def test_a_dip_inside_a_word_does_not_end_a_piece() -> None:
    assert _pieces([0.9] * 20 + [0.1] * 4 + [0.9] * 20 + [0.0] * 20) == [Piece(0, 44)]


def test_a_click_is_no_piece() -> None:
    assert _pieces([0.0] * 10 + [0.9] * 2 + [0.0] * 30) == []


def test_speech_without_a_pause_is_cut_where_it_is_least_like_speech() -> None:
    voice = [0.9] * (LONGEST_FRAMES + 100)
    voice[LONGEST_FRAMES - 60] = 0.6
    first, second = _pieces(voice)
    assert first == Piece(0, LONGEST_FRAMES - 60)
    assert second == Piece(LONGEST_FRAMES - 60, LONGEST_FRAMES + 100)


# --- windows -----------------------------------------------------------------------------------------------


def _blocks(voice: Floats, size: int) -> list[Block]:
    """Each sample holds the number of its frame."""
    found = []
    for first in range(0, len(voice), size):
        part = voice[first : first + size]
        samples = np.repeat(np.arange(first, first + len(part), dtype=np.float32), 512)
        found.append(Block(first, samples, np.zeros(len(part), dtype=np.float32), part))
    return found


@pytest.mark.parametrize("size", [40, 333, 900, 5000])
def test_windows_hold_every_piece_and_know_the_way_back(size: int) -> None:
    random = np.random.default_rng(size)
    voice = np.zeros(4000, dtype=np.float32)
    at = 5
    while at < 3900:
        length = int(random.integers(10, 500))
        voice[at : at + length] = 0.9
        at += length + int(random.integers(9, 300))
    finder = SpeechFinder()
    wanted = [*finder.feed_voice(0, voice), *finder.flush()]
    packed = [window for window in windows(_blocks(voice, size)) if window]
    assert [place.piece for window in packed for place in window.placed] == wanted
    for window in packed:
        assert len(window.samples) <= 28 * 16_000
        for place in window.placed:
            assert window.samples[round(place.at * 16_000)] == place.piece.first
            assert window.samples[round(place.until * 16_000) - 1] == place.piece.last - 1


def test_long_silence_and_other_sounds_do_not_reach_the_recogniser() -> None:
    voice = np.zeros(2000, dtype=np.float32)
    voice[100:200] = voice[1500:1600] = 0.9
    (window,) = [window for window in windows(_blocks(voice, 900)) if window]
    assert len(window.samples) / 16_000 < 2 * 3.2 + 4 * 0.4


# --- alignment ---------------------------------------------------------------------------------------------

_TWO = (Placed(_piece(10.0, 12.0), 0.35), Placed(_piece(40.0, 42.0), 3.05))


def test_each_piece_gets_its_words_and_begins_where_it_begins() -> None:
    words = [*_said("Were you angry?", 0.6), *_said("No, not at all.", 3.4)]
    first, second = align(words, _TWO)
    assert "".join(word.text for word in first.words) == " Were you angry?"
    assert "".join(word.text for word in second.words) == " No, not at all."
    assert first.words[0].start == pytest.approx(9.9, abs=0.05)
    assert second.words[0].start == pytest.approx(39.9, abs=0.05)


def test_a_word_that_wandered_into_the_gap_goes_where_the_sentence_ends() -> None:
    words = [*_said("Were you angry?", 1.8, 0.35), *_said("No, not at all.", 3.0)]
    first, _ = align(words, _TWO)
    assert first.words[-1].text == " angry?"
    assert first.words[-1].end <= 12.05


def test_words_far_from_all_speech_were_not_said() -> None:
    words = [*_said("Good morning.", 0.5), SpokenWord(7.0, 7.5, " Thank"), SpokenWord(7.5, 8.0, " you.")]
    heard = align(words, _TWO)
    assert [len(piece.words) for piece in heard] == [2, 0]


def test_a_sentence_that_begins_without_time_when_all_speech_is_over_was_not_said() -> None:
    words = [*_said("Good morning.", 0.5), *_said("Good evening.", 3.4), SpokenWord(5.3, 5.3, " Good")]
    assert [len(piece.words) for piece in align(words, _TWO)] == [2, 2]
    assert [len(piece.words) for piece in align(words[:-2] + words[-1:], _TWO)] == [2, 2]


def test_times_never_run_backward() -> None:
    words = [SpokenWord(1.0, 0.9, " one"), SpokenWord(0.8, 1.5, " two"), SpokenWord(1.4, 9.0, " three")]
    (piece,) = align(words, _TWO[:1])
    times = [time for word in piece.words for time in (word.start, word.end)]
    assert times == sorted(times)


# --- hearing again -----------------------------------------------------------------------------------------


def test_a_piece_that_the_recogniser_passed_over_is_heard_again_alone() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)
    alone = iter(("Were you very angry?", "No, not at all."))

    def hear(samples: Floats) -> tuple[SpokenWord, ...]:
        if len(samples) == len(window.samples):
            return tuple(_said("No, not at all.", 3.4))
        return tuple(_said(next(alone), 0.4))

    first, second = hear_window(hear, window)
    assert "".join(word.text for word in first.words) == " Were you very angry?"
    assert "".join(word.text for word in second.words) == " No, not at all."


def test_words_of_a_second_try_that_nobody_is_sure_of_are_not_taken() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)

    def hear(samples: Floats) -> tuple[SpokenWord, ...]:
        if len(samples) == len(window.samples):
            return tuple(_said("No, not at all.", 3.4))
        return tuple(
            SpokenWord(word.start, word.end, word.text, 0.1) for word in _said("you you you you", 0.4)
        )

    first, _ = hear_window(hear, window)
    assert first.words == ()


def test_a_word_or_two_are_better_than_nothing_where_nothing_was_heard_at_first() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)

    def hear(samples: Floats) -> tuple[SpokenWord, ...]:
        if len(samples) == len(window.samples):
            return tuple(_said("No, not at all.", 3.4))
        return (SpokenWord(0.5, 2.0, " announcement", 0.8),)

    first, _ = hear_window(hear, window)
    assert [word.text for word in first.words] == [" announcement"]


def test_an_item_of_a_list_that_nobody_said_is_not_told() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)

    def hear(samples: Floats) -> tuple[SpokenWord, ...]:
        if len(samples) == len(window.samples):
            return (*_said("Line number 6. Line number 7.", 0.4), *_said("Line number 8.", 3.4))
        return tuple(_said("Line number 7.", 0.4))

    first, second = hear_window(hear, window)
    assert "".join(word.text for word in first.words) == " Line number 7."
    assert "".join(word.text for word in second.words) == " Line number 8."


def _hear_lines_alone(window: Window, at_first: list[SpokenWord]) -> list[str]:
    """What is told when each piece alone is heard well, as line 177 and line 178."""
    alone = iter((_said("Line number 177.", 0.4, 0.5), _said("Line number 178.", 0.4, 0.5)))

    def hear(samples: Floats) -> tuple[SpokenWord, ...]:
        return tuple(at_first if len(samples) == len(window.samples) else next(alone))

    return ["".join(word.text for word in piece.words) for piece in hear_window(hear, window)]


def test_the_words_that_a_piece_took_from_its_neighbour_are_not_lost() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)
    at_first = [*_said("Line number 177. Line number", 0.4), SpokenWord(3.8, 5.0, " 178.")]
    assert _hear_lines_alone(window, at_first) == [" Line number 177.", " Line number 178."]


def test_a_word_that_lay_in_its_neighbour_s_piece_is_told_once_when_its_own_is_heard_again() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)
    at_first = [*_said("Line 176. Line", 0.4), SpokenWord(3.8, 5.0, " number")]
    alone = [*_said("Line 178.", 0.4, 0.5)]
    first, second = hear_window(
        lambda samples: tuple(at_first if len(samples) == len(window.samples) else alone), window
    )
    assert "".join(word.text for word in first.words) == " Line 176."
    assert "".join(word.text for word in second.words) == " Line 178."


def test_beside_what_was_passed_over_words_that_nobody_is_sure_of_are_heard_again() -> None:
    window = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO)
    at_first = [SpokenWord(3.9, 4.4, " to", 0.1), SpokenWord(4.4, 4.9, " 178.", 0.7)]
    assert _hear_lines_alone(window, at_first) == [" Line number 177.", " Line number 178."]


def test_a_number_in_figures_is_not_taken_for_too_few_words() -> None:
    window, tries = Window(np.zeros(6 * 16_000, dtype=np.float32), _TWO), []

    def hear(samples: Floats) -> tuple[SpokenWord, ...]:
        tries.append(len(samples))
        return (SpokenWord(0.5, 2.5, " 177", 0.9), *_said("No, not at all.", 3.4))

    first, _ = hear_window(hear, window)
    assert [word.text for word in first.words] == [" 177"]
    assert len(tries) == 1


# --- utterances --------------------------------------------------------------------------------------------


def test_a_question_and_the_answer_after_it_are_two_lines() -> None:
    assert _cut(_spoken_piece("Were you paid? Forty pounds.", 1.0)) == ["Were you paid?", "Forty pounds."]


def test_a_long_pause_ends_a_line_whatever_the_punctuation_says() -> None:
    assert _cut(_spoken_piece("I was ill", 1.0), _spoken_piece("and I slept", 2.6)) == [
        "I was ill",
        "and I slept",
    ]


def test_a_short_pause_ends_a_line_only_after_a_sentence() -> None:
    assert _cut(_spoken_piece("I was ill.", 1.0), _spoken_piece("I slept", 2.2)) == ["I was ill.", "I slept"]
    assert _cut(_spoken_piece("I was ill,", 1.0), _spoken_piece("so I slept", 2.2)) == [
        "I was ill, so I slept"
    ]


def test_a_word_whose_time_wandered_inside_a_piece_does_not_stand_on_a_line_of_its_own() -> None:
    words = (*_said("Line number,", 1.0), SpokenWord(3.6, 3.6, " 93."))
    assert _cut(PieceWords(1.0, 3.6, words)) == ["Line number, 93."]


def test_a_title_is_no_sentence() -> None:
    assert _cut(_spoken_piece("I saw Mr.", 1.0), _spoken_piece("Brown there.", 2.2)) == [
        "I saw Mr. Brown there."
    ]


def test_a_line_that_runs_on_ends_at_a_comma() -> None:
    lines = _cut(_spoken_piece("one two three, " * 20, 0.0))
    assert len(lines) > 1
    assert all(line.endswith("three,") for line in lines)


def test_parts_of_a_word_stay_together() -> None:
    words = (SpokenWord(0, 1, " Forty"), SpokenWord(2, 3, "-two"), SpokenWord(3, 4, " pounds."))
    assert _cut(PieceWords(0, 4, words)) == ["Forty-two pounds."]


# --- times of lines ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "span", "text"),
    [
        (34.4, Span(34, 52), "00:34"),
        (34.6, Span(34, 52), "00:35"),
        (51.8, Span(34, 52), "00:51"),
        (34.4, Span(34.3, 52), "00:35"),
        (17.9, Span(0, 17.72), "00:17"),
        (4530.2, Span(4500, 4600), "75:30"),
        (0.45, Span(0.4, 0.9), "00:00.450"),
    ],
)
def test_a_line_has_the_nearest_second_inside_the_span(seconds: float, span: Span, text: str) -> None:
    assert label(seconds, span) == text


def test_a_line_of_a_transcript_is_its_time_and_its_words() -> None:
    line = Utterance(36.9, 42.0, "Only once.")
    assert transcript_line(line, Span(34, 52)) == "[00:37] Only once.\n"
    assert transcript_line(line, Span(34, 52), with_time=False) == "Only once.\n"
