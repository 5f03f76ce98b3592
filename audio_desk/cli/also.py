"""What else a question is about: `--also FILE`, or `--also FILE@1:30-2:00` for a region of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from audio_desk.cli.options import Span, span_of

AlsoOption = Annotated[
    list[str] | None,
    typer.Option(
        "--also",
        metavar="FILE[@T-T]",
        help="Ask about this recording too, or a region of it; as often as wanted.",
        show_default=False,
    ),
]
_REGION = re.compile(r"(?P<file>.+)@(?P<start>[^@-]*)-(?P<end>[^@-]*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Also:
    file: Path
    span: Span


def also_of(text: str) -> Also:
    """A file that is called like that is that file. Raises TimeInvalid and RegionOutside."""
    match = _REGION.fullmatch(text)
    if match is None or Path(text).exists():
        return Also(Path(text), Span(None, None))
    return Also(Path(match["file"]), span_of(match["start"] or None, match["end"] or None))
