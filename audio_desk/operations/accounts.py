"""The connections: one client for each account, made when it is first asked for and again after a change."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from audio_desk.errors import KeyMissing, LocalServerNotStarted
from audio_desk.gemini.connect import connect
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.keys import find_key, google_endpoint
from audio_desk.local_gemini.life.ping import answers
from audio_desk.local_gemini.life.run_file import ServerAddress
from audio_desk.operations.lease import Lease
from audio_desk.operations.local_server import LocalServer
from audio_desk.settings import Account, Settings

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient


class Accounts:
    """Clients that were replaced stay open until the end: somebody may still be listening to one."""

    def __init__(self, folder: Path, settings_reader: Callable[[], Settings]) -> None:
        """`folder` is the local server's."""
        self._settings = settings_reader
        self._server = LocalServer(folder)
        self._lease: Lease | None = None
        self._taking: set[asyncio.Future[Lease]] = set()
        self._clients: dict[Account, GeminiClient] = {}
        self._retired: list[GeminiClient] = []
        self._lock = asyncio.Lock()

    def is_ready(self, account: Account) -> bool:
        """Whether `client` would answer at once."""
        return account in self._clients and (account == "gemini" or self._holds_server)

    async def client(self, account: Account) -> GeminiClient:
        """The account's client; the local server is started when needed.

        Raises KeyMissing, KeyRejected and LocalGeminiError.
        """
        async with self._lock:
            endpoint = (
                await self._local_endpoint() if account == "on-device" else await self._google_endpoint()
            )
            return await self._client_at(endpoint)

    async def reconnect(self, account: Account) -> None:
        """After a lost connection: a new client, of a server that answers. Raises as `client`."""
        async with self._lock:
            lease = self._lease if account == "on-device" else None
            if lease is not None and not await asyncio.to_thread(answers, lease.address):
                await self._drop_lease()
            self._retire(account)
        await self.client(account)

    async def aclose(self) -> None:
        """Close all clients and let the local server go."""
        async with self._lock:
            for account in list(self._clients):
                self._retire(account)
            retired, self._retired = self._retired, []
            for client in retired:
                await client.aclose()
            await self._drop_lease()
            for taking in self._taking:
                with contextlib.suppress(LocalServerNotStarted):
                    await asyncio.to_thread((await taking).close)
            self._taking.clear()
            self._server.release()

    @property
    def _holds_server(self) -> bool:
        return self._lease is not None and not self._lease.is_lost

    async def _local_endpoint(self) -> Endpoint:
        if not self._holds_server:
            await self._drop_lease()
            self._lease = await self._new_lease()
        assert self._lease is not None
        address = self._lease.address
        return Endpoint("on-device", address.base_url, address.token)

    async def _new_lease(self) -> Lease:
        address = await self._server.ensure(self._settings())
        try:
            return await self._take_lease(address)
        except LocalServerNotStarted:
            # It may have been about to end when it answered: its last client had gone.
            return await self._take_lease(await self._server.ensure(self._settings()))

    async def _take_lease(self, address: ServerAddress) -> Lease:
        """The thread that takes it goes on when nobody waits any more: `aclose` lets such a lease go."""
        taking = asyncio.get_running_loop().run_in_executor(None, Lease, address)
        self._taking.add(taking)
        lease = await asyncio.shield(taking)
        self._taking.discard(taking)
        return lease

    async def _google_endpoint(self) -> Endpoint:
        found = await asyncio.to_thread(find_key)
        if found is None:
            raise KeyMissing
        return google_endpoint(found.value)

    async def _client_at(self, endpoint: Endpoint) -> GeminiClient:
        known = self._clients.get(endpoint.account)
        if known is not None and known.endpoint == endpoint:
            return known
        client = await connect(endpoint)
        self._retire(endpoint.account)
        self._clients[endpoint.account] = client
        return client

    def _retire(self, account: Account) -> None:
        client = self._clients.pop(account, None)
        if client is not None:
            self._retired.append(client)

    async def _drop_lease(self) -> None:
        lease, self._lease = self._lease, None
        if lease is not None:
            await asyncio.to_thread(lease.close)
