"""How every failure of a command becomes one line and an exit status."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable

from audio_desk import errors
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.insisting import insisting_on_interrupts
from audio_desk.cli.terminal import OutputGone, forget_output, prepare_streams, tell
from audio_desk.cli.told_to_end import ending_as_interrupted


def fenced(run: Callable[[], int]) -> int:
    """Run a command; returns its exit status. Nothing is raised and no traceback is shown."""
    with ending_as_interrupted() as told:
        status = _fenced(run)
    return told[0] if told and status == ExitStatus.INTERRUPTED else status


def _fenced(run: Callable[[], int]) -> int:
    prepare_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    try:
        with insisting_on_interrupts():
            return run()
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except OutputGone:
        forget_output()
        return ExitStatus.BROKEN_PIPE
    except errors.UsageError as error:
        _tell_why(error)
        return ExitStatus.USAGE
    except (errors.AudioDeskError, OSError) as error:
        _tell_why(error)
        return ExitStatus.ERROR
    except Exception as error:  # noqa: BLE001  the last fence: a bug is one line here, and whole in the log
        _log_bug(error)
        _tell_why(error)
        return ExitStatus.ERROR


def _tell_why(error: BaseException) -> None:
    # Only here, as everything that a command that goes well does without.
    from audio_desk.error_text import words_for

    tell(words_for(error).sentence)


def _log_bug(error: BaseException) -> None:
    """Where `audio-desk.log` is too; without it the line on the screen has to do."""
    import traceback

    from audio_desk.error_text import without_keys
    from audio_desk.paths import Paths

    try:
        paths = Paths.default()
        paths.ensure()
        with (paths.log / "command-line.log").open("a", encoding="utf-8") as log:
            log.write(without_keys("".join(traceback.format_exception(error))) + "\n")
    except OSError:
        pass
