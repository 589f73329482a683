"""Telegram exports (result.json): each message with words is a report of its channel, on the day that it states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateline.errors import SourceError
from dateline.sources.draft import Draft, Found, storable
from dateline.sources.lists.literal import Written
from dateline.sources.published import published_day
from dateline.sources.received import Stretch


def is_export(found: object) -> bool:
    """Whether what a JSON file holds is an export of one chat, or of a whole account."""
    if not isinstance(found, dict):
        return False
    if isinstance(found.get("chats"), dict):
        return isinstance(found["chats"].get("list"), list)
    return isinstance(found.get("messages"), list) and "type" in found and ("id" in found or "name" in found)


def messages(found: Mapping[str, Any], where: str, written: Written) -> Iterator[Found]:
    """Yield the messages that have words, and once how many have none.

    Raises:
        SourceError: if there is no message at all.
    """
    chats = found["chats"]["list"] if isinstance(found.get("chats"), dict) else [found]
    silent: Counter[str] = Counter()
    given = 0
    for chat in chats:
        listed = chat.get("messages") if isinstance(chat, dict) else None
        for message in listed if isinstance(listed, list) else ():
            given += 1
            try:
                one = _message(message, chat, where, written)
            except SourceError as refused:
                yield refused
                continue
            if one is None:
                silent[_silence(message)] += 1
            else:
                yield one
    if silent:
        told = ", ".join(f"{what} {count}" for what, count in sorted(silent.items()))
        yield SourceError(f"messages without words: {told}", where, "nothing to do")
    if not given:
        raise SourceError("the export holds no messages", where, "export the chat again")


def _silence(message: Mapping[str, Any]) -> str:
    if message.get("type") == "service":
        return "notes of Telegram"
    return str(
        message.get("media_type") or ("photo" if "photo" in message else "file" if "file" in message else "other")
    )[:40]


def _message(message: Any, chat: Mapping[str, Any], where: str, written: Written) -> Draft | None:
    if not isinstance(message, dict):
        raise SourceError("a message is no object", where, "export the chat again")
    place = f"{where}, message {message.get('id', '?')}"
    pieces = _pieces(message.get("text"), place)
    text = "".join(pieces)
    if not text.strip() or message.get("type") == "service":
        return None
    clean, doubt = storable(text)
    day, doubts = _day(message, place)
    if message.get("forwarded_from"):
        doubts += (f"forwarded from {str(message['forwarded_from'])[:80]!r}",)
    if message.get("edited"):
        doubts += (f"edited on {str(message['edited'])[:30]}, after it was published",)
    channel = storable(str(chat.get("name") or message.get("from") or ""))[0] or None
    return Draft(
        place,
        clean,
        f"{chat.get('id', 'chat')}-{message.get('id', '')}",
        outlet=channel,
        published=day,
        doubts=(*doubts, *((doubt,) if doubt else ())),
        received=written.mapped(_stretches(pieces, written)),
    )


def _pieces(text: object, where: str) -> list[str]:
    """A text is one string, or pieces, some with a format (bold, link) of their own."""
    found: list[str] = []
    for piece in text if isinstance(text, list) else [text]:
        words = piece.get("text") if isinstance(piece, dict) else piece
        if words is not None and not isinstance(words, str):
            raise SourceError("the text of the message is no text", where, "export the chat again")
        found.append(words or "")
    return found


def _stretches(pieces: list[str], written: Written) -> tuple[Stretch, ...]:
    # Pieces are short words that stand in many messages: only a whole message leads back to one place.
    return written.stretches(pieces[0]) if len(pieces) == 1 else ()


def _day(message: Mapping[str, Any], where: str) -> tuple[date | None, tuple[str, ...]]:
    """`date` is in the zone of whoever exported; `date_unixtime` is the moment. Where the days differ both are told."""
    local = published_day(message.get("date"), where)
    moment = str(message.get("date_unixtime") or "")
    if not moment.isdecimal() or len(moment) > 11:
        return local, ()
    day = datetime.fromtimestamp(int(moment), UTC).date()
    if local is None or local == day:
        return day, ()
    return day, (f"published on {day} in universal time, {local} where it was exported; the first is used",)
