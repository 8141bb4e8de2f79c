"""Picture files for tests, made here: with what an agency writes into them, whole, torn, or more than a picture."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def iim(*, utf8: bool = True, **words: str) -> bytes:
    numbers = {
        "title": 5,
        "keyword": 25,
        "expires": 37,
        "instructions": 40,
        "byline": 80,
        "credit": 110,
        "caption": 120,
    }
    encoding = "utf-8" if utf8 else "latin-1"
    sets = [dataset(numbers[name], value.encode(encoding)) for name, value in words.items()]
    return (dataset(90, b"\x1b%G", record=1) if utf8 else b"") + b"".join(sets)


def app13(record: bytes) -> bytes:
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    payload = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def xmp(properties: str, attributes: str = "") -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"'
        ' xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"'
        f' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" {attributes}>'
        f"{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def agency_xmp(source_type: str = AI) -> bytes:
    """As an agency writes it."""
    return xmp(
        "<dc:creator><rdf:Seq><rdf:li>Ruth Sallis</rdf:li></rdf:Seq></dc:creator>"
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Westwire 2026</rdf:li></rdf:Alt></dc:rights>'
        '<dc:description><rdf:Alt><rdf:li xml:lang="de">Die Mole</rdf:li>'
        '<rdf:li xml:lang="x-default">The pier &amp; the sea.</rdf:li></rdf:Alt></dc:description>'
        f"<ext:DigitalSourceType>{source_type}</ext:DigitalSourceType>",
        attributes='photoshop:Credit="Westwire Photos" photoshop:Headline="Pier in the gale"',
    )


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **save: Any) -> bytes:
    file = BytesIO()
    image = Image.radial_gradient("L").resize(size).convert("RGB")
    packet = save.pop("xmp", None)
    if packet and kind == "PNG":
        save["pnginfo"] = PngInfo()
        save["pnginfo"].add_itxt("XML:com.adobe.xmp", packet.decode())
    elif packet and kind == "TIFF":
        save["tiffinfo"] = {700: packet}
    elif packet:
        save["xmp"] = packet
    image.save(file, kind, **save)
    return file.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A small PNG that says it is large, as a bomb does."""
    data = picture_bytes("PNG")
    header = b"IHDR" + struct.pack(">II", width, height) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


def upload(data: bytes, name: str = "DSC_0042.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)
