"""Which files a dialog offers when it asks for recordings, or for all that can be opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_SOUND_FILES = (
    "*.wav *.mp3 *.m4a *.aac *.ogg *.oga *.opus *.flac *.aif *.aiff *.aifc *.webm *.mp4 *.wma *.amr"
)


def sound_file_filters() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Errands", "Recordings ({0})").format(_SOUND_FILES),
        QCoreApplication.translate("Errands", "All files (*)"),
    )


def openable_file_filters() -> tuple[str, ...]:
    """Projects too."""
    words = QCoreApplication.translate("Errands", "Recordings and projects ({0})")
    return words.format(f"{_SOUND_FILES} *.audiodesk"), sound_file_filters()[-1]
