"""The local server's process: joins local_gemini, its engine and audio.

Prints one line of JSON, `base_url` and `api_key`, when the server is ready. Where one already serves from the
folder, the line is that one's: then `--keep` keeps it until our own end, and when it ends before us we serve
on in its place, at its address and with its key; without `--keep` there is nothing to do.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from audio_desk.audio.mono import open_mono
from audio_desk.errors import AlreadyRunning, LocalGeminiError
from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.engine.whisper import SpeechModel
from audio_desk.local_gemini.life.keeping import LeaseLost, lease_on, wait_for_the_end
from audio_desk.local_gemini.life.run_file import ServerAddress
from audio_desk.local_gemini.life.server import run_server

_TRIES = 30
_PAUSE_SECONDS = 0.2
"""A server that we find may be about to end, which takes it some seconds: then we serve ourselves."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, or 1 after one line on standard error."""
    options = _parser().parse_args(arguments)
    try:
        _serve_or_keep(options)
    except LocalGeminiError as error:
        sys.stderr.write(f"audio-desk serve: {error.detail}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="audio-desk serve", description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where its run file and its uploads lie")
    parser.add_argument("--port", type=int, default=0, help="of 127.0.0.1; 0: any that is free")
    parser.add_argument("--keep", action="store_true", help="serve until SIGTERM, clients or not")
    parser.add_argument("--linger", type=float, default=5.0, help="seconds that it outlives its last client")
    parser.add_argument("--allow-faults", action="store_true", help="let tests script faults into it")
    parser.add_argument("--speech-model", default="", help="a model's folder, or a faster-whisper name")
    parser.add_argument(
        "--download-model", action="store_true", help="fetch --speech-model when it is a name"
    )
    return parser


def _serve_or_keep(options: argparse.Namespace) -> None:
    tries, before = 0, None
    while tries < _TRIES:
        tries += 1
        try:
            _serve(options, before)
        except AlreadyRunning as running:
            with contextlib.suppress(LeaseLost):
                if not _use(running, options, before):
                    return
                tries, before = 0, running
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    raise LocalGeminiError("another server of this folder keeps coming and going")


def _serve(options: argparse.Namespace, before: AlreadyRunning | None) -> None:
    """`before` is a server that we kept and that has ended: then we serve where it did."""
    model = SpeechModel.chosen(options.speech_model, download=options.download_model)
    try:
        run_server(
            options.folder,
            LocalEngine(model),
            open_mono,
            port=(urlsplit(before.base_url).port or 0) if before else options.port,
            keep=options.keep,
            linger_seconds=options.linger,
            on_ready=_take_over if before else _announce,
            allow_faults=options.allow_faults,
            token=before.api_key if before else "",
        )
    finally:
        model.close()


def _use(running: AlreadyRunning, options: argparse.Namespace, before: AlreadyRunning | None) -> bool:
    """Whether it has ended and we shall go on in its place.

    Raises LeaseLost, before anything was said; LocalGeminiError when it is not the server wanted.
    """
    if options.port not in (0, urlsplit(running.base_url).port):
        raise LocalGeminiError(running.detail)
    if not options.keep:
        _say(running.base_url, running.api_key)
        return False
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)
    with lease_on(running.base_url, running.api_key) as lease:
        if before is None or (running.base_url, running.api_key) != (before.base_url, before.api_key):
            _say(running.base_url, running.api_key)
        wait_for_the_end(lease)
    return True


def _leave(*_: object) -> NoReturn:
    """A signal while we keep another's server: nothing is ours to clean up."""
    raise SystemExit(0)


def _announce(address: ServerAddress) -> None:
    _say(address.base_url, address.token)


def _take_over(address: ServerAddress) -> None:
    """Whoever read our first line goes on as before; only people may want to know."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"audio-desk serve: the server ended; serving on at {address.base_url}\n")
        sys.stderr.flush()


def _say(base_url: str, api_key: str) -> None:
    # Whoever started us may not listen.
    with contextlib.suppress(OSError):
        sys.stdout.write(json.dumps({"base_url": base_url, "api_key": api_key}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
