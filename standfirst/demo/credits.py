"""Writes a picture's credit into its JPEG file, the way agencies do: as IPTC IIM and as XMP.

The credit then travels with the file. IIM is the older form (IIM 4.2, in Photoshop's APP13 segment), which many desks
still read first; XMP is the current one (IPTC Photo Metadata Standard) and the only one that says how a picture came
to be. Pillow writes XMP and any other segment it is handed, but can't make an IIM record: that is done here.
"""

from __future__ import annotations

import struct
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image

from standfirst.demo.manuscripts import Picture

_APP13 = b"\xff\xed"
_PHOTOSHOP = b"Photoshop 3.0\0"
_IIM_RESOURCE = 0x0404

# Dataset number in record 2, and the most bytes that IIM allows it.
_OBJECT_NAME = (5, 64)
_BYLINE = (80, 32)
_HEADLINE = (105, 256)
_CREDIT = (110, 32)
_COPYRIGHT_NOTICE = (116, 128)
_CAPTION = (120, 2000)

_DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class CreditTooLong(ValueError):
    """A value doesn't fit into its IIM dataset; half a credit would be a wrong one."""


def credited_jpeg(image: Image.Image, picture: Picture, *, quality: int) -> bytes:
    """The image as a JPEG file that carries the picture's title, caption, creator, credit and copyright."""
    file = BytesIO()
    image.save(file, "JPEG", quality=quality, optimize=True, extra=iim_segment(picture), xmp=xmp_packet(picture))
    return file.getvalue()


def iim_segment(picture: Picture) -> bytes:
    """A whole APP13 segment, marker and length included. Raises CreditTooLong."""
    record = _dataset(1, 90, b"\x1b%G")  # what follows is UTF-8
    record += _dataset(2, 0, struct.pack(">H", 4))  # version of the record
    for (number, most), words in (
        (_OBJECT_NAME, picture.title),
        (_BYLINE, picture.creator),
        (_HEADLINE, picture.title),
        (_CREDIT, picture.credit),
        (_COPYRIGHT_NOTICE, picture.copyright),
        (_CAPTION, picture.caption),
    ):
        value = words.encode()
        if len(value) > most:
            raise CreditTooLong(f"{picture.file}: {words!r} is longer than the {most} bytes of IIM 2:{number:02}.")
        record += _dataset(2, number, value)
    resource = b"8BIM" + struct.pack(">H", _IIM_RESOURCE) + b"\0\0" + struct.pack(">I", len(record)) + record
    payload = _PHOTOSHOP + resource + b"\0" * (len(record) % 2)
    return _APP13 + struct.pack(">H", len(payload) + 2) + payload


def _dataset(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def xmp_packet(picture: Picture) -> bytes:
    """The XMP packet that goes into an APP1 segment."""
    properties = [
        f"<dc:title>{_in_languages(picture.title)}</dc:title>",
        f"<dc:creator><rdf:Seq><rdf:li>{escape(picture.creator)}</rdf:li></rdf:Seq></dc:creator>",
        f"<dc:rights>{_in_languages(picture.copyright)}</dc:rights>",
        f"<dc:description>{_in_languages(picture.caption)}</dc:description>",
        f"<photoshop:Headline>{escape(picture.title)}</photoshop:Headline>",
        f"<photoshop:Credit>{escape(picture.credit)}</photoshop:Credit>",
        f"<Iptc4xmpCore:AltTextAccessibility>{_in_languages(picture.alternative)}</Iptc4xmpCore:AltTextAccessibility>",
        f"<Iptc4xmpExt:DigitalSourceType>{_DIGITAL_SOURCE_TYPE}{picture.origin}</Iptc4xmpExt:DigitalSourceType>",
    ]
    return _XMP.format(properties="\n   ".join(properties)).encode()


def _in_languages(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
   {properties}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
