"""PDF files, only when asked: a PDF knows where its letters stand and not in which order they are read."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from dateline.errors import SourceError
from dateline.sources.draft import Found
from dateline.sources.exported.split import reports
from dateline.sources.packed.unpack import UNPACKED_LIMIT
from dateline.sources.received import Received

PAGES_LIMIT = 2_000
PDF = "application/pdf"
_CAPS = (
    "maximum_declared_stream_length",
    "array_based_stream_maximum_output_length",
    "lzw_maximum_output_length",
    "run_length_maximum_output_length",
    "zlib_maximum_output_length",
    "brotli_maximum_output_length",
    "jbig2_maximum_output_length",
)
"""What pypdf unpacks, each under the cap of `packed.unpack`."""
DOUBT = "read from a PDF: words of columns, tables and captions may stand in another order than on the page"


def pdf_file(data: bytes, where: str) -> Iterator[Found]:
    """Yield the reports of a PDF: the articles of a download, or the whole.

    Raises:
        SourceError: if it is none, is locked, or holds pictures of text only.
    """
    if b"%PDF" not in data[:1024]:
        raise SourceError("this is no PDF: its first bytes do not say so", where, "check the download")
    pages = _pages(data, where)
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        advice = "run a text recognition over it, or type the text"
        raise SourceError("the PDF holds no text, only pictures of it", where, advice)
    doubts = [DOUBT]
    if empty:
        doubts.append(f"pages without text, which may be pictures of it: {', '.join(map(str, empty[:50]))}")
    received = Received(data, PDF, None, within=("the text of its pages",))
    yield from reports("\n\n".join(pages), where, received, doubts)


def _pages(data: bytes, where: str) -> list[str]:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as missing:
        raise SourceError("PDF files need the library pypdf", where, "pip install 'dateline[formats]'") from missing
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells the terminal what is refused or doubted here
    faults = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, AssertionError)
    try:
        with pypdf.apply_configuration(None, **dict.fromkeys(_CAPS, UNPACKED_LIMIT)):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise SourceError("the PDF is locked with a password", where, "save it without")
            if len(reader.pages) > PAGES_LIMIT:
                what = f"the PDF has {len(reader.pages):,} pages; the limit is {PAGES_LIMIT:,}"
                raise SourceError(what, where, "split it")
            return [page.extract_text() for page in reader.pages]
    except (*faults, RecursionError, NotImplementedError, ArithmeticError) as error:
        raise SourceError(f"the PDF cannot be read: {str(error)[:200]}", where, "save its text as .txt") from error
