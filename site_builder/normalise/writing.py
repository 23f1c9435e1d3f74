"""Articles -> the normal form: the frontmatter keys of an article, and the whole file's text."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from site_builder import matter
from site_builder.model import Account, Article, Moment
from site_builder.normalise import accounts
from site_builder.normalise.keys import ORDER
from site_builder.normalise.values import restored
from site_builder.publishers import UNKNOWN

_OFFSET = re.compile(r"(Z|[+-]\d\d:\d\d(:\d\d)?)$")


def matter_of(article: Article) -> dict[str, object]:
    """The frontmatter of an article: the keys that say something, in the contract's order, unknown ones last."""
    keys = {name: _plain(getattr(article, name)) for name in ORDER}
    found = {name: value for name, value in keys.items() if value not in (None, "", [], False)}
    if article.source == UNKNOWN.id:
        del found["source"]
    return found | {name: restored(text) for name, text in article.extra}


def text_of(article: Article) -> str:
    """The article as a Markdown file. Reading it gives the same article."""
    return matter.join(matter_of(article), article.body)


def _plain(value: object) -> object:
    if isinstance(value, Moment):
        return printed(value)
    if isinstance(value, Account):
        return accounts.written(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        inner = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {name: item for name, item in inner.items() if item not in (None, "")}
    return value


def printed(moment: Moment) -> str:
    """A moment as typed: without its offset where that was only assumed, with `~` where it is an estimate."""
    text = moment.text
    if moment.is_zone_assumed and len(text) > 10:
        text = _OFFSET.sub("", text)
    return text + ("~" if moment.is_estimate else "")
