"""Asks PulseAudio (or PipeWire in its place) how much sound it holds back: Qt does not tell.

Between what Qt's sink has handed over and what is heard lie 30 ms as a rule, and 200 ms and more with
wireless headphones. The server's own figure for the stream of this process is read through libpulse, which
QtMultimedia needs anyway. Nothing here waits, and nothing runs in another thread.
"""

from __future__ import annotations

import ctypes
import os
from typing import Any

_LIBRARY = "libpulse.so.0"
_NO_AUTOSPAWN = 1
_READY, _FAILED = 4, 5
_MOST_STEPS = 20
_PROCESS_ID = b"application.process.id"


class _SampleSpec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _PerChannel(ctypes.Structure):
    """A channel map or a volume: they are laid out alike."""

    _fields_ = (("channels", ctypes.c_uint8), ("values", ctypes.c_uint32 * 32))


class _SinkInput(ctypes.Structure):
    """The beginning of pa_sink_input_info, as far as it is the same since PulseAudio 0.9.15."""

    _fields_ = (
        ("index", ctypes.c_uint32),
        ("name", ctypes.c_char_p),
        ("owner_module", ctypes.c_uint32),
        ("client", ctypes.c_uint32),
        ("sink", ctypes.c_uint32),
        ("sample_spec", _SampleSpec),
        ("channel_map", _PerChannel),
        ("volume", _PerChannel),
        ("buffer_usec", ctypes.c_uint64),
        ("sink_usec", ctypes.c_uint64),
        ("resample_method", ctypes.c_char_p),
        ("driver", ctypes.c_char_p),
        ("mute", ctypes.c_int),
        ("proplist", ctypes.c_void_p),
    )


_Listener = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_SinkInput), ctypes.c_int, ctypes.c_void_p)


class PulseLatency:
    """`ask`, and some milliseconds later `answer`; None for ever where there is no such server.

    It connects once, like Qt: connected again it would look as if Qt were (see sound_server.py).
    """

    def __init__(self) -> None:
        self._asked = self._complete = False
        self._newest = -1
        self._seconds = 0.0
        self._listener = _Listener(self._listed)
        self._library = _load()
        self._loop: int | None = None
        self._context: int | None = None
        if self._library is not None:
            self._connect(self._library)

    @property
    def works(self) -> bool:
        """There is a server to ask."""
        return self._library is not None and self._step(self._library)

    def ask(self) -> bool:
        """Whether the question is on its way; False while another one is, or nobody is there to answer."""
        library = self._library
        if library is None or self._asked or not self._step(library):
            return False
        operation = library.pa_context_get_sink_input_info_list(self._context, self._listener, None)
        if not operation:
            return False
        library.pa_operation_unref(operation)
        self._asked, self._complete, self._newest = True, False, -1
        self._step(library)
        return True

    def answer(self) -> float | None:
        """Seconds that the newest stream of this process was ahead of the ear when the server was asked."""
        if self._library is None or not self._asked:
            return None
        if not self._step(self._library):
            self._asked = False
            return None
        if not self._complete:
            return None
        self._asked = False
        return self._seconds if self._newest >= 0 and self._seconds > 0 else None

    def close(self) -> None:
        library, self._library = self._library, None
        if library is not None and self._context:
            library.pa_context_disconnect(self._context)
            library.pa_context_unref(self._context)
            library.pa_mainloop_free(self._loop)

    def _connect(self, library: Any) -> None:
        self._loop = library.pa_mainloop_new()
        self._context = library.pa_context_new(library.pa_mainloop_get_api(self._loop), b"Audio Desk")
        library.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)

    def _step(self, library: Any) -> bool:
        """Do what can be done at once; whether the server is there."""
        for _ in range(_MOST_STEPS):
            if library.pa_mainloop_iterate(self._loop, 0, None) <= 0:
                break
        return bool(library.pa_context_get_state(self._context) == _READY)

    def _listed(self, _context: Any, stream: Any, end: int, _data: Any) -> None:
        if end:
            self._complete = True
            return
        found, library = stream.contents, self._library
        if library is None or found.index <= self._newest:
            return
        if library.pa_proplist_gets(found.proplist, _PROCESS_ID) == str(os.getpid()).encode():
            self._newest = found.index
            self._seconds = (found.buffer_usec + found.sink_usec) / 1e6


def _load() -> Any:
    """libpulse with the types of what is used of it; None where it is not installed."""
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        return None
    handle = ctypes.c_void_p
    functions: dict[str, tuple[Any, list[Any]]] = {
        "pa_mainloop_new": (handle, []),
        "pa_mainloop_get_api": (handle, [handle]),
        "pa_mainloop_iterate": (ctypes.c_int, [handle, ctypes.c_int, handle]),
        "pa_mainloop_free": (None, [handle]),
        "pa_context_new": (handle, [handle, ctypes.c_char_p]),
        "pa_context_connect": (ctypes.c_int, [handle, ctypes.c_char_p, ctypes.c_int, handle]),
        "pa_context_get_state": (ctypes.c_int, [handle]),
        "pa_context_get_sink_input_info_list": (handle, [handle, _Listener, handle]),
        "pa_context_disconnect": (None, [handle]),
        "pa_context_unref": (None, [handle]),
        "pa_operation_unref": (None, [handle]),
        "pa_proplist_gets": (ctypes.c_char_p, [handle, ctypes.c_char_p]),
    }
    for name, (result, arguments) in functions.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
