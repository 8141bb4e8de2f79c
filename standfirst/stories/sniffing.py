"""What a file holds, by its first bytes: names lie, and browsers believe contents."""

from __future__ import annotations

from typing import Literal

Kind = Literal["sound", "video", "either"]


def sound_or_video(head: bytes) -> Kind | None:
    """What the container that begins with `head` (32 bytes are enough) may hold; None: no recording at all.

    Signatures: ISO 14496-12 (ftyp), RFC 9559 (Matroska, WebM), RFC 3533 (Ogg), RFC 9639 (FLAC), ID3v2, MPEG audio
    and ADTS, RIFF WAVE.
    """
    if head[4:8] == b"ftyp":
        return "sound" if head[8:12] in {b"M4A ", b"M4B "} else "either"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video"
    if head.startswith(b"OggS"):
        return "either"
    if head.startswith((b"ID3", b"fLaC")) or (head.startswith(b"RIFF") and head[8:12] == b"WAVE"):
        return "sound"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "sound"
    return None
