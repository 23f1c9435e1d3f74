"""BBC 中文 (bbc.com/zhongwen): <main role="main"> under grid boxes with generated class names.

The time is in the attribute, its words are relative. Byline: ul[role=list] of name and duty. Figures are boxes:
picture, p[role=text] with the hidden label 图像来源， and the credit, the caption in a further <p>. Lists of links are
related reading.
"""

import re

from site_builder import tree
from site_builder.languages import plain
from site_builder.model import Printed
from site_builder.outlets.datelines import datelines
from site_builder.outlets.draft import Draft
from site_builder.outlets.names import names
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import links_behind, related_after_heading, related_lists
from site_builder.outlets.steps import drop, drop_lines, read_attribute, repeated_title, standfirst

_DUTY = re.compile(
    r"BBC|记者|Role|编辑|主编|特约|发自|撰稿|通讯员|主播|分析员|correspondent|reporter|editor",
    re.I,
)
_LABEL = re.compile(r"图[像片](?:来源|加注文字|说明)\s*[，,:：]?|(?:Author|Role|Image source|Image caption)\s*[,，]")
_TOPICS = re.compile(r"相关(?:话题|主题内容)|Topics")
_PLACE = re.compile(r"(?:Reporting from|发自)\b")


def labels(draft: Draft) -> None:
    """Words for screen readers only: 图像来源， 图像加注文字， Author, Role,"""
    spans = [span for span in draft.root.css("span") if _LABEL.fullmatch(plain((span.text() or "").strip()))]
    draft.cut("label", spans)


def updated(draft: Draft) -> None:
    """A second <time> behind 更新 or Updated."""
    for line in draft.lines()[:12]:
        inner = [time for node in line.nodes if node.tag != "-text" for time in node.css("time[datetime]")]
        if inner and re.match(r"(?:最[后近])?更新|updated", line.plain, re.I):
            draft.fill("updated", Printed(tree.attribute(inner[0], "datetime"), "time[datetime]"))
            draft.cut("field:updated", line.nodes)
            return


def byline(draft: Draft) -> None:
    """The list of name and duty above the text: what names no duty is a person."""
    for node in draft.root.css("ul[role=list]"):
        if node.css_first("a") is not None or len(node.css("li")) > 6:
            continue
        items = [item for item in node.css("li") if not _PLACE.match(plain((item.text() or "").strip()))]
        texts = [n.text_content or "" for li in items for n in li.traverse(include_text=True) if n.tag == "-text"]
        draft.add("authors", (name for text in texts if not _DUTY.search(plain(text)) for name in names(text)))
        draft.cut("field:authors", [node])
        return


def figures(draft: Draft) -> None:
    """Credit and caption get classes that the converter knows."""
    for credit in draft.root.css("p[role=text]"):
        texts = [child for child in tree.children(credit) if child.tag == "-text"]
        draft.cut("label", [text for text in texts if _LABEL.fullmatch(plain((text.text_content or "").strip()))])
        credit.attrs["class"] = "photo-credit"
        for up in list(tree.ancestors(credit))[:3]:
            captions = [p for p in up.css("p") if not p.attributes.get("role")]
            if len(captions) == 1 and len(up.css("img")) <= 2:  # the same picture once more for pages without scripts
                captions[0].attrs["class"] = "image-caption"
            if captions:
                break


def topics(draft: Draft) -> None:
    """相关话题 and the links below it are the publisher's tags."""
    found = draft.lines()
    for place, line in enumerate(found):
        behind = links_behind(found[place + 1 :]) if _TOPICS.fullmatch(line.plain) else []
        if behind:
            draft.fill("tags", tuple(entry.text for entry in behind), replacing=True)
            draft.cut("field:tags", [node for entry in (line, *behind) for node in entry.nodes], together=True)
            return


OUTLET = Outlet(
    "bbc",
    (
        drop("advertisement", "[data-e2e=advertisement], [data-testid=advertisement], #disclaimer"),
        drop("share", "[data-e2e=share], [aria-labelledby=share]"),
        drop("label", "#article-byline, [id=article-byline]"),
        updated,
        read_attribute("published", "time[datetime]", "datetime"),
        datelines(),
        repeated_title(),
        labels,
        byline,
        figures,
        topics,
        related_lists(),
        standfirst(),
        related_after_heading(),
        drop_lines(
            "navigation",
            r"(?:Skip .+ and continue reading|End of .+|跳过 ?.{1,20}(?:继续阅读|帖子|内容)?|结尾 .{1,12}|.{1,12} 结尾"
            r"|图像来源，?)",
        ),
    ),
)
