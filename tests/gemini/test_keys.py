"""Where the key comes from, and that it is not shown."""

from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked
from typing_extensions import override

from audio_desk.errors import KeyringMissing
from audio_desk.gemini.keys import FoundKey, find_key, forget_key, google_endpoint, store_key


class DrawerKeyring(KeyringBackend):
    """A keyring in memory: the system's belongs to the person who runs the tests."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.drawer: dict[tuple[str, str], str] = {}
        self.locked = False

    @override
    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.drawer.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.drawer[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        del self.drawer[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> DrawerKeyring:
    ring = DrawerKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    return ring


@pytest.fixture
def no_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)


def test_the_environment_wins_over_the_keyring(ring: DrawerKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    store_key("of the ring")
    monkeypatch.setenv("GEMINI_API_KEY", "  of gemini\n")
    assert find_key() == FoundKey("of gemini", "environment")
    monkeypatch.setenv("GOOGLE_API_KEY", "of google")
    assert find_key() == FoundKey("of google", "environment")


def test_a_stored_key_is_trimmed_found_and_forgotten(ring: DrawerKeyring) -> None:
    assert find_key() is None
    store_key(" AQ.something\n")
    assert find_key() == FoundKey("AQ.something", "keyring")
    forget_key()
    forget_key()
    assert find_key() is None


@pytest.mark.usefixtures("no_ring")
def test_without_a_keyring_there_is_no_key_and_none_can_be_kept() -> None:
    assert find_key() is None
    with pytest.raises(KeyringMissing):
        store_key("x")
    with pytest.raises(KeyringMissing):
        forget_key()


def test_a_locked_keyring_is_as_none(ring: DrawerKeyring) -> None:
    ring.locked = True
    assert find_key() is None
    with pytest.raises(KeyringMissing):
        store_key("x")


def test_the_address_follows_the_variable_that_the_sdk_honours(monkeypatch: pytest.MonkeyPatch) -> None:
    assert google_endpoint("k").base_url == "https://generativelanguage.googleapis.com"
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:9")
    assert google_endpoint("k").base_url == "http://127.0.0.1:9"


def test_a_key_is_not_shown_where_values_are_printed() -> None:
    assert "secret" not in repr(FoundKey("secret", "keyring"))
    assert "secret" not in repr(google_endpoint("secret"))
