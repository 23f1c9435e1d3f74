"""Bytes to text: UTF-8 and UTF-16 with and without mark, GB18030, Big5, and what a page declares of itself.

A declaration is believed only if the bytes agree with it. Chinese bytes that decode under several encodings go to
the one in which the most frequent characters of that script appear. charset-normalizer is asked about the rest.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252", "ascii": "cp1252"}
# The most frequent characters of running text, in simplified and in traditional writing.
_FREQUENT = {
    "gb18030": frozenset(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
    ),
    "big5hkscs": frozenset(
        "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說"
    ),
}
_OTHERS = ("cp1252", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r")
_SAMPLE = 20_000
_BROKEN = 0.02


_BINARY = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"%PDF", b"\x1f\x8b", b"WARC/")


def is_binary(data: bytes) -> bool:
    """Whether the first bytes are those of an archive, a picture or another file that is no text."""
    return data.startswith(_BINARY)


def decode(data: bytes) -> tuple[str, str]:
    """Text with LF line ends and no mark, and the encoding if it had to be guessed ("" if it is beyond doubt)."""
    text, guessed = _decoded(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.lstrip("\ufeff"), guessed


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _without_utf8(data)
    wide = _wide(data) if "\x00" in text else ""
    return (data.decode(wide, "replace"), wide) if wide else (text, "")


def _without_utf8(data: bytes) -> tuple[str, str]:
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    declared = _declared(data)
    if declared:
        text = _strict(data, declared)
        if text is not None:
            return text, ""
    nearly = data.decode("utf-8", "replace")
    if nearly.count("\ufffd") <= _BROKEN * len(nearly):
        return nearly, "utf-8 with broken bytes"
    chinese = _chinese(data)
    return chinese or _asked(data)


def _declared(data: bytes) -> str:
    """The encoding that a meta tag, XML declaration or MIME header of the first bytes names, if Python knows it."""
    found = _DECLARED.search(data[:2048])
    if not found:
        return ""
    name = found[1].decode("ascii").lower()
    name = _SUPERSETS.get(name, name)
    try:
        info = codecs.lookup(name)
    except LookupError:
        return ""
    return info.name if info._is_text_encoding else ""


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows in its zero bytes: Latin and line ends have one at every other place."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 50 < len(sample) or min(even, odd) * 5 > max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _chinese(data: bytes) -> tuple[str, str] | None:
    """The better of GB18030 and Big5, None where neither shows the characters that Chinese text is full of."""
    best: tuple[float, str, str] | None = None
    for encoding, frequent in _FREQUENT.items():
        text = data.decode(encoding, "replace")
        foreign = [c for c in text[:_SAMPLE] if c > "\x7f"]
        score = sum((c in frequent) - 4 * (c == "\ufffd") for c in foreign) / len(foreign)
        if best is None or score > best[0]:
            best = score, text, encoding
    return (best[1], best[2]) if best and best[0] >= 0.05 else None


def _asked(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes  # heavy, and seldom needed

    best = from_bytes(data[: 4 * _SAMPLE], cp_isolation=list(_OTHERS)).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, "replace"), encoding
