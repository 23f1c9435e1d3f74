"""What became of a clip: how much went in and came out, what was cut by which rule, and what is lost unexplained."""

from __future__ import annotations

import re
from dataclasses import dataclass

from site_builder import tree
from site_builder.model import Article, Cut, Extract
from site_builder.normalise.markdown import Counts, measured

MANY = 40  # characters: a label or two is no loss worth a word
SHARE = 0.005

_NOT_WORDS = re.compile(r"[\W_]+")
_TARGET = re.compile(r"\]\((?:<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\(")
_HIDDEN = "script, style, template, noscript, svg, head, button, select, textarea"


@dataclass(frozen=True, slots=True)
class Loss:
    """The account of one import: counts of the clip and of the article, the cuts, the passages nobody explains."""

    before: Counts
    after: Counts
    cuts: tuple[Cut, ...]
    unexplained: tuple[str, ...]

    @property
    def unexplained_characters(self) -> int:
        return sum(len(_NOT_WORDS.sub("", passage)) for passage in self.unexplained)

    @property
    def is_large(self) -> bool:
        """More lost than a stray label: worth a look before the clip is thrown away."""
        return self.unexplained_characters > max(MANY, SHARE * self.before.characters)


def account(extract: Extract, refined: Extract, article: Article) -> Loss:
    """Compare what a reader found with the article made of it; `refined` is the same after the publisher's rules."""
    after = counted(article)
    if not extract.html:
        return Loss(_plain_counts(extract.markdown), after, article.cuts, ())
    kept = _NOT_WORDS.sub("", "\n".join(_told(refined, article)))
    lost = tuple(text for text in _passages(extract.html) if _NOT_WORDS.sub("", text) not in kept)
    return Loss(measured(extract.html), after, article.cuts, lost)


def counted(article: Article) -> Counts:
    """How much an article holds, with what went from its text into its fields."""
    body = _plain_counts(article.body)
    images = {article.image.src} if article.image and article.image.src not in article.body else set()
    captions = bool(article.image and (article.image.caption or article.image.credit))
    return Counts(
        characters=sum(len("".join(text.split())) for text in _fields(article)) + body.characters,
        paragraphs=body.paragraphs + bool(article.summary),
        links=body.links + len(article.related) + bool(article.original),
        images=body.images + len(images),
        captions=body.captions + captions,
        tables=body.tables,
    )


def _plain_counts(markdown: str) -> Counts:
    blocks = [block for block in re.split(r"\n\s*\n", markdown) if block.strip()]
    pictures = [block for block in blocks if block.lstrip().startswith("![")]
    return Counts(
        characters=len("".join(re.sub(r"[*_`>#|\\]", "", _words(markdown)).split())),
        paragraphs=sum(block.lstrip()[:1] not in tuple("#!|`") for block in blocks),
        links=len(_LINK.findall(markdown)),
        images=len(_IMAGE.findall(markdown)),
        captions=sum('"' in block or "\n" in block.strip() for block in pictures),
        tables=len(re.findall(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", markdown, re.MULTILINE)),
    )


def _words(markdown: str) -> str:
    """Markdown without the addresses of its links; titles in them stay, as captions may stand there."""
    return _TARGET.sub(lambda found: (re.findall(r'"([^"]*)"', found[0]) or [""])[0], markdown)


def _fields(article: Article) -> list[str]:
    image = article.image
    return [
        *(article.kicker, article.summary, *article.authors, *article.translators, *article.contributors),
        *article.tags,
        *((image.caption, image.credit) if image else ()),
        *(text for item in article.related for text in (item.title, item.kicker)),
    ]


def _told(refined: Extract, article: Article) -> list[str]:
    """Everything that an article says or accounts for."""
    dates = [printed.text for printed in (refined.published, refined.captured, refined.updated) if printed]
    names = [*refined.authors, *refined.translators, *refined.contributors]
    alt = article.image.alt if article.image else ""
    cuts = [_words(cut.text) for cut in article.cuts]
    return [article.title, *_fields(article), alt, _words(article.body), *dates, *names, *cuts]


def _passages(html: str) -> list[str]:
    """The text of a clip as its text nodes stand there, in order."""
    body = tree.parse(html)
    for node in body.css(_HIDDEN):
        node.decompose()
    texts = (node.text() or "" for node in body.traverse(include_text=True) if node.tag == "-text")
    return [text for text in texts if text.strip()]
