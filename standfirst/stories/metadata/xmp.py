"""IPTC's present form: XMP, an RDF packet inside the file. Read without entities, without network, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree

from standfirst.stories.metadata.particulars import SOURCE_TYPES, Particulars, moment, term_of, tidy, web_address

MOST_BYTES = 2_000_000

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
_PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
_PRISM = ("{http://prismstandard.org/namespaces/basic/2.0/}", "{http://prismstandard.org/namespaces/basic/3.0/}")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xmp(packet: bytes) -> Particulars:
    """What the packet says; nothing, where it can't be read. Never raises."""
    if not packet.startswith((b"\xff\xfe", b"\xfe\xff")):  # in UTF-16 the last byte may well be a NUL
        packet = packet.rstrip(b"\0 \r\n\t")
    if not packet or len(packet) > MOST_BYTES or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return Particulars()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return Particulars()
    # A packet in UTF-16 passes the search for bytes above; its document knows.
    if root.getroottree().docinfo.doctype:
        return Particulars()
    return _Packet(root).particulars()


class _Packet:
    """Looks up properties, which RDF lets stand as elements or as attributes."""

    def __init__(self, root: etree._Element) -> None:
        self._descriptions = list(root.iter(f"{_RDF}Description"))

    def particulars(self) -> Particulars:
        source_type = self.words(f"{_EXT}DigitalSourceType")
        return Particulars(
            headline=self.words(f"{_PHOTOSHOP}Headline") or self.words(f"{_DC}title"),
            caption=self.words(f"{_DC}description", lines=True),
            byline=", ".join(self.each(f"{_DC}creator")),
            credit=self.words(f"{_PHOTOSHOP}Credit"),
            copyright_notice=self.words(f"{_DC}rights"),
            source=self.words(f"{_PHOTOSHOP}Source"),
            keywords=tuple(self.each(f"{_DC}subject")),
            instructions=self.words(f"{_PHOTOSHOP}Instructions", lines=True),
            city=self.words(f"{_PHOTOSHOP}City"),
            country=self.words(f"{_PHOTOSHOP}Country"),
            alternative=self.words(f"{_CORE}AltTextAccessibility"),
            digital_source_type=term_of(source_type),
            usage_terms=self.words(f"{_RIGHTS}UsageTerms", lines=True),
            web_statement=web_address(self.words(f"{_RIGHTS}WebStatement")),
            licensor_url=web_address(self.words(f"{_PLUS}LicensorURL")),
            expires_at=moment(next(filter(None, (self.words(f"{space}expirationDate") for space in _PRISM)), "")),
        )

    def words(self, name: str, *, lines: bool = False) -> str:
        """The first value; of several languages the default."""
        for description in self._descriptions:
            if (value := description.get(name)) is not None:
                return tidy(str(value), lines=lines)
        for element in self._elements(name):
            items = list(element.iter(f"{_RDF}li"))
            chosen = next((item for item in items if item.get(_LANGUAGE) == "x-default"), (items or [element])[0])
            text = "".join(_texts(chosen)) or str(element.get(f"{_RDF}resource") or "")
            if found := tidy(text, lines=lines):
                return found
        return ""

    def each(self, name: str) -> list[str]:
        """All values of a property that may have several."""
        for element in self._elements(name):
            items = list(element.iter(f"{_RDF}li"))
            return [found for item in items if (found := tidy("".join(_texts(item))))] or [self.words(name)]
        return list(filter(None, [self.words(name)]))

    def _elements(self, name: str) -> Iterator[etree._Element]:
        for description in self._descriptions:
            yield from description.iter(name)


def _texts(element: etree._Element) -> Iterator[str]:
    return (str(text) for text in element.itertext(etree.Element))


def write_xmp(particulars: Particulars) -> bytes:
    """A packet with byline, credit, copyright, source, digital source type and the addresses of the licence.

    Nothing that was for the desk: no instructions, no terms, no place.
    """
    one = particulars
    properties = [
        _filled("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>", one.byline),
        _filled(
            '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:rights>', one.copyright_notice
        ),
        _filled("<photoshop:Credit>{}</photoshop:Credit>", one.credit),
        _filled("<photoshop:Source>{}</photoshop:Source>", one.source),
        _filled(
            f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPES}{{}}</Iptc4xmpExt:DigitalSourceType>",
            one.digital_source_type,
        ),
        _filled("<xmpRights:WebStatement>{}</xmpRights:WebStatement>", one.web_statement),
        _filled(
            '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>{}</plus:LicensorURL>'
            "</rdf:li></rdf:Seq></plus:Licensor>",
            one.licensor_url,
        ),
    ]
    return _FRAME.replace("PROPERTIES", "".join(properties)).encode()


def _filled(form: str, words: str) -> str:
    return form.format(escape(tidy(words))) if words else ""


_FRAME = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    f' xmlns:dc="{_DC[1:-1]}" xmlns:photoshop="{_PHOTOSHOP[1:-1]}" xmlns:Iptc4xmpExt="{_EXT[1:-1]}"'
    f' xmlns:xmpRights="{_RIGHTS[1:-1]}" xmlns:plus="{_PLUS[1:-1]}">PROPERTIES</rdf:Description></rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)
