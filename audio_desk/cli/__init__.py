"""The command line: the same operations as the window's, without Qt."""

from audio_desk.cli.program import main

__all__ = ["main"]
