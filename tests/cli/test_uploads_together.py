"""Two programs at once on one data folder: no upload and no row is lost, and none is there twice."""

from __future__ import annotations

from pathlib import Path

from audio_desk.library.store import Store
from audio_desk.paths import Paths
from tests.cli.command import finish, start
from tests.server_process import ServerProcess
from tests.ui.recordings import tone, write_wav


def test_two_programs_that_add_at_once_lose_and_double_nothing(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    files = [
        write_wav(tmp_path / f"{number}.wav", tone(0.3, 16_000, hertz=200.0 + 40 * number), 16_000)
        for number in range(12)
    ]
    both = [start("uploads", "add", *some) for some in (files[:8], files[4:])]
    assert [finish(program).status for program in both] == [0, 0]
    names = [file["displayName"] for file in server.call("GET", "/v1beta/files?pageSize=100")["files"]]
    assert sorted(name for name in names if name in {file.name for file in files}) == sorted(
        file.name for file in files
    )
    store = Store.open(home.database)
    rows = store.uploads("on-device")
    opened = store.recordings()
    on_their_way = store.sessions("on-device")
    store.close()
    assert len({row.sha256 for row in rows}) == len(rows) == len(files)
    assert len({recording.fingerprint for recording in opened}) == len(opened) == len(files)
    assert on_their_way == ()
