"""What Chromium printed."""

import re
import zlib


def texts_by_page(pdf: bytes) -> list[int]:
    """Return how many runs of glyphs each page of Chromium's has."""
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    contents = (zlib.decompressobj().decompress(stream) for stream in streams)
    return [len(re.findall(rb"T[jJ]\b", content)) for content in contents if b"BT" in content and b"ET" in content]
