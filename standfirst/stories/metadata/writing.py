"""What a new picture file carries of the particulars of the one it was made from."""

from __future__ import annotations

import struct

from standfirst.stories.metadata.iim import write_iim
from standfirst.stories.metadata.particulars import Particulars
from standfirst.stories.metadata.xmp import write_xmp

_PHOTOSHOP = b"Photoshop 3.0\0"
_IIM_RESOURCE = 0x0404


def xmp_packet(particulars: Particulars) -> bytes:
    """For the XMP of a JPEG, PNG, WebP or AVIF."""
    return write_xmp(particulars)


def iim_segment(particulars: Particulars) -> bytes:
    """A whole APP13 segment of a JPEG, marker and length included."""
    record = write_iim(particulars)
    resource = b"8BIM" + struct.pack(">H", _IIM_RESOURCE) + b"\0\0" + struct.pack(">I", len(record)) + record
    payload = _PHOTOSHOP + resource + b"\0" * (len(record) % 2)
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload
