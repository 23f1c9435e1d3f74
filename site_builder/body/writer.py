"""Tokens to HTML of our own making, collecting links, headings, pictures and plain text on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape

from markdown_it.token import Token

from site_builder import urls
from site_builder.body.figures import figure_of, img, is_card, picture
from site_builder.body.languages import foreign_language
from site_builder.body.spans import Inline
from site_builder.cjk import CJK, is_cjk
from site_builder.model import LINK_SLOT, Body, Heading, Image, Link
from site_builder.text import outline

_SIMPLE = {
    "blockquote_open": "<blockquote>\n", "blockquote_close": "</blockquote>\n",
    "bullet_list_open": "<ul>\n", "bullet_list_close": "</ul>\n", "ordered_list_close": "</ol>\n",
    "list_item_open": "<li>", "list_item_close": "</li>\n",
    "table_open": '<div class="table"><table>\n', "table_close": "</table></div>\n",
    "thead_open": "<thead>\n", "thead_close": "</thead>\n", "tbody_open": "<tbody>\n", "tbody_close": "</tbody>\n",
    "tr_open": "<tr>", "tr_close": "</tr>\n", "th_close": "</th>", "td_close": "</td>", "hr": "<hr>\n",
}  # fmt: skip
_INLINE = {
    "strong_open": "<strong>", "strong_close": "</strong>", "em_open": "<em>", "em_close": "</em>",
    "s_open": "<s>", "s_close": "</s>", "hardbreak": "<br>\n",
}  # fmt: skip
_SOFT_BREAK = re.compile(f"(?<=[{CJK}]) *\n *(?=[{CJK}])")
_WEB = re.compile(r"https?://[\w.\-]+(?:[/?#]\S*)?")
_ANCHOR = re.compile(r"[^\w]+")
_MAX_ANCHOR = 40


@dataclass(slots=True)
class Written:
    """One line of inline tokens: HTML, its plain words, the pictures in it."""

    html: str
    text: str


@dataclass(slots=True)
class Writer:
    """Collects one article's body. `base_url` resolves relative links, `language` tells what is foreign."""

    base_url: str = ""
    language: str = ""
    html: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    headings: list[tuple[int, int, str, str]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    definitions: dict[str, Sequence[Token]] = field(default_factory=dict)
    paragraph: int = 0

    def body(self) -> Body:
        """What was collected; footnotes go to the end, headings are settled only now that all levels are known."""
        self.footnotes()
        levels = outline(level for _, level, _, _ in self.headings)
        headings = []
        for (place, _, text, anchor), level in zip(self.headings, levels, strict=True):
            self.html[place] = f'<h{level} id="{escape(anchor)}">{self.html[place]}</h{level}>\n'
            headings.append(Heading(level, text, anchor))
        text = "\n".join(self.lines)
        return Body("".join(self.html), text, tuple(self.links), tuple(headings), tuple(self.images))

    def plain(self, text: str) -> None:
        """A paragraph without any markup: soft breaks are all that can be in it."""
        self.paragraph += 1
        joined = soft(text)
        self.html.append(f"<p{self.lang(joined)}>{escape(joined)}</p>\n")
        self.lines.append(joined.replace("\n", " "))

    def block_of(self, words: str | Sequence[Inline]) -> None:
        """A paragraph as plain words or inline tokens."""
        if isinstance(words, str):
            self.plain(words)
        else:
            self.words(words, is_tight=False)

    def quotation(self, paragraphs: Sequence[str | Sequence[Inline]]) -> None:
        self.html.append(_SIMPLE["blockquote_open"])
        for words in paragraphs:
            self.block_of(words)
        self.html.append(_SIMPLE["blockquote_close"])

    def bullets(self, items: Sequence[Sequence[Inline]]) -> None:
        self.html.append(_SIMPLE["bullet_list_open"])
        for words in items:
            self.html.append(_SIMPLE["list_item_open"])
            self.words(words, is_tight=True)
            self.html.append(_SIMPLE["list_item_close"])
        self.html.append(_SIMPLE["bullet_list_close"])

    def tokens(self, tokens: Sequence[Token]) -> None:
        """Block tokens, in order."""
        place = 0
        while place < len(tokens):
            place = self.block(tokens, place)

    def define(self, tokens: Sequence[Token], place: int) -> int:
        """A footnote's blocks wait for the end of the text."""
        end = next(i for i in range(place, len(tokens)) if tokens[i].type == "footnote_close")
        self.definitions.setdefault(tokens[place].meta["label"], tokens[place + 1 : end])
        return end + 1

    def footnotes(self) -> None:
        """All footnotes in order of their marks; one that no mark names comes last, so that nothing is lost."""
        if not self.definitions:
            return
        self.html.append('<div class="footnotes">\n<ol>\n')
        number = 0
        while number < len(self.definitions):
            unused = (label for label in self.definitions if label not in self.notes)
            if number == len(self.notes):
                self.notes.append(next(unused))
            number += 1
            self.html.append(f'<li id="fn-{number}">')
            self.tokens(self.definitions[self.notes[number - 1]])
            self.html.append(f'<a href="#fnref-{number}">↩</a></li>\n')
        self.html.append("</ol>\n</div>\n")

    def block(self, tokens: Sequence[Token], place: int) -> int:
        """One block token and what belongs to it; the place behind it."""
        token = tokens[place]
        kind = token.type
        if kind in _SIMPLE:
            self.html.append(_SIMPLE[kind])
        elif kind == "paragraph_open":
            self.words(tokens[place + 1].children or [], token.hidden)
            return place + 3
        elif kind == "heading_open":
            self.heading(int(token.tag[1]), tokens[place + 1].children or [])
            return place + 3
        elif kind in {"th_open", "td_open"}:
            self.cell(token, tokens[place + 1].children or [])
            return place + 2
        elif kind == "fence":
            self.fence(token)
        elif kind == "footnote_open":
            return self.define(tokens, place)
        elif kind == "ordered_list_open":
            start = token.attrGet("start")
            self.html.append(f'<ol start="{int(start)}">\n' if start is not None else "<ol>\n")
        return place + 1

    def words(self, children: Sequence[Inline], is_tight: bool) -> None:
        """A paragraph, a figure if it is but a picture, a card if it is but an embedding link."""
        picture = figure_of(children)
        if picture is not None:
            self.figure(*picture)
            return
        self.paragraph += 1
        written = self.inline(children)
        if is_tight:
            self.html.append(written.html)
        elif is_card(children):
            self.html.append(f'<p class="embed">{written.html}</p>\n')
        else:
            self.html.append(f"<p{self.lang(written.text)}>{written.html}</p>\n")
        self.lines.append(written.text)

    def heading(self, level: int, children: Sequence[Inline]) -> None:
        written = self.inline(children)
        text = written.text.strip()
        self.headings.append((len(self.html), level, text, self.anchor(text)))
        self.html.append(written.html)
        self.lines.append(text)

    def anchor(self, text: str) -> str:
        """An id from the heading's own words, unlike any other."""
        name = "h-" + (
            _ANCHOR.sub("-", text.lower()).strip("-")[:_MAX_ANCHOR].strip("-") or str(len(self.headings) + 1)
        )
        unique, number = name, self.anchors.get(name, 1)
        while unique in self.anchors:
            number += 1
            unique = f"{name}-{number}"
        self.anchors[name] = number  # where to look next time: ten thousand equal headings are no work
        self.anchors.setdefault(unique, 1)
        return unique

    def cell(self, token: Token, children: Sequence[Inline]) -> None:
        style = str(token.attrGet("style") or "")
        side = style.removeprefix("text-align:")
        written = self.inline(children)
        self.html.append(f'<{token.tag} class="{side}">' if side in {"left", "right", "center"} else f"<{token.tag}>")
        self.html.append(written.html)
        if written.text:
            self.lines.append(written.text)

    def fence(self, token: Token) -> None:
        name = token.info.strip().split(" ")[0]
        css = f' class="language-{escape(name)}"' if re.fullmatch(r"[\w+#-]{1,20}", name) else ""
        self.html.append(f"<pre><code{css}>{escape(token.content)}</code></pre>\n")
        self.lines += [line for line in token.content.split("\n") if line.strip()]

    def figure(self, image: Inline, href: str, caption: Sequence[Inline]) -> None:
        """<figure> with the caption and credit of the title, or with the emphasised line below the picture."""
        found = picture(image)
        shown = img(found)
        if href:
            shown = self.link(href, found.alt or found.caption) + shown + "</a>"
        below = self.inline(caption) if caption else Written(escape(found.caption), found.caption)
        self.images.append(found if below.text == found.caption else replace(found, caption=below.text))
        credit = f'<span class="credit">{escape(found.credit)}</span>' if found.credit else ""
        said = " ".join(filter(None, (below.html, credit)))
        self.html.append(
            f"<figure>{shown}<figcaption>{said}</figcaption></figure>\n" if said else f"<figure>{shown}</figure>\n"
        )
        line = " ".join(filter(None, (below.text, found.credit)))
        if line:
            self.lines.append(line)

    def link(self, href: str, text: str) -> str:
        """The opening tag of a link: a slot for the page to fill, or the tag itself where it leads to no other page."""
        if href.startswith(("#", "mailto:")):
            return f'<a href="{escape(href)}">'
        url = href if _WEB.fullmatch(href) else urls.absolute(href, self.base_url) or href
        self.links.append(Link(url, text, self.paragraph))
        return LINK_SLOT.format(len(self.links) - 1)

    def inline(self, children: Sequence[Inline]) -> Written:
        html: list[str] = []
        words: list[str] = []
        for place, token in enumerate(children):
            kind = token.type
            if kind == "text":
                html.append(escape(token.content))
                words.append(token.content)
            elif kind in _INLINE:
                html.append(_INLINE[kind])
                words.append(" " if kind == "hardbreak" else "")
            elif kind == "softbreak":
                gap = "" if _joins(words, children, place) else "\n"
                html.append(gap)
                words.append(gap and " ")
            elif kind == "code_inline":
                html.append(f"<code>{escape(token.content)}</code>")
                words.append(token.content)
            elif kind == "link_open":
                html.append(self.link(str(token.attrGet("href") or ""), _link_text(children, place)))
            elif kind == "link_close":
                html.append("</a>")
            elif kind == "image":
                found = picture(token)
                self.images.append(found)
                html.append(img(found))
                words.append(found.alt)
            elif kind == "footnote_mark":
                html.append(self.mark(token.meta["label"]))
        return Written("".join(html), "".join(words))

    def mark(self, label: str) -> str:
        """The raised number of a footnote, in order of first use; only the first mark can be jumped back to."""
        is_first = label not in self.notes
        if is_first:
            self.notes.append(label)
        number = self.notes.index(label) + 1
        anchor = f' id="fnref-{number}"' if is_first else ""
        return f'<sup><a href="#fn-{number}"{anchor}>{number}</a></sup>'

    def lang(self, text: str) -> str:
        found = foreign_language(text, self.language)
        return f' lang="{found}"' if found else ""


def soft(text: str) -> str:
    """Soft line breaks between CJK characters join without a blank."""
    return _SOFT_BREAK.sub("", text) if "\n" in text else text


def _joins(words: list[str], children: Sequence[Inline], place: int) -> bool:
    before = next((word[-1] for word in reversed(words) if word), "")
    after = next((children[n].content[0] for n in range(place + 1, len(children)) if children[n].content), "")
    return is_cjk(before) and is_cjk(after)


def _link_text(children: Sequence[Inline], place: int) -> str:
    parts: list[str] = []
    for number in range(place + 1, len(children)):  # a slice would copy the rest of the line for each link
        token = children[number]
        if token.type == "link_close":
            break
        parts.append(" " if token.type in {"softbreak", "hardbreak"} else token.content)
    return "".join(parts)
