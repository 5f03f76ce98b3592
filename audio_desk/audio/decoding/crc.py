"""The two checksums of FLAC frames, and that of Ogg pages."""

from __future__ import annotations

import zlib


def _table(polynomial: int, bits: int) -> tuple[int, ...]:
    top, mask = 1 << (bits - 1), (1 << bits) - 1
    values = []
    for byte in range(256):
        value = byte << (bits - 8)
        for _ in range(8):
            value = (value << 1 ^ polynomial) & mask if value & top else value << 1 & mask
        values.append(value)
    return tuple(values)


_CRC8 = _table(0x07, 8)
_CRC16 = _table(0x8005, 16)


def crc8(data: bytes) -> int:
    """Zero when the last byte of `data` is its checksum."""
    value = 0
    for byte in data:
        value = _CRC8[value ^ byte]
    return value


def crc16(data: bytes) -> int:
    """Zero when the last two bytes of `data` are its checksum."""
    value = 0
    for byte in data:
        value = (value << 8 & 0xFFFF) ^ _CRC16[value >> 8 ^ byte]
    return value


def crc16_fits_somewhere(data: bytes) -> bool:
    """Whether `data` begins with bytes whose last two are their checksum."""
    value = 0
    for number, byte in enumerate(data):
        value = (value << 8 & 0xFFFF) ^ _CRC16[value >> 8 ^ byte]
        if value == 0 and number > 2:
            return True
    return False


_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def ogg_page_is_whole(page: bytes) -> bool:
    """By its checksum: of zlib's polynomial, with the bits of every byte the other way round."""
    told = int.from_bytes(page[22:26].translate(_MIRRORED), "big")
    before = zlib.crc32(page[:22].translate(_MIRRORED), 0xFFFFFFFF)
    return zlib.crc32(page[26:].translate(_MIRRORED), zlib.crc32(bytes(4), before)) ^ 0xFFFFFFFF == told
