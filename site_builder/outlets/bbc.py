"""BBC 中文 (bbc.com/zhongwen): <main role="main"> under grid boxes with generated class names.

The time is in the attribute, its words are relative. Byline: ul[role=list] of name and duty. Figures are boxes:
picture, p[role=text] with the hidden label 图像来源， and the credit, the caption in a further <p>. Lists of links are
related reading.
"""

from site_builder import tree
from site_builder.outlets.draft import Draft
from site_builder.outlets.lead import lead_image
from site_builder.outlets.names import names
from site_builder.outlets.outlet import Outlet
from site_builder.outlets.related import related_after_heading, related_lists
from site_builder.outlets.steps import drop, drop_lines, read_attribute, repeated_title, standfirst, title_without

_DUTY = ("BBC", "记者", "記者", "Role", "编辑", "編輯", "特约", "特約", "发自", "發自")


def byline(draft: Draft) -> None:
    """The list of name and duty above the text: the items that name no duty are persons."""
    for node in draft.root.css("ul[role=list]"):
        entries = [" ".join((li.text(separator=" ") or "").split()) for li in node.css("li")]
        if node.css_first("a") is not None or not entries or len(entries) > 6:
            continue
        plain = [entry.removeprefix("Author,").strip() for entry in entries]
        draft.add("authors", (n for entry in plain if not any(d in entry for d in _DUTY) for n in names(entry)))
        draft.cut("field:authors", [node])
        return


def figures(draft: Draft) -> None:
    """Credit and caption get classes that the converter knows; the hidden label goes."""
    for credit in draft.root.css("p[role=text]"):
        language = credit.css_first("span[lang]")
        if language is None:
            continue
        for child in list(tree.children(credit)):
            if child.mem_id != language.mem_id:
                child.decompose()
        credit.attrs["class"] = "photo-credit"
        for up in list(tree.ancestors(credit))[:3]:
            captions = [p for p in up.css("p") if not p.attributes.get("role")]
            if captions:
                captions[0].attrs["class"] = "image-caption" if len(captions) == 1 else ""
                break


OUTLET = Outlet(
    "bbc",
    (
        title_without(r"\s*[-–—]\s*BBC (?:News )?(?:中文|英伦网|中文网)"),
        drop("advertisement", "[data-e2e=advertisement], [data-testid=advertisement], #disclaimer"),
        drop("share", "[data-e2e=share], [aria-labelledby=share]"),
        read_attribute("published", "time[datetime]", "datetime"),
        repeated_title(),
        byline,
        figures,
        related_lists(),
        lead_image(),
        standfirst(),
        related_after_heading(),
        drop_lines(
            "navigation", r"(?:Skip .+ and continue reading|End of .+|跳过 ?.+ ?继续阅读|.{1,12} 结尾|图像来源，?)"
        ),
    ),
)
