"""What became of a clip: how much went in and came out, what was cut by which rule, and what is lost unexplained."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from site_builder import pictures, tree, urls
from site_builder.model import Account, Article, Counts, Cut, Extract, Trim
from site_builder.normalise.markdown import measured
from site_builder.text import clean

MANY = 40  # characters: a label or two is no loss worth a word
SHARE = 0.005

_NOT_WORDS = re.compile(r"[\W_]+")
_TARGET = r"\((?:<[^>\n]*>|[^()\s]*(?:\\?\([^()\s]*\)[^()\s]*)*)(?:\s+\"((?:[^\"\\]|\\.)*)\")?\)"
_PICTURE = re.compile(rf"!\[((?:[^\[\]\\]|\\.)*)\]{_TARGET}", re.DOTALL)
_LINKED = re.compile(rf"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]{_TARGET}", re.DOTALL)
_MARKS = re.compile(r"!\[|[\[\]*_`>#|\\]")
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\(")
_ADDRESS = re.compile(
    r"\]\(<([^>\n]*)>|\]\(([^()\s]*(?:\\?\([^()\s]*\)[^()\s]*)*)|<(https?://[^>\s]*)>|(https?://[^\s<>()\"]+)"
)
# What no reader of the page sees, and what stands in a frame only for browsers that know none.
_HIDDEN = "script, style, template, noscript, svg, head, button, select, textarea, iframe, [hidden]"
_HIDDEN += ', [style*="display:none"], [style*="display: none"]'


@dataclass(frozen=True, slots=True)
class Loss:
    """The account of one import: counts of the clip and of the article, the cuts, and what nobody explains:
    passages of text, addresses of links, addresses of pictures."""

    before: Counts
    after: Counts
    cuts: tuple[Cut, ...]
    unexplained: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def unexplained_characters(self) -> int:
        return sum(len(_dense(passage)) for passage in self.unexplained)

    @property
    def addresses(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return ("link", self.links), ("picture", self.images)

    @property
    def account(self) -> Account:
        """The same in numbers, as an import records it."""
        return Account(self.before, self.after, Trim.of(self.cuts), self.unexplained_characters)

    @property
    def is_large(self) -> bool:
        """More lost than a stray label: worth a look before the clip is thrown away."""
        is_text = self.unexplained_characters > max(MANY, SHARE * self.before.characters)
        return is_text or bool(self.links or self.images)


def account(extract: Extract, refined: Extract, article: Article) -> Loss:
    """Compare what a reader found with the article made of it; `refined` is the same after the publisher's rules."""
    after = counted(article)
    if not extract.html:
        return Loss(counted(replace(article, body=clean(extract.markdown))), after, article.cuts)
    kept = _dense("\n".join(_told(refined, article)))
    lost = tuple(text for text in _passages(_visible(extract.html)) if _dense(text) not in kept)
    links, images = _addresses(_visible(extract.html), article)
    return Loss(measured(extract.html), after, article.cuts, lost, links, images)


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
        characters=len("".join(plain(markdown).split())),
        paragraphs=sum(block.lstrip()[:1] not in tuple("#!|`") for block in blocks),
        links=len(_LINK.findall(markdown)),
        images=len(_IMAGE.findall(markdown)),
        captions=sum('"' in block or "\n" in block.strip() for block in pictures),
        tables=len(re.findall(r"^\|(?:\s*:?-+:?\s*\|)+\s*$", markdown, re.MULTILINE)),
    )


def plain(markdown: str) -> str:
    """The words of Markdown, without marks and addresses."""
    return _MARKS.sub("", _words(markdown))


def _words(markdown: str) -> str:
    """Markdown without the addresses of its links and pictures; their titles stay, as captions may stand there."""
    for pattern in (_PICTURE, _LINKED):
        markdown = pattern.sub(lambda found: f"{found[1]} {found[2] or ''}", markdown)
    return html.unescape(markdown)


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


def _dense(text: str) -> str:
    """Letters and digits alone; raised and lowered digits, which stand for <sup> and <sub>, as plain ones."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", clean(text)))


def _visible(source: str) -> tree.Node:
    body = tree.parse(source)
    for node in body.css(_HIDDEN):
        node.decompose()
    return body


def _passages(body: tree.Node) -> list[str]:
    """The text of a clip as its text nodes stand there, in order."""
    texts = (node.text() or "" for node in body.traverse(include_text=True) if node.tag == "-text")
    return [text for text in texts if text.strip()]


def _addresses(body: tree.Node, article: Article) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where links and pictures of a clip lead that are neither in the article nor in any cut."""
    kept = {urls.match_key(url) for url in _kept(article)}
    links = {
        url: None
        for node in body.css("a[href]")
        if (node.css_first("img") or (node.text() or "").strip())
        and (url := urls.absolute(tree.attribute(node, "href"), article.url))
        and urls.match_key(url) not in kept
    }
    pictures = {
        forms[0]: None
        for node in body.css("img")
        if (forms := _forms(node, article.url)) and not {urls.match_key(form) for form in forms} & kept
    }
    return tuple(links), tuple(pictures)


def _kept(article: Article) -> Iterator[str]:
    """Every address that an article holds, and every one that a cut names."""
    for groups in _ADDRESS.findall(article.body):
        yield "".join(groups).replace("\\", "").replace("&amp;", "&")
    yield from (item.url for item in article.related)
    yield from filter(None, (article.url, article.original.url if article.original else ""))
    yield from (article.image.src,) if article.image else ()
    for cut in article.cuts:
        yield from cut.links
        yield from cut.images


def _forms(node: tree.Node, base: str) -> list[str]:
    """The addresses of one picture: plain, larger, and what a script would put in their place; it is kept by any."""
    names = sorted(name for name in node.attributes if "src" in name or name == "data-original")
    values = (tree.attribute(node, name) for name in sorted(names, key="src".__ne__))
    parts = (part.split()[0] for value in values if value[:5] != "data:" for part in value.split(",") if part.split())
    shown = pictures.of(node, base)
    return [url for part in parts if (url := urls.absolute(part, base))] + ([shown.src] if shown else [])
