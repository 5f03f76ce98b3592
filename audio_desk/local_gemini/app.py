"""Joins the server's parts: the routes, and the layers that every request passes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from audio_desk.local_gemini.faults.clock import Clock
from audio_desk.local_gemini.faults.layer import FaultLayer
from audio_desk.local_gemini.faults.routes import ScriptCalls
from audio_desk.local_gemini.faults.seen import SeenRequests
from audio_desk.local_gemini.life.access import Doorkeeper, LoopbackHostOnly
from audio_desk.local_gemini.life.connections import OpenConnections
from audio_desk.local_gemini.life.leases import Presence
from audio_desk.local_gemini.life.routes import LocalCalls
from audio_desk.local_gemini.model_catalogue import ModelCatalogue
from audio_desk.local_gemini.prompts.answering import Answering
from audio_desk.local_gemini.prompts.routes import PromptCalls
from audio_desk.local_gemini.routes_models import ModelCalls
from audio_desk.local_gemini.uploads.file_check import FileChecks
from audio_desk.local_gemini.uploads.file_store import FileStore
from audio_desk.local_gemini.uploads.routes_files import FileCalls
from audio_desk.local_gemini.uploads.routes_uploads import UploadCalls
from audio_desk.local_gemini.uploads.sessions import UploadSessions
from audio_desk.local_gemini.wire import replies
from audio_desk.local_gemini.wire.addresses import VERSIONS
from audio_desk.local_gemini.wire.errors import WireError
from audio_desk.local_gemini.wire.request_body import DrainBeforeErrors


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routes speak with."""

    door: Doorkeeper
    presence: Presence
    clock: Clock
    files: FileStore
    sessions: UploadSessions
    checks: FileChecks
    catalogue: ModelCatalogue
    answering: Answering
    connections: OpenConnections
    stopping: asyncio.Event


class PresenceLayer:
    """ASGI layer: as long as a request runs, the server is needed."""

    def __init__(self, app: ASGIApp, presence: Presence) -> None:
        self._app = app
        self._presence = presence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._presence.request():
            await self._app(scope, receive, send)


def build_app(parts: Parts, *, allow_faults: bool) -> ASGIApp:
    """The whole server as an ASGI application."""
    starlette = Starlette(
        routes=[*_api_routes(parts), *_local_routes(parts)],
        exception_handlers={
            WireError: replies.refused,
            OSError: replies.disk_failed,
            ClientDisconnect: replies.nobody_listens,
            HTTPException: replies.no_such_call,
            Exception: replies.failed,
        },
    )
    starlette.router.redirect_slashes = False
    app: ASGIApp = DrainBeforeErrors(starlette)
    if allow_faults:
        faults = FaultLayer(app, parts.connections)
        seen = SeenRequests(faults)
        calls = ScriptCalls(faults, seen, parts.clock, parts.files, parts.checks)
        starlette.router.routes.extend(_script_routes(parts.door, calls))
        app = seen
    return PresenceLayer(LoopbackHostOnly(app), parts.presence)


def _api_routes(parts: Parts) -> list[Route]:
    files, models = FileCalls(parts.files), ModelCalls(parts.catalogue)
    uploads = UploadCalls(parts.door, parts.sessions, parts.files, parts.checks)
    prompts = PromptCalls(parts.door, parts.catalogue, parts.answering, parts.stopping)
    keyed = parts.door.with_key
    routes = []
    for version in VERSIONS:
        routes += [
            Route(f"/upload/{version}/files", uploads.call, methods=["POST", "PUT"]),
            Route(f"/{version}/files", keyed(files.list), methods=["GET"]),
            Route(f"/{version}/files/{{file}}", keyed(files.get), methods=["GET"]),
            Route(f"/{version}/files/{{file}}", keyed(files.delete), methods=["DELETE"]),
            Route(f"/{version}/models", keyed(models.list), methods=["GET"]),
            Route(f"/{version}/models/{{model}}:{{method}}", prompts, methods=["POST"]),
            Route(f"/{version}/models/{{model}}", keyed(models.get), methods=["GET"]),
        ]
    return routes


def _local_routes(parts: Parts) -> list[Route]:
    local, keyed = LocalCalls(parts.presence, parts.stopping), parts.door.with_key
    return [
        Route("/local/ping", keyed(local.ping), methods=["GET"]),
        Route("/local/lease", keyed(local.lease), methods=["GET"]),
    ]


def _script_routes(door: Doorkeeper, calls: ScriptCalls) -> list[Route]:
    keyed = door.with_key
    return [
        Route("/local/faults", keyed(calls.script), methods=["POST"]),
        Route("/local/faults", keyed(calls.clear), methods=["DELETE"]),
        Route("/local/clock", keyed(calls.move_clock), methods=["POST"]),
        Route("/local/seen", keyed(calls.seen), methods=["GET"]),
        Route("/local/seen", keyed(calls.forget_seen), methods=["DELETE"]),
    ]
