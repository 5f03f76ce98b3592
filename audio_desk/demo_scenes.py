"""What the demo does in the window once that is there, with a display and without one."""

from __future__ import annotations

import sys
from pathlib import Path

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.session import Session
from audio_desk.ui.demo import DemoFailed, picture_of, transcribe_sample
from audio_desk.ui.task_scope import TaskScope, report_bug


async def show_demo(session: Session) -> int:
    """The sample's stretch is transcribed before the user's eyes, who then goes on with the window."""
    scope = TaskScope(session.window)
    scope.failed.connect(report_bug)
    scope.start("demo", _quietly(session))
    await session.ending.wait()
    return 0


async def tell_demo(session: Session, picture: Path | None) -> int:
    """The transcript goes to standard output, the window to `picture`."""
    try:
        answer = await transcribe_sample(session.window, session.document)
        sys.stdout.write(f"{answer.text.strip()}\n")
        sys.stdout.flush()
        if picture is not None:
            await picture_of(session.window, picture)
    except AudioDeskError as error:
        return _fail(words_for(error).sentence)
    except DemoFailed as error:
        return _fail(str(error))
    return 0


async def _quietly(session: Session) -> None:
    """What goes wrong is said in the window."""
    try:
        await transcribe_sample(session.window, session.document)
    except (AudioDeskError, DemoFailed):
        return


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
