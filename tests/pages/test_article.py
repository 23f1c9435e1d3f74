"""An article's page by its rights, its links, and what hostile clips put into it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from site_builder.model import (
    LINK_SLOT,
    Account,
    Body,
    Citation,
    Counts,
    Cut,
    Difference,
    Event,
    Image,
    Library,
    Link,
    ListedItem,
    Moment,
    Original,
    Reason,
    Related,
    Rights,
    Term,
    Trim,
    Version,
    Wanted,
)
from tests.pages.made import CONFIG, articles, library, rendered, with_rights

SECRET = "这一句只在正文里"
TWO = articles("2023-11-14T10:34+01:00 harbour 灯塔重新点亮\n2023-11-15 paper 第二天的报道")
BODY = Body(
    html=f"<p>{SECRET}，见{LINK_SLOT.format(0)}昨天的报道</a>和{LINK_SLOT.format(1)}一份公报</a>，"
    f"{LINK_SLOT.format(2)}写信</a>，{LINK_SLOT.format(3)}别点</a>。</p>",
    text=f"{SECRET}，见昨天的报道和一份公报，写信，别点。",
    links=(
        Link(TWO[0].url, "昨天的报道", 1),
        Link("https://gov.example/communique", "一份公报", 1),
        Link("mailto:desk@paper.example", "写信", 1),
        Link("javascript:alert(1)", "别点", 1),
    ),
)


def linked(rights: Rights) -> Library:
    second = replace(TWO[1], rights=rights, summary="编者的摘要。", image=Image("https://paper.example/p.jpg", "码头"))
    return library(
        (TWO[0], second),
        bodies={TWO[0].id: Body("<p>短。</p>", "短。"), second.id: BODY},
        citations={
            second.id: (
                Citation(TWO[0].url, "昨天的报道", 1, target=TWO[0].id),
                Citation("https://gov.example/communique", "一份公报", 1, is_wanted=True),
            )
        },
        cited_by={TWO[0].id: (second.id,)},
        wanted=(Wanted("https://gov.example/communique", "", "", ((second.id, Reason("cited-by", ("1",))),)),),
    )


def page_of(made: Library, number: int = 1) -> str:
    return rendered(made)[f"{made.articles[number].permalink}index.html"]


def test_links_in_the_text() -> None:
    """Into the dossier where the target is collected, outward where not, by mail, and nowhere else."""
    html = page_of(linked("full"))
    tags = re.findall(r"<a [^>]*>|<a>", html[html.index(SECRET) : html.index("别点")])
    assert tags == [
        '<a class="in" id="b0" href="../../articles/2023-11-14-harbour-a0/index.html" data-n="1">',
        '<a id="b1" href="https://gov.example/communique" rel="external noopener nofollow" data-n="2">',
        '<a id="b2" href="mailto:desk@paper.example" rel="external noopener nofollow">',
        "<a>",
    ]
    assert "javascript:" not in html


def test_what_is_cited_leads_back_and_to_the_origin() -> None:
    html = page_of(linked("full"))
    entries = re.findall(r'<li id="r\d">(.*?)</li>', html, re.S)
    assert [re.sub(r"<[^>]+>", "", entry) for entry in entries] == [
        "灯塔重新点亮 本卷已收 harbour.example ↩回到引文1",
        "一份公报 待收 gov.example ↩回到引文2",
    ]
    assert 'href="#b0"' in entries[0]
    assert f'href="{TWO[0].url}"' in entries[0]


def test_who_cites_this() -> None:
    html = page_of(linked("full"), 0)
    assert "被哪些文章引用" in html
    assert "第二天的报道" in html[html.index("被哪些文章引用") :]


@pytest.mark.parametrize(
    ("rights", "text", "summary", "picture", "notice"),
    [
        ("full", True, True, True, ""),
        ("excerpt", False, True, False, "仅登摘要"),
        ("link", False, False, False, "仅登链接"),
    ],
)
def test_rights(rights: Rights, text: bool, summary: bool, picture: bool, notice: str) -> None:
    """Nothing of a text that may not be shown is on any page, not even the words of its links."""
    every = "".join(rendered(linked(rights)).values())
    html = page_of(linked(rights))
    assert (SECRET in every) is text
    assert ("一份公报" in every) is text
    assert ("编者的摘要。" in every) is summary
    assert ("p.jpg" in every) is picture
    assert notice in html
    assert "gov.example/communique" in html


def test_every_field_of_the_provenance_box_is_there_or_unknown() -> None:
    html = page_of(linked("excerpt"))
    box = html[html.index('<dl class="kv">') : html.index("</dl>", html.index('<dl class="kv">'))]
    rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", box, re.S)
    assert [(label, re.sub(r"<[^>]+>", "", value)) for label, value in rows] == [
        ("来源", "paper"),
        ("作者", "未知"),
        ("发布", "2023年11月15日"),
        ("收录", "未知"),
        ("原始网址", "paper.example/1"),
        ("存档", "未知"),
        ("剪报", "1.mdSHA-256 0000000000000000"),
        ("登载", "仅摘要"),
    ]


def test_published_and_captured_are_told_apart_and_assumed_zones_said() -> None:
    article = replace(
        TWO[0],
        published=Moment("2023-11-14T10:34+08:00", is_zone_assumed=True),
        captured=Moment("2023-11-14T09:45:01Z"),
        versions=(Version("old.md", Moment("2023-11-13T09:00Z"), "f" * 64),),
        original=Original("https://harbour.example/en", "en"),
    )
    html = page_of(library((article,)), 0)
    plain = re.sub(r"<[^>]+>", "", html)
    assert "2023年11月14日 10:34 UTC+8，时区按来源推定" in plain
    assert "2023年11月14日 09:45 UTC" in plain
    assert "old.md" in plain
    assert "看原文版本" not in plain, "the text is here: nothing needs an excuse"
    assert "harbour.example/en" in plain


CUTS = (
    Cut("share", "分享 到 微信"),
    Cut("share", "分享"),
    Cut("element:button", SECRET),
    Cut("own-rule", SECRET),
    Cut("field:tags", SECRET),
)


@pytest.mark.parametrize("rights", ["full", "excerpt", "link"])
def test_what_reading_left_out_is_counted_and_never_told(rights: Rights) -> None:
    second = replace(TWO[1], rights=rights, cuts=CUTS)
    html = page_of(library((TWO[0], second), bodies={}))
    rules = re.findall(r"<li>(.*?)</li>", html[html.index("<dt>整理</dt>") : html.index("</dl>")])
    assert rules == ["网页控件：1处、8字", "其他：1处、8字", "分享栏：2处、7字", "移入书目栏1处"]
    assert "<summary>略去23字</summary>" in html
    assert SECRET not in html


@pytest.mark.parametrize("rights", ["full", "excerpt", "link"])
def test_the_account_of_an_import_is_told_wherever_its_clip_lies(rights: Rights) -> None:
    record = Account(Counts(characters=943, links=7), Counts(characters=920, links=3), (Trim("share", 1, 3, 4),), 20)
    html = page_of(library((TWO[0], replace(TWO[1], rights=rights, losses=record)), bodies={}))
    lines = re.findall(r"<li>(.*?)</li>", html[html.index("<dt>整理</dt>") : html.index("</dl>")])
    assert lines == ["剪报有943字、7个链接", "导入后有920字、3个链接", "分享栏：1处、3字、4个链接", "去向不明20字"]


def test_nothing_cut_needs_no_word() -> None:
    assert "整理" not in page_of(linked("full"))
    moved = replace(TWO[1], cuts=(Cut("field:tags", "码头"),))
    assert "<dt>整理</dt><dd>移入书目栏1处</dd>" in page_of(library((TWO[0], moved)))


CHANGED = Difference(1, 0, 2, "旧题", (("票价两元<b>", "票价三元"), ("", "天气晴")))


@pytest.mark.parametrize(("rights", "is_told"), [("full", True), ("excerpt", False), ("link", False)])
def test_what_changed_between_versions(rights: Rights, is_told: bool) -> None:
    """How much, for every article; the words only where the text is."""
    old = Version("old.txt", Moment("2023-11-13T09:00Z"), "f" * 64, CHANGED)
    same = Version("same.txt", None, "e" * 64, Difference())
    unknown = Version("long.txt", None, "d" * 64)
    second = replace(TWO[1], rights=rights, versions=(old, same, unknown))
    html = page_of(library((TWO[0], second)))
    plain = re.sub(r"<[^>]+>", "|", html)
    assert "old.txt|||本页增1段、改2段；此版题为“旧题”" in plain
    assert "same.txt|||文字与本页相同" in plain
    assert ("<li><del>票价两元&lt;b&gt;</del><br><ins>票价三元</ins></li>" in html) is is_told
    assert ("<li><ins>天气晴</ins></li>" in html) is is_told
    assert ("天气晴" in html) is is_told


def test_related_articles_say_why_and_outward_ones_lead_outward() -> None:
    made = library(
        TWO,
        related={
            TWO[0].id: (
                Related(TWO[1].id, "topic", 0.4, (Reason("both-name", ("林一舟",)), Reason("days-apart", ("2",)))),
                Related("", "publisher", 0.2, (Reason("listed", ("港报",)),), url="https://x.example/z", title="别处"),
                Related("", "publisher", 0.1, (Reason("listed", ("港报",)),), url="data:text/html,x", title="坏的"),
            )
        },
    )
    html = page_of(made, 0)
    section = html[html.index('id="rel"') :]
    assert "两文都写到林一舟；相隔两天" in section
    assert 'href="https://x.example/z" rel="external noopener nofollow"' in section
    assert "坏的" in section
    assert "data:text/html" not in html


def test_the_same_event_side_by_side_marks_the_current_report() -> None:
    shelf = (replace(TWO[0], summary="一个角度。"), replace(TWO[1], published=Moment("2023-11-14T20:00Z")))
    terms = (Term("person", "林一舟", "lin", (TWO[0].id,)), Term("person", "周译", "zhou", (TWO[0].id, TWO[1].id)))
    made = library(shelf, events=(Event("relit", "灯塔重开", (TWO[0].id, TWO[1].id)),), terms=terms)
    html = page_of(made, 0)
    plain = re.sub(r"<[^>]+>", "\n", html[html.index('class="cmp"') :])
    words = [line.strip() for line in plain.splitlines() if line.strip()]
    assert words[1:12] == [
        "港报", "灯塔重新点亮", "本文", "发布（UTC+8）", "2023年11月14日 17:34", "摘要", "一个角度。",
        "只有此篇提到", "林一舟", "paper", "第二天的报道",
    ]  # fmt: skip


HOSTILE = '<script>alert("x")</script>&\'"'


def test_nothing_foreign_is_ever_markup() -> None:
    """Every field that a clip fills, full of markup: no page has a script, a handler or an attribute of it."""
    article = replace(
        TWO[0],
        title=HOSTILE,
        kicker=HOSTILE,
        summary=HOSTILE,
        authors=(HOSTILE,),
        translators=(HOSTILE,),
        note=HOSTILE,
        checked=HOSTILE,
        withdrawn=HOSTILE,
        origin=HOSTILE,
        url=f"https://harbour.example/{HOSTILE}",
        archived='javascript:alert("x")',
        image=Image(f"https://harbour.example/{HOSTILE}", HOSTILE, HOSTILE, HOSTILE),
        related=(ListedItem(HOSTILE, "javascript:1", HOSTILE),),
    )
    made = library(
        (article, TWO[1]),
        related={article.id: (Related("", "publisher", 1, (Reason("listed", (HOSTILE,)),), "javascript:1", HOSTILE),)},
        terms=tuple(Term(kind, HOSTILE, f"x{kind}", ("a0", "a1"), (HOSTILE,)) for kind in ("tag", "person")),
        events=(Event("e", HOSTILE, ("a0", "a1")),),
        wanted=(Wanted("javascript:alert(1)", HOSTILE, HOSTILE, (("a0", Reason("cited-by", ("1",))),)),),
    )
    for path, html in rendered(made).items():
        outside = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html, flags=re.S)
        assert re.findall(r"<script[^>]*>", outside) == re.findall(r'<script src="[^"]*" defer>', outside), path
        assert "alert(" not in re.sub(r"&[#\w]+;|alert\(&#34;x&#34;\)", "", outside) or "<script>alert" not in html, (
            path
        )
        assert 'href="javascript' not in html, path
        assert "<script>alert" not in html, path


def test_an_article_in_another_language_says_so_where_it_speaks() -> None:
    english = replace(TWO[0], title="Lights on", language="en", summary="编者用中文写的摘要。", kicker="World")
    html = page_of(library((english, TWO[1])), 0)
    assert '<h1 lang="en">Lights on</h1>' in html
    assert '<p class="kick" lang="en">World</p>' in html
    assert '<p class="stand">编者用中文写的摘要。</p>' in html
    assert '<span class="flag">英文</span>' in html


def test_an_unknown_title_is_its_address() -> None:
    made = library((with_rights(TWO[0], title="", url="https://harbour.example/%E7%81%AF/"),))
    assert ">harbour.example/灯</h1>" in page_of(made, 0)
    assert "标题未见" in page_of(made, 0)


def test_old_addresses_lead_to_the_article_and_never_replace_a_page() -> None:
    first = replace(TWO[0], aliases=("/2020/a.html", "old", "../../etc/passwd", "index.html", "timeline/"))
    second = replace(TWO[1], aliases=("old/",))
    pages = rendered(library((first, second)))
    assert 'content="0; url=../articles/2023-11-14-harbour-a0/index.html"' in pages["2020/a.html"]
    assert 'content="0; url=../articles/2023-11-14-harbour-a0/index.html"' in pages["old/index.html"]
    assert "etc/passwd/index.html" in pages
    assert 'data-kind="home"' in pages["index.html"]
    assert 'data-kind="timeline"' in pages["timeline/index.html"]


def test_pictures_only_as_configured() -> None:
    made = library((replace(TWO[0], image=Image("https://harbour.example/p.jpg", "码头", "说明", "摄影")),))
    path = f"{TWO[0].permalink}index.html"
    assert '<img src="https://harbour.example/p.jpg"' in rendered(made)[path]
    without = rendered(made, replace(CONFIG, images="none"))[path]
    assert "<img" not in without
    assert 'img-src &#39;self&#39; data:"' in without
