"""One article's Markdown as safe HTML with everything a page needs to know about it.

Conventions on top of CommonMark, tables and strikethrough:

- a paragraph that is only a picture is a figure; the picture's title is `caption — credit`, parted at the last ` — `;
  an emphasised line right below the picture is its caption with links and all;
- a paragraph that is only a link titled "embed" is a card for a film or post shown elsewhere;
- `[^1]` and `[^1]: words` are footnotes;
- emphasis works beside Chinese punctuation, and a line break between Chinese characters is no blank.
"""

from __future__ import annotations

from dataclasses import replace

from site_builder.body.net import safe
from site_builder.body.parser import parser
from site_builder.body.quick import parts
from site_builder.body.spans import Bullets, Quote, Title
from site_builder.body.writer import Writer
from site_builder.model import Article, Body
from site_builder.text import clean

__all__ = ["render"]

MAX_BRACKETS = 20_000  # of a text with links; each costs the parser up to a hundred steps, so in more they are text


def render(article: Article) -> Body:
    """HTML with slots for links, plain text, links, headings, pictures. Never raises, never lets HTML through."""
    writer = Writer(article.url, article.language)
    text = clean(article.body)
    for part in parts(text, parser(has_links=text.count("[") <= MAX_BRACKETS)):
        if isinstance(part, (str, list)):
            writer.block_of(part)
        elif isinstance(part, Title):
            writer.heading(part.level, part.words)
        elif isinstance(part, Quote):
            writer.quotation(part.parts)
        elif isinstance(part, Bullets):
            writer.bullets(part.items)
        else:
            writer.tokens(part)
    body = writer.body()
    html = safe(body.html)
    return body if html == body.html else replace(body, html=html)
