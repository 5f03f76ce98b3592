"""Reads from a request's address what answers need: the API's version, this server's name."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

VERSIONS: Final = ("v1beta", "v1")


def api_version(request: Request) -> str:
    return next(part for part in request.url.path.split("/") if part in VERSIONS)


def base_url(request: Request) -> str:
    """Without a slash at its end."""
    return f"http://{request.headers['host']}"
