"""The publisher's own list of related reading: entries with kickers, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from site_builder import languages, tree, urls
from site_builder.model import ListedItem
from site_builder.outlets.draft import Draft
from site_builder.outlets.lines import Line
from site_builder.outlets.steps import Step

HEADS = (
    r"(?:同一主题|相关(?:文章|报[道导]|阅读|新闻|内容|链接|连结|专题)?|延伸(?:阅读|报[道导])|扩展阅读|往期(?:文章|回顾|精选)|"
    r"推荐(?:阅读|文章)?|更多(?:阅读|报[道导]|内容|相关.*)?|热门(?:文章|内容|新闻)?|您可能感兴趣.*|你可能也喜欢.*|猜你喜欢|"
    r"related(?: (?:articles?|stories|reading|posts|content|topics))?|read more|more on this story|see also|"
    r"more from .{2,30})\s*[:：]?"
)
_HEAD = re.compile(HEADS, re.I)
_LABEL = re.compile(r"(.{2,6}?)\s*[:：]")
_MAX_ITEMS = 30


def related_box(css: str) -> Step:
    """A box of teasers: in each, a link with the title, and before it the kicker."""

    def step(draft: Draft) -> None:
        boxes = draft.root.css(css)
        for box in boxes:
            draft.add("related", teasers(draft, box))
        draft.cut("field:related", boxes)

    return step


def related_lists(own_host: bool = True) -> Step:
    """Lists of which every item is only a link to the same site: related reading, not prose."""

    def step(draft: Draft) -> None:
        taken: list[tree.Node] = []
        for node in draft.root.css("ul, ol"):
            anchors = bare_links(node)
            if anchors and (not own_host or all(_is_own(draft, a) for a in anchors)):
                draft.add("related", draft.listed(anchors))
                taken.append(node)
        draft.cut("field:related", [*_heads_of(draft, taken), *taken])

    return step


def related_inline() -> Step:
    """A line such as 相关报道：… with nothing but a link to the same site behind the words."""

    def step(draft: Draft) -> None:
        taken: list[tree.Node] = []
        for line in draft.lines():
            label = _LABEL.match(line.plain)
            if not (label and _HEAD.fullmatch(label[1]) and line.anchors):
                continue
            linked = sum(len("".join((anchor.text() or "").split())) for anchor in line.anchors)
            rest = len("".join(line.text.split())) - linked
            if rest <= label.end() + 2 and all(_is_own(draft, anchor) for anchor in line.anchors):
                draft.add("related", _unlabelled(draft.listed(line.anchors)))
                taken += line.nodes
        draft.cut("field:related", taken)

    return step


def _unlabelled(items: list[ListedItem]) -> list[ListedItem]:
    """Without the label, where the link holds it too."""
    return [replace(item, title=re.sub(r"^.{2,6}?[:：]\s*", "", item.title) or item.title) for item in items]


def _heads_of(draft: Draft, lists: list[tree.Node]) -> list[tree.Node]:
    """The headings right above lists, such as 延伸阅读."""
    inside = {node.mem_id for node in lists}
    found = draft.lines() if lists else []
    starts = [i for i, line in enumerate(found) if any(up.mem_id in inside for up in _around(line))]
    heads = [found[i - 1] for i in starts if i and _HEAD.fullmatch(found[i - 1].plain)]
    return [node for line in heads for node in line.nodes]


def _around(line: Line) -> list[tree.Node]:
    return [line.block, *tree.ancestors(line.block)]


def related_after_heading(least: float = 0.4) -> Step:
    """A heading such as 相关阅读 with nothing but links behind it, last of all or in the later part of the article."""

    def step(draft: Draft) -> None:
        found = draft.lines()
        for place, line in enumerate(found):
            if not _HEAD.fullmatch(line.plain):
                continue
            behind = links_behind(found[place + 1 :])
            is_last = place + 1 + len(behind) == len(found)
            if behind and (is_last or place >= least * len(found)):
                items = draft.listed(a for entry in behind for a in entry.anchors[:1])
                draft.add("related", items)
                draft.cut("field:related", [node for entry in (line, *behind) for node in entry.nodes])
                draft.cut("frame-twice", _frames_of(draft, items))
                return

    return step


def teasers(draft: Draft, box: tree.Node) -> list[ListedItem]:
    """Entries of a box, in order; words between two links are the kicker of the second."""
    items: list[ListedItem] = []
    words: list[str] = []
    for node in box.traverse(include_text=True):
        if node.tag == "a" and tree.attribute(node, "href"):
            items += draft.listed([node], " ".join(words))
            words = []
        elif node.tag == "-text" and not any(up.tag == "a" for up in tree.ancestors(node)):
            text = " ".join((node.text_content or "").split())
            if text and not _HEAD.fullmatch(languages.plain(text)):
                words.append(text)
    return items[:_MAX_ITEMS]


def bare_links(node: tree.Node) -> list[tree.Node]:
    """The links of a list in which every item is one link and nothing else; [] if any item is more."""
    anchors = []
    for item in tree.children(node):
        if item.tag == "-text" and not (item.text_content or "").strip():
            continue
        links = item.css("a[href]") if item.tag == "li" else []
        words = "".join((item.text() or "").split()) if item.tag != "-text" else "x"
        if not words and not links:
            continue
        if len(links) != 1 or "".join((links[0].text() or "").split()) != words:
            return []
        anchors += links
    return anchors


def _is_own(draft: Draft, anchor: tree.Node) -> bool:
    target = urls.host(urls.absolute(tree.attribute(anchor, "href"), draft.url))
    return bool(target) and _site(target) == _site(urls.host(draft.url))


def _frames_of(draft: Draft, items: list[ListedItem]) -> list[tree.Node]:
    """Frames that show the pages listed."""
    listed = tuple(item.url.rstrip("/") + "/" for item in items)
    return [frame for frame in draft.root.css("iframe[src]") if tree.attribute(frame, "src").startswith(listed)]


def _site(host: str) -> str:
    """bbc.com of www.bbc.com: the last two labels, three where the last but one is short (co.uk, com.cn)."""
    labels = host.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else labels[-2:])


def links_behind(found: list[Line]) -> list[Line]:
    """The lines from here on that are nothing but a link, pictures between them passed over."""
    taken: list[Line] = []
    for line in found:
        linked = "".join("".join((a.text() or "").split()) for a in line.anchors)
        bare = re.sub(r"[\s·•\-–—*《》「」\d.、，]", "", line.text)
        if line.anchors and len(re.sub(r"[\s·•\-–—*《》「」\d.、，]", "", linked)) >= 0.8 * len(bare):
            taken.append(line)
        elif line.text:
            break
    return taken
