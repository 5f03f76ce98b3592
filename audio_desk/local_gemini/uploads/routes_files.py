"""The uploads over HTTP: list, get, delete."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from audio_desk import limits
from audio_desk.local_gemini.uploads import paging
from audio_desk.local_gemini.uploads.file_store import FileStore
from audio_desk.local_gemini.wire.addresses import api_version, base_url
from audio_desk.local_gemini.wire.answers import file_json
from audio_desk.local_gemini.wire.replies import json_response


class FileCalls:
    """`/v1beta/files`"""

    def __init__(self, files: FileStore) -> None:
        self._files = files

    async def list(self, request: Request) -> Response:
        query = request.query_params
        size = paging.page_size(
            query.get("pageSize") or query.get("page_size"),
            default=limits.FILES_PAGE_DEFAULT,
            most=limits.FILES_PAGE_MAX,
        )
        shown, token = paging.page(
            self._files.newest_first(),
            lambda file: file.age_key,
            size,
            query.get("pageToken") or query.get("page_token"),
        )
        answer: dict[str, Any] = {}
        if shown:
            answer["files"] = [file_json(file, base_url(request), api_version(request)) for file in shown]
        if token:
            answer["nextPageToken"] = token
        return json_response(answer)

    async def get(self, request: Request) -> Response:
        file = self._files.get(request.path_params["file"])
        return json_response(file_json(file, base_url(request), api_version(request)))

    async def delete(self, request: Request) -> Response:
        self._files.delete(self._files.get(request.path_params["file"]).id)
        return json_response({})
