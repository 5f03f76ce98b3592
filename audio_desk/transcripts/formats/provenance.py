"""Where a document comes from, as rows of a name and a value: what a format with a place for it writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from audio_desk import timecode
from audio_desk.transcripts.formats.document import Answer, Document


def provenance(document: Document) -> Iterator[tuple[str, str]]:
    """Of the recording, then of each answer that the lines come from; no value has a line break."""
    yield "Recording", document.name
    yield "SHA-256", document.sha256
    yield "Length", timecode.clock(document.duration, 3)
    for answer in document.sources:
        yield from of_answer(answer)
    yield "Corrected by hand", "yes" if document.edited else "no"
    if document.exported is not None:
        yield "Exported", f"{moment(document.exported)} by {document.program}"


def of_answer(answer: Answer) -> Iterator[tuple[str, str]]:
    """A row for each thing that is known of it."""
    rows = (
        ("Model", model_of(answer)),
        ("Date", moment(answer.created)),
        ("Prompt", " ".join(answer.prompt.split())),
        ("Mode", answer.mode),
        ("Span", span_of(answer)),
        ("Channel", "" if answer.channel is None else f"only {answer.channel + 1}"),
        ("Tokens", tokens_of(answer)),
        ("State", answer.status if answer.status != "complete" else ""),
    )
    yield from ((name, value) for name, value in rows if value)


def model_of(answer: Answer) -> str:
    """As the server named it, and who was asked."""
    name = answer.model_version or answer.model
    return f"{name} ({answer.account})" if name and answer.account else name or answer.account


def span_of(answer: Answer) -> str:
    if answer.span is None:
        return "whole recording"
    return " - ".join(timecode.clock(edge, 3) for edge in answer.span)


def tokens_of(answer: Answer) -> str:
    total = answer.tokens[2]
    return "" if total is None else str(total)


def moment(when: datetime | None) -> str:
    """`2026-11-22T16:30:00Z`; empty where it is not known."""
    return "" if when is None else when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
