"""`audio-desk serve`: the server on this computer for other programs, until it is told to end."""

from __future__ import annotations

from typing import Annotated

import typer

from audio_desk.paths import Paths
from audio_desk.settings import load

Port = Annotated[
    int,
    typer.Option("--port", metavar="N", min=0, max=65535, help="Of 127.0.0.1; 0 takes any that is free."),
]


def serve(port: Port = 0) -> int:
    """Serve the Gemini API on this computer until Ctrl+C; the first line says where, as JSON.

    Where a server of this data folder runs already, its address is printed and it is kept running; if it
    ends all the same, this command serves on at its address.
    """
    from audio_desk.serve import main as serve_folder

    paths = Paths.default()
    settings = load(paths.settings_file)
    arguments = ["--folder", str(paths.local_server), "--keep", "--port", str(port)]
    if settings.speech_model:
        arguments += ["--speech-model", settings.speech_model]
    return serve_folder(arguments + ["--download-model"] * settings.speech_model_download)
