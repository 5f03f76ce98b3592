"""The server's small parts, with numbers that are too large or too many for a whole server."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.local_gemini.model_catalogue import ModelCatalogue
from audio_desk.local_gemini.prompts.answer_limits import AnswerLimits
from audio_desk.local_gemini.prompts.token_counts import PromptTokens
from audio_desk.local_gemini.uploads.file_store import FileStore, NewFile, StorageLimits
from audio_desk.local_gemini.uploads.paging import page
from audio_desk.local_gemini.uploads.sessions import UploadSessions
from audio_desk.local_gemini.uploads.stored_file import StoredFile, is_file_id
from audio_desk.local_gemini.wire.errors import WireError
from audio_desk.local_gemini.wire.fields import snake

SECOND = 10**9


class SetClock:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.now = 1_000_000 * SECOND

    def __call__(self) -> int:
        return self.now


def store(folder: Path, *, file_bytes: int = 100, project_bytes: int = 250) -> tuple[FileStore, SetClock]:
    clock = SetClock()
    return FileStore(folder, clock, StorageLimits(file_bytes, project_bytes)), clock


def add(files: FileStore, size: int) -> StoredFile:
    files.room_for(size)
    partial = files.new_partial()
    partial.write_bytes(bytes(size))
    return files.add(partial, NewFile("", "", "text/plain"), size=size, sha256="0" * 64, processing=False)


def test_a_project_holds_so_much_and_has_room_again_when_files_expire(tmp_path: Path) -> None:
    files, clock = store(tmp_path)
    with pytest.raises(WireError, match="100 bytes"):
        add(files, 101)
    add(files, 100)
    clock.now += SECOND
    add(files, 100)
    with pytest.raises(WireError) as full:
        add(files, 51)
    assert (full.value.code, full.value.status) == (429, "RESOURCE_EXHAUSTED")
    add(files, 50)
    clock.now += (48 * 3600 - 1) * SECOND  # the first has expired, the others have a second left
    assert len(files.newest_first()) == 2
    add(files, 100)


async def test_an_upload_that_grows_over_a_limit_ends_there(tmp_path: Path) -> None:
    files, _ = store(tmp_path)
    sessions = UploadSessions(files)
    session = sessions.start(NewFile("", "", "text/plain"), None)

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(10)

    with pytest.raises(WireError, match="100 bytes"):
        await sessions.receive(session, 0, endless(), last=True, size=None)
    assert session.status == "final"
    assert list((tmp_path / "partial").iterdir()) == []


async def test_sessions_that_nobody_ends_are_dropped_after_48_hours(tmp_path: Path) -> None:
    files, clock = store(tmp_path)
    sessions = UploadSessions(files)
    old = sessions.start(NewFile("", "", "text/plain"), None)
    clock.now += 49 * 3600 * SECOND
    sessions.start(NewFile("", "", "text/plain"), None)
    assert old.status == "cancelled"
    assert len(list((tmp_path / "partial").glob("*.session"))) == 1


def test_a_stored_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    files, _ = store(tmp_path)
    file = add(files, 7)
    assert StoredFile.from_json(file.to_json()) == file
    for text in ("{}", "[]", "x", file.to_json().replace("7", '"7"')):
        with pytest.raises(ValueError):
            StoredFile.from_json(text)


@given(st.text(alphabet="ab\n", max_size=40), st.lists(st.integers(0, 40), max_size=5), st.integers(1, 12))
def test_an_answer_is_limited_the_same_however_it_is_cut(text: str, cuts: list[int], tokens: int) -> None:
    stops = ("ab\n", "ba", "\n\n")

    def limited(pieces: list[str]) -> tuple[str, str | None]:
        limits, out = AnswerLimits(tokens, stops), ""
        for piece in pieces:
            out += limits.feed(piece)
            if limits.finish:
                return out, limits.finish
        return out + limits.flush(), limits.finish

    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    assert limited([text[start:end] for start, end in pairwise(edges)]) == limited(list(text))


def test_an_answer_without_limits_is_not_held_back() -> None:
    limits = AnswerLimits(1000)
    assert limits.feed("[00:01] words") == "[00:01] words"
    assert (limits.flush(), limits.finish) == ("", None)


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 7))
def test_pages_show_every_entry_once(ages: list[int], size: int) -> None:
    entries = sorted(((age, f"id{number}") for number, age in enumerate(ages)), reverse=True)
    shown: list[tuple[int, str]] = []
    token: str | None = None
    while True:
        found, token = page(entries, lambda entry: entry, size, token)
        shown += found
        if token is None:
            break
    assert shown == entries


@pytest.mark.parametrize(
    ("camel", "expected"),
    [
        ("fileUri", "file_uri"),
        ("file_uri", "file_uri"),
        ("topP", "top_p"),
        ("_responseJsonSchema", "_response_json_schema"),
    ],
)
def test_names_are_known_in_both_spellings(camel: str, expected: str) -> None:
    assert snake(camel) == expected


@given(st.text(alphabet="abz019-A_/. ", max_size=45))
def test_ids_of_files_follow_googles_rule(text: str) -> None:
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    follows = 1 <= len(text) <= 40 and set(text) <= allowed and "-" not in (text[0], text[-1])
    assert is_file_id(text) == follows


def test_sound_is_counted_up_to_a_whole_token_each() -> None:
    tokens = PromptTokens.of(["12345", ""], [1.0, 0.01, 60.0])
    assert (tokens.text, tokens.audio, tokens.total) == (2, 32 + 1 + 1920, 1955)


def test_any_gemini_answers_and_other_strangers_do_not() -> None:
    catalogue = ModelCatalogue("whisper-small.en on this computer")
    assert catalogue.names() == ["whisper-small.en", "whisper-tiny.en"]
    for name in ("gemini-3.8-flash", "gemini-2.0-flash", "gemini-x", "whisper-small.en", "whisper-tiny.en"):
        assert catalogue.knows(name)
    for name in ("gemini", "gemini-", "custom-gemini-2.0-flash", "gemma-3", "whisper-large", "gemini-../x"):
        assert not catalogue.knows(name)
    assert catalogue.model("gemini-x")["version"] == "whisper-small.en on this computer"


async def test_the_digest_is_that_of_all_bytes_however_they_come(tmp_path: Path) -> None:
    files, _ = store(tmp_path, file_bytes=10**7, project_bytes=10**7)
    sessions = UploadSessions(files)
    session = sessions.start(NewFile("", "", "text/plain"), None)
    data = hashlib.shake_128(b"seed").digest(3_000_000)

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(data), 65_537):
            yield data[start : start + 65_537]

    await sessions.receive(session, 0, pieces(), last=True, size=len(data))
    stored = await sessions.finish(session, processing=False)
    assert stored.sha256 == hashlib.sha256(data).hexdigest()
    assert files.data_path(stored.id).read_bytes() == data
