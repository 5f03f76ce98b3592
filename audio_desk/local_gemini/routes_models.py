"""The models over HTTP: list, get."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from audio_desk.local_gemini.model_catalogue import ModelCatalogue
from audio_desk.local_gemini.uploads import paging
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire.addresses import api_version
from audio_desk.local_gemini.wire.replies import json_response

_PAGE_DEFAULT = 50
_PAGE_MOST = 1000


class ModelCalls:
    """`/v1beta/models`"""

    def __init__(self, catalogue: ModelCatalogue) -> None:
        self._catalogue = catalogue

    async def list(self, request: Request) -> Response:
        query = request.query_params
        size = paging.page_size(
            query.get("pageSize") or query.get("page_size"), default=_PAGE_DEFAULT, most=_PAGE_MOST
        )
        names = self._catalogue.names()
        # Falling keys keep the catalogue's order.
        keys = {name: (-index, name) for index, name in enumerate(names)}
        shown, token = paging.page(
            names, keys.__getitem__, size, query.get("pageToken") or query.get("page_token")
        )
        more = {"nextPageToken": token} if token else {}
        return json_response({"models": [self._catalogue.model(name) for name in shown], **more})

    async def get(self, request: Request) -> Response:
        name = request.path_params["model"]
        if not self._catalogue.knows(name):
            raise wire_errors.model_unknown(name, api_version(request), "getModel")
        return json_response(self._catalogue.model(name))
