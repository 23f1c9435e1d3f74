"""Pictures, films and frames of foreign HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder import pictures, tree, urls
from site_builder.model import Cut
from site_builder.normalise.blocks import Embed, Flow, Paragraph, Quote, Span, plain
from site_builder.normalise.embeds import embed_address, is_widget

if TYPE_CHECKING:
    from site_builder.normalise.reader import Reader, Style

_POST = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-post|bluesky-embed|mastodon-embed)(?:\s|$)"
)


def image(reader: Reader, node: tree.Node, flow: Flow, style: Style) -> None:
    """A picture in the line, an emoji as its words; pixels that count readers and pictures without address are cut."""
    found = pictures.of(node, reader.base_url)
    src = tree.attribute(node, "src")
    if pictures.is_pixel(node):
        reader.cuts.append(Cut("tracking-pixel", images=(found.src if found else src,)))
    elif found is None:
        reader.cuts.append(Cut("picture-without-address", tree.attribute(node, "alt"), images=(src[:80],)))
    elif pictures.is_tiny(node) and found.alt:
        reader.cuts.append(Cut("picture-as-word", images=(found.src,)))
        flow.line.append(Span(found.alt, style.marks, style.href))
    else:
        reader.seen_images.add(found.src)
        reader.last_image = pictures.name_of(found.src)
        flow.line.append(Span("", style.marks, style.href, image=found))


def unscripted(reader: Reader, node: tree.Node, flow: Flow, style: Style) -> None:
    """<noscript>: only pictures that the page with scripts does not show count."""
    for picture in node.css("img"):
        found = pictures.of(picture, reader.base_url)
        if found is None or found.src in reader.seen_images:
            continue
        if pictures.name_of(found.src) == reader.last_image:
            reader.cuts.append(Cut("picture-twice", images=(found.src,)))
        else:
            image(reader, picture, flow, style)
    if not node.css_first("img"):
        reader.drop(node, "noscript")


def post(reader: Reader, node: tree.Node, flow: Flow, style: Style) -> bool:
    """A post of a social network: its words as a quotation, who wrote it and when as a card that leads there; whether
    the quotation is one."""
    if not _POST.search(tree.attribute(node, "class")):
        return False
    named = tree.attribute(node, "cite") or tree.attribute(node, "data-instgrm-permalink")
    links = [tree.attribute(anchor, "href") for anchor in node.css("a[href]")]
    address = named or next(reversed(links), "")
    target = urls.untracked(urls.absolute(address, reader.base_url)) if address else ""
    if not target:
        return False
    reader.flush(flow)
    blocks = reader.blocks(node, style)
    last = blocks[-1] if blocks else None
    title = ""
    if isinstance(last, Paragraph) and {urls.match_key(s.href) for s in last.spans if s.href} == {
        urls.match_key(target)
    }:
        title, blocks = plain(last.spans), blocks[:-1]
    flow.blocks += [Quote(tuple(blocks))] if blocks else []
    flow.blocks.append(Embed(target, " ".join(title.split())))
    return True


def _fallback(reader: Reader, node: tree.Node, flow: Flow) -> None:
    """What stands inside for browsers that know no films; where that is a passage, a closing tag is missing."""
    if node.tag != "iframe" and node.css_first("p, img"):
        flow.blocks += reader.blocks(node)
    elif node.tag != "iframe":
        reader.drop(node, f"element:{node.tag}")


def embed(reader: Reader, node: tree.Node, flow: Flow) -> None:
    """A card with a link to what is shown in the frame."""
    reader.flush(flow)
    _fallback(reader, node, flow)
    target = embed_address(node, reader.base_url)
    if not target or is_widget(target):
        source = tree.attribute(node, "src") or tree.attribute(node, "data-src")
        if source:
            reader.cuts.append(Cut("frame", links=(source,)))
        return
    title = " ".join(tree.attribute(node, "title").split())
    flow.blocks.append(Embed(target, title))
