"""Finds the passages of a transcript that bear on a question. It quotes; it does not understand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.local_gemini.engine.questions import Asks, holds, is_question, kind_of
from audio_desk.local_gemini.engine.spoken import Utterance
from audio_desk.local_gemini.engine.terms import alike, terms_of, words_of

MOST_PASSAGES: Final = 4
ANSWER_LINES: Final = 2
ANSWER_SECONDS: Final = 15.0
"""The turn after a question: so many lines, or until it has run this long."""
ENOUGH: Final = 0.45
"""Passages this much weaker than the best do not bear on the question."""
_SATURATION: Final = 1.2
_LENGTH_WEIGHT: Final = 0.4
"""BM25's k1 and b; lines are short, so their length says little."""
_ALIKE_WEIGHT: Final = 0.5
_BEGINNING_WEIGHT: Final = 0.6
_BEGINNING: Final = 5
"""Words that share so many first letters are most often one word's forms."""
_KIND_BONUS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Passage:
    """Utterances that follow each other and belong together."""

    lines: tuple[Utterance, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    passages: tuple[Passage, ...]
    asks: Asks
    by_words: bool
    """False when no passage shares the question's words, and these only hold an answer of its kind."""


def find_passages(question: str, lines: Sequence[Utterance]) -> Found:
    """The passages that bear on the question, best first; none when nothing does."""
    kind = kind_of(question)
    scores = _scores(question, lines)
    if any(scores):
        return Found(_chosen(lines, _with_kind(scores, lines, kind)), kind, by_words=True)
    if kind in (Asks.AMOUNT, Asks.TIME) and terms_of(question):
        holding = [float(holds(kind, line.text)) for line in lines]
        return Found(_chosen(lines, holding), kind, by_words=False)
    return Found((), kind, by_words=True)


def central_lines(lines: Sequence[Utterance], count: int) -> list[Utterance]:
    """The lines whose words come back most often in the others, in order of time."""
    if len(lines) <= count:
        return list(lines)
    documents = [set(terms_of(line.text)) for line in lines]
    spread = Counter(term for terms in documents for term in terms)
    weight = [
        sum(math.log(spread[term]) for term in terms) / math.sqrt(len(terms) + 3) if terms else 0.0
        for terms in documents
    ]
    best = sorted(range(len(lines)), key=lambda at: -weight[at])[:count]
    return [lines[at] for at in sorted(best)]


def _scores(question: str, lines: Sequence[Utterance]) -> list[float]:
    """BM25 of each line, with words alike and words that begin alike counting for less."""
    wanted = dict.fromkeys(terms_of(question))
    documents = [Counter(terms_of(line.text)) for line in lines]
    mean = sum(map(Counter.total, documents)) / max(1, len(documents)) or 1.0
    scores = [0.0] * len(lines)
    for term in wanted:
        weights = [_weight(term, document) for document in documents]
        holding = sum(weight > 0 for weight in weights)
        rarity = math.log(1 + (len(lines) - holding + 0.5) / (holding + 0.5))
        for at, (weight, document) in enumerate(zip(weights, documents, strict=True)):
            length = 1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * document.total() / mean
            scores[at] += (
                rarity * weight * (_SATURATION + 1) / (weight + _SATURATION * length) if weight else 0
            )
    return scores


def _weight(term: str, document: Counter[str]) -> float:
    if term in document:
        return float(document[term])
    if any(other in document for other in alike(term)):
        return _ALIKE_WEIGHT
    beginning = term[:_BEGINNING]
    if len(beginning) == _BEGINNING and any(other.startswith(beginning) for other in document):
        return _BEGINNING_WEIGHT
    return 0.0


def _with_kind(scores: list[float], lines: Sequence[Utterance], kind: Asks) -> list[float]:
    """Raise what holds an answer of the wanted kind, itself or in the turn that answers it."""
    if kind is Asks.OTHER:
        return scores
    best = max(scores)
    raised = list(scores)
    for at, score in enumerate(scores):
        if not score:
            continue
        texts = [line.text for line in lines[at : at + 1 + ANSWER_LINES * is_question(lines[at].text)]]
        if any(holds(kind, text) for text in texts):
            raised[at] += _KIND_BONUS * best
    return raised


def _chosen(lines: Sequence[Utterance], scores: list[float]) -> tuple[Passage, ...]:
    best = max(scores, default=0.0)
    passages: list[Passage] = []
    quoted: set[int] = set()
    for at in sorted(range(len(lines)), key=lambda index: (-scores[index], index)):
        if scores[at] <= 0 or scores[at] < ENOUGH * best or len(passages) == MOST_PASSAGES:
            break
        together = [index for index in _belonging(lines, at) if index not in quoted]
        if at in quoted or not together:
            continue
        quoted.update(together)
        passages.append(Passage(tuple(lines[index] for index in together), scores[at]))
    return tuple(passages)


def _belonging(lines: Sequence[Utterance], at: int) -> list[int]:
    """The line itself; a question together with the turn after it, an answer with the question before it."""
    if is_question(lines[at].text):
        return [at, *_answer(lines, at)]
    asked = next((before for before in range(at - 1, max(-1, at - 1 - ANSWER_LINES), -1)
                  if is_question(lines[before].text)), None)  # fmt: skip
    if asked is not None and at in (answer := _answer(lines, asked)):
        return [asked, *answer]
    return [at]


def _answer(lines: Sequence[Utterance], asked: int) -> list[int]:
    answer: list[int] = []
    for at in range(asked + 1, min(len(lines), asked + 1 + ANSWER_LINES)):
        if answer and (
            is_question(lines[at].text) or lines[at].end - lines[answer[0]].start > ANSWER_SECONDS
        ):
            break
        answer.append(at)
    return answer


def mentions(question: str) -> bool:
    """Whether the question names anything to look for."""
    return bool(terms_of(question)) or any(word.isdigit() for word in words_of(question))
