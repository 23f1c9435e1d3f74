"""One article as every list shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from site_builder import urls
from site_builder.keyed import Flat, digest
from site_builder.model import Article, Event, Moment, Rights, Term
from site_builder.pages.language import language_of
from site_builder.pages.views import Card, Flag, Link, Mark, Part, Stamp, Text
from site_builder.project import Config
from site_builder.text import clean
from site_builder.words import Words

LONGEST_NAME = 6
_TOLD = attrgetter(
    *("id", "title", "url", "origin", "permalink", "language", "kicker", "summary", "source", "published", "captured"),
    "draft",
)


class Dealt(Card):
    """A card that knows what it is made from. Its digest is worked out when it is asked for, and the rest of it when a
    page shows it: after an edit few are."""

    __slots__ = ("_article", "_dealer")
    _article: Article
    _dealer: Dealer

    def __getattr__(self, name: str) -> object:
        """A field that is not there yet."""
        if name == "digest":
            self.fill({"digest": self._dealer.digest(self._article)})
        elif name in _LATER:
            self.fill({"digest": self.digest, **self._dealer.rest(self._article)})
            object.__delattr__(self, "_dealer")  # it holds all that was known
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def fill(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)


Dealt.__name__, Dealt.__module__ = Card.__name__, Card.__module__  # as messages about templates call it
_AT_ONCE = frozenset(["id", "source", "day"])  # what planning asks for
_LATER = frozenset(one.name for one in fields(Card)) - _AT_ONCE - {"digest"}


@dataclass(frozen=True, slots=True)
class Dealer:
    """Makes cards; the mappings go by source id (`marks`) or article id. `listed`: as in the Library.
    `dealt`: cards of an earlier build with the same configuration and words, by their digests."""

    config: Config
    words: Words
    marks: Mapping[str, Mark]
    rights: Mapping[str, Rights]
    event_of: Mapping[str, Event]
    terms_of: Mapping[str, Sequence[Term]]
    duplicates: Mapping[str, str]
    listed: Mapping[str, bytes]
    dealt: Mapping[bytes, Card]

    def card(self, article: Article) -> Card:
        """That of an earlier build, where it would be the same."""
        if self.dealt and (known := self.dealt.get(self.digest(article))):
            return known
        card = object.__new__(Dealt)
        card.fill(
            {
                "id": article.id,
                "source": self.marks[article.source],
                "day": article.published.text[:10] if article.published else "",
                "_article": article,
                "_dealer": self,
            }
        )
        return card

    def digest(self, article: Article) -> bytes:
        """Of all that a card is made from."""
        event = self.event_of.get(article.id)
        mark, rights, is_copy = self.marks[article.source], self.rights[article.id], article.id in self.duplicates
        said = (event.id, event.name, len(event.articles)) if event else None
        told = self.listed.get(article.id) or digest(*_TOLD(article))
        return Flat(("Card", told, mark.digest, rights, is_copy, said, self._names(article))).digest

    def rest(self, article: Article) -> dict[str, object]:
        """Everything else of its card, by field."""
        rights = self.rights[article.id]
        title = self._text(self._title(article), article.language)
        return {
            "href": href(article),
            "title": title,
            "parts": parts(title.text, self._names(article)),
            "kicker": self._text(article.kicker, article.language),
            "summary": self._text(article.summary if rights != "link" else "", article.language),
            "published": stamp(article.published, self.words),
            "captured": stamp(article.captured, self.words),
            "flags": tuple(self._flags(article, rights)),
            "event": self._event(article),
        }

    @staticmethod
    def _title(article: Article) -> str:
        return article.title or plain_address(article)

    def _names(self, article: Article) -> tuple[str, ...]:
        """The short names in its headline, the longest first."""
        title, terms = self._title(article), self.terms_of.get(article.id, ())
        found = {t.name for t in terms if t.kind != "tag" and 1 < len(t.name) <= LONGEST_NAME and t.name in title}
        return tuple(sorted(sorted(found), key=len, reverse=True))

    def _text(self, text: str, declared: str) -> Text:
        return Text(text, language_of(text, declared, self.config.language) if text else "")

    def _flags(self, article: Article, rights: Rights) -> list[Flag]:
        words = self.words
        flags = [] if article.title else [Flag(words("标题未见"))]
        if rights in {"excerpt", "link"}:
            flags.append(Flag(words("仅摘要") if rights == "excerpt" else words("仅链接")))
        if article.language and article.language.split("-")[0] != self.config.language.split("-")[0]:
            flags.append(Flag(words.language_name(article.language)))
        if article.id in self.duplicates:
            flags.append(Flag(words("同文")))
        if article.draft:
            flags.append(Flag(words("草稿"), is_warning=True))
        return flags

    def _event(self, article: Article) -> Link | None:
        event = self.event_of.get(article.id)
        if event is None or len(event.articles) < 2:
            return None
        text = self.words.count("同一事件{n}篇", "同一事件{n}篇", len(event.articles))
        return Link(text, urls.relative("index.html", f"events/{event.id}/"), note=event.name)


def href(article: Article) -> str:
    """Its page as links name it."""
    return urls.relative("index.html", article.permalink)


def plain_address(article: Article) -> str:
    """What stands for a title that is not known: the address without its scheme, or the file."""
    return urls.shown(article.url) or clean(article.origin)


def parts(title: str, names: Sequence[str]) -> tuple[Part, ...]:
    """The headline cut at these names in it, so that 习近平 is never broken over two lines."""
    if not names:
        return (Part(title, False),)
    pieces = re.split("(" + "|".join(map(re.escape, names)) + ")", title)
    return tuple(Part(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)


def stamp(moment: Moment | None, words: Words) -> Stamp | None:
    """A moment in words; `remark` says what of it is not printed on the page."""
    if moment is None:
        return None
    text = moment.text
    remark = (
        words("时区按来源推定") if moment.is_zone_assumed else words("按相对时间推算") if moment.is_estimate else ""
    )
    return Stamp(
        iso=text,
        date=words.day(text),
        short=short(text[:10], words),
        time=text[11:16],
        zone=words.zone(text),
        remark=remark,
        where="" if moment.where == "frontmatter" else moment.where,  # the editor's word, or an import's
    )


def short(iso: str, words: Words) -> str:
    """2023.11.16 in Chinese, 2023-11-16 elsewhere: for lists and tables."""
    return iso.replace("-", ".") if words.is_chinese else iso
