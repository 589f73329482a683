"""Answers kept as WARC, the form of web archives: request, head and body as they came, with digests."""

from __future__ import annotations

import base64
import hashlib
import io
import os
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from dateline.errors import SourceError
from dateline.fetch.get import Answer


def payload_digest(body: bytes) -> str:
    """Return the digest of a body in the form that WARC files use."""
    return "sha256:" + base64.b32encode(hashlib.sha256(body).digest()).decode().rstrip("=")


class Capture:
    """One new WARC file; it has its name once it is whole and on the disk, and there is none if nothing was added."""

    def __init__(self, folder: Path, name: str, agent: str) -> None:
        try:
            from warcio.warcwriter import WARCWriter
        except ImportError as missing:
            raise SourceError("captures need the library warcio", "", "pip install 'dateline[fetch]'") from missing
        self.path = folder / f"{name}.warc.gz"
        self._part = folder / f".{name}.part"
        self._agent = agent
        self.records = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists():
                raise SourceError("the capture exists already", str(self.path), "give another folder")
            self._file = self._part.open("wb")
        except OSError as error:
            what = f"the capture cannot be written: {(error.strerror or str(error)).lower()}"
            raise SourceError(what, str(self.path), "check the folder and your rights") from error
        self._writer: Any = WARCWriter(self._file, gzip=True)  # type: ignore[no-untyped-call]

    def __enter__(self) -> Capture:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Also what was fetched before a fault or Ctrl-C is kept.
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if self.records:
            self._part.replace(self.path)
        else:
            self._part.unlink()

    def add(self, answer: Answer) -> None:
        """Write one answer and the request that it answers."""
        if not self.records:
            self._write_about(answer.at)
        headers = [(_name(key), value) for key, value in answer.headers]
        said = {"WARC-Date": _moment(answer.at), "WARC-Payload-Digest": payload_digest(answer.body)}
        response = self._writer.create_warc_record(
            answer.target.url,
            "response",
            payload=io.BytesIO(answer.body),
            http_headers=_head(str(answer.status), headers, "HTTP/1.1"),
            warc_headers_dict=said,
        )
        self._write_pair(response, answer)

    def not_changed(self, answer: Answer, digest: str, date: str) -> None:
        """Write that the server gave nothing new since an earlier capture (304)."""
        if not self.records:
            self._write_about(answer.at)
        record = self._writer.create_revisit_record(
            answer.target.url,
            digest,
            answer.target.url,
            date,
            http_headers=_head(str(answer.status), [(_name(k), v) for k, v in answer.headers], "HTTP/1.1"),
            warc_headers_dict={"WARC-Date": _moment(answer.at)},
        )
        record.rec_headers.replace_header("WARC-Profile", "http://netpreserve.org/warc/1.0/revisit/server-not-modified")
        self._write_pair(record, answer)

    def _write_pair(self, response: Any, answer: Answer) -> None:
        request = self._writer.create_warc_record(
            answer.target.url,
            "request",
            http_headers=_head(f"GET {answer.target.path} HTTP/1.1", list(answer.asked), is_request=True),
            warc_headers_dict={"WARC-Date": _moment(answer.at)},
        )
        self._writer.write_request_response_pair(request, response)
        self.records += 1

    def _write_about(self, at: datetime) -> None:
        about = {"software": self._agent, "format": "WARC File Format 1.0", "robots": "obeyed"}
        record = self._writer.create_warcinfo_record(self.path.name, about)
        record.rec_headers.replace_header("WARC-Date", _moment(at))
        self._writer.write_record(record)


def _head(line: str, headers: list[tuple[str, str]], protocol: str = "", *, is_request: bool = False) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    return StatusAndHeaders(line, headers, protocol, is_http_request=is_request)  # type: ignore[no-untyped-call]


def _name(key: str) -> str:
    """The body was put together from its pieces: the head line that announces pieces goes under a name of its own."""
    return "X-Archive-Orig-Transfer-Encoding" if key.lower() == "transfer-encoding" else key


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
