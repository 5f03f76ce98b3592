"""Keeps the receipt of a request: what left, to the byte, where it went, and what it took."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from audio_desk.errors import StoreError
from audio_desk.gemini.types import FilePart, InlinePart, Part, Sent, TextPart, Usage
from audio_desk.library.records import SOUND_MARK, ReceiptRecord, TokenCounts, UploadRecord
from audio_desk.library.several_records import ReceiptPart
from audio_desk.operations.desk import Desk
from audio_desk.settings import Account

_SOUND: Final = re.compile(rb'(?<="data": ")[\w+/=-]+(?=")')


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked, and what the receipt belongs to: of a foreign upload to nothing that is kept."""

    account: Account
    model: str
    answer_id: int | None = None
    recording_id: int | None = None
    upload: UploadRecord | None = None
    """One that this program did not make."""


class ReceiptKeeper:
    """Of one request. A library that cannot be written is told of by the answer's row, not here."""

    def __init__(
        self,
        desk: Desk,
        asked: Asked,
        parts: tuple[Part, ...],
        sound_seconds: float,
        channel: int | None = None,
    ) -> None:
        self._desk = desk
        self._asked = asked
        self._parts = parts
        self._sounds = tuple(part for part in parts if isinstance(part, (InlinePart, FilePart)))
        self._seconds = sound_seconds
        self._channel = channel
        self._kept: Future[ReceiptRecord | None] = Future()
        self._left = False

    def leaving(self, sent: Sent) -> None:
        """Written beside the sending; twenty megabytes take a moment to hash."""
        self._left = True
        self._desk.submit(self._keep, sent, datetime.now(UTC))

    def count(self, usage: Usage | None) -> asyncio.Future[None] | None:
        """The tokens that the server told; None when there is nothing to write."""
        if not self._left or usage is None:
            return None
        return self._desk.submit(self._count, _tokens(usage))

    async def kept(self, usage: Usage | None) -> ReceiptRecord | None:
        """Once all has come: with the tokens; None where nothing left, or nothing can be written."""
        counting = self.count(usage)
        if counting is not None:
            await counting
        receipt = await asyncio.wrap_future(self._kept) if self._left else None
        if receipt is None or usage is None:
            return receipt
        return replace(receipt, tokens=_tokens(usage))

    def _keep(self, sent: Sent, now: datetime) -> None:
        """In a worker thread."""
        kept = None
        try:
            with suppress(StoreError):
                kept = self._desk.store.add_receipt(self._receipt(sent, now))
        finally:
            self._kept.set_result(kept)

    def _count(self, tokens: TokenCounts) -> None:
        kept = self._kept.result()
        if kept is not None:
            with suppress(StoreError):
                self._desk.store.count_receipt(kept.id, tokens)

    def _receipt(self, sent: Sent, now: datetime) -> ReceiptRecord:
        inline = [part for part in self._sounds if isinstance(part, InlinePart)]
        names = [_name_of(part.uri) for part in self._sounds if isinstance(part, FilePart)]
        known = {upload.name: upload for upload in self._desk.store.uploads(self._asked.account)}
        if self._asked.upload is not None:
            known[self._asked.upload.name] = self._asked.upload
        uploads = [known[name] for name in names if name in known]
        hashes = [hashlib.sha256(part.data).hexdigest() for part in inline]
        return ReceiptRecord(
            id=0,
            answer_id=self._asked.answer_id,
            recording_id=self._asked.recording_id,
            account=self._asked.account,
            model=self._asked.model,
            address=sent.address.partition("?")[0],
            sent=now,
            body=_SOUND.sub(SOUND_MARK.encode(), sent.body).decode(),
            body_bytes=len(sent.body),
            body_sha256=hashlib.sha256(sent.body).hexdigest(),
            sound_mime_type=self._sounds[0].mime_type if self._sounds else "",
            sound_bytes=sum(len(part.data) for part in inline) if inline else None,
            sound_sha256=" ".join([*hashes, *(upload.sha256 for upload in uploads)]),
            sound_seconds=self._seconds,
            upload_name=" ".join(names),
            upload_expires=min((upload.expires for upload in uploads), default=None),
            channel=self._channel,
            parts=self._listed(known) if len(self._sounds) > 1 else (),
        )

    def _listed(self, known: Mapping[str, UploadRecord]) -> tuple[ReceiptPart, ...]:
        """Each sound with the text before it."""
        label, listed = "", list[ReceiptPart]()
        for part in self._parts:
            if isinstance(part, TextPart):
                label = part.text
                continue
            if isinstance(part, InlinePart):
                digest, size = hashlib.sha256(part.data).hexdigest(), len(part.data)
                listed.append(ReceiptPart(label, part.mime_type, size, digest, "", None))
            else:
                name = _name_of(part.uri)
                upload = known.get(name)
                digest, expires = (upload.sha256, upload.expires) if upload is not None else ("", None)
                listed.append(ReceiptPart(label, part.mime_type, None, digest, name, expires))
            label = ""
        return tuple(listed)


def _tokens(usage: Usage) -> TokenCounts:
    return TokenCounts(usage.prompt, usage.cached, usage.audio, usage.answer, usage.thoughts)


def whole_body(receipt: ReceiptRecord, *sounds: bytes) -> bytes:
    """The body that left, with the `sounds` that travelled in it in their places: what its hash is of."""
    body = receipt.body
    for sound in sounds:
        encoded = base64.urlsafe_b64encode(sound).decode()
        body = body.replace(f'"data": "{SOUND_MARK}"', f'"data": "{encoded}"', 1)
    return body.encode()


def _name_of(uri: str) -> str:
    return f"files/{uri.rpartition('/')[2]}"
