"""Foreign HTML in, Markdown of the normal form out; what is left out is a cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model import Counts
from site_builder.normalise.markdown import convert, measured

BASE = "https://news.example.org/cn/a/"


def markdown(html: str) -> str:
    return convert(html, BASE).markdown.rstrip("\n")


def rules(html: str) -> list[str]:
    return [cut.rule for cut in convert(html, BASE).cuts]


TEXT = {
    "line breaks of the source between Chinese characters leave no blank": (
        "<p>\n 他\n <strong>\n 说\n </strong>\n ，（\n <em>\n Nature\n </em>\n ）上有 GPT\n 模型。\n</p>",
        "他**说**，（*Nature*）上有 GPT 模型。",
    ),
    "no-break spaces and full-width blanks fold, paragraphs of them vanish": (
        "<p>　　甲&nbsp;&nbsp;乙</p><p>&nbsp;</p><p>&#8203;</p>",
        "甲 乙",
    ),
    "one <br> is a break, two are a paragraph": (
        "<p>甲<br>乙<br><br>丙</p>丁<br/><br/>戊",
        "甲\\\n乙\n\n丙\n\n丁\n\n戊",
    ),
    "text that looks like Markdown stays text": (
        "<p># 一</p><p>1. 二</p><p>- 三 *四* _五_ `六` [七](八) &lt;b&gt; &amp;amp; {{ 九 }} ~~十~~ a_b 3~5</p>",
        "\\# 一\n\n1\\. 二\n\n"
        r"\- 三 \*四\* \_五\_ \`六\` \[七](八) \<b> \&amp; {{ 九 }} \~\~十\~\~ a_b 3~5",
    ),
    "emphasis from elements and styles, blanks moved out": (
        '<p><b>粗 </b>体<span style="font-weight: 700">也粗</span><i>斜</i><s>删</s><code>a*b</code></p>',
        "**粗** 体**也粗***斜*~~删~~`a*b`".replace("***斜*", "**_斜_"),
    ),
    "raised and lowered digits, ruby": (
        "<p>CO<sub>2</sub> 10<sup>6</sup> 5<sup>th</sup> <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>",
        "CO₂ 10⁶ 5th 漢（かん）",
    ),
    "wrappers around wrappers mean nothing": (
        "<div><section><div><span><p>甲</p></span></div>乙</section></div>",
        "甲\n\n乙",
    ),
    "glued tags are mended": ('<divdata-x><asidedata-org-name=""data-org-type=""><p>甲</p></aside></div>', "甲"),
    "mail addresses hidden from robots": (
        '<p>写信 <a data-cfemail="422302206c2d3025">[email protected]</a></p>',
        "写信 a@b.org",
    ),
    "an embedded post is a quotation and a card": (
        '<blockquote class="twitter-tweet"><p lang="zh">井水是咸的 <a href="https://t.co/x">pic.twitter.com/x</a></p>'
        '&mdash; 某 (@a) <a href="https://twitter.com/a/status/1?ref_src=twsrc">May 21, 2020</a></blockquote>',
        "> 井水是咸的 [pic.twitter.com/x](https://t.co/x)\n\n"
        '[— 某 (@a) May 21, 2020](https://twitter.com/a/status/1 "embed")',
    ),
    "a post that names its address": (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/x/?utm_source=e">'
        "<div>井水</div></blockquote>",
        '> 井水\n\n[https://www.instagram.com/p/x/](https://www.instagram.com/p/x/ "embed")',
    ),
    "a quotation of that class without an address": (
        '<blockquote class="twitter-tweet"><p>井水</p></blockquote>',
        "> 井水",
    ),
    "mail addresses hidden in code": (
        '<pre><code>ssh <span data-cfemail="422302206c2d3025">[email protected]</span></code></pre>',
        "```\nssh a@b.org\n```",
    ),
    "quotation marks of code are kept": (
        '<pre><code class="language-py">if a:\n    b = "```"\n</code></pre>',
        '````py\nif a:\n    b = "```"\n````',
    ),
}

STRUCTURE = {
    "headings begin at two and do not jump": ("<h1>甲</h1><h4>乙</h4><h1>丙</h1>", "## 甲\n\n### 乙\n\n## 丙"),
    "a bold line between paragraphs is a heading": (
        "<p>开头一段。</p><p><strong>小标题</strong></p><p>第二段。</p><p><strong>整句加粗，但这是一句话。</strong></p><p>尾。</p>",
        "开头一段。\n\n## 小标题\n\n第二段。\n\n**整句加粗，但这是一句话。**\n\n尾。",
    ),
    "a bold first line above one break is a heading too": (
        "<p>开头。</p><p><b>小题</b><br>正文一段。</p><p>尾。</p>",
        "开头。\n\n## 小题\n\n正文一段。\n\n尾。",
    ),
    "nested lists": (
        "<ul><li>甲<ol><li>一</li><li>二<ul><li>深</li></ul></li></ol></li><li><p>乙</p><p>丙</p></li></ul>",
        "- 甲\n\n  1. 一\n  2. 二\n     - 深\n\n- 乙\n\n  丙",
    ),
    "a second list in a row does not run into the first": ("<ul><li>甲</li></ul><ul><li>乙</li></ul>", "- 甲\n\n+ 乙"),
    "quotes": ("<blockquote><p>甲</p><blockquote>乙</blockquote></blockquote>", "> 甲\n>\n> > 乙"),
    "definitions": ("<dl><dt>词</dt><dd>义</dd></dl>", "**词**\n\n义"),
    "rules, also those typed in asterisks, none at the ends": (
        "<hr><p>甲</p><p>* * *</p><hr><p>乙</p><hr>",
        "甲\n\n***\n\n乙",
    ),
    "tables": (
        "<table><tr><th>国</th><th>数</th></tr><tr><td>中|美</td><td><b>1</b></td></tr></table>",
        "| 国 | 数 |\n| --- | --- |\n| 中\\|美 | **1** |",
    ),
    "a cell over rows is repeated, one over columns followed by empty ones": (
        "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td colspan=2>乙</td></tr></table>",
        "|  |  |\n| --- | --- |\n| 甲 | 1 |\n| 甲 | 2 |\n| 乙 |  |",
    ),
    "lists in the cells of a table with a head are lines of them": (
        "<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙<br>丁</td><td><ul><li>一</li><li>二</li></ul></td></tr></table>",
        "| 甲 | 乙 |\n| --- | --- |\n| 丙 丁 | • 一 • 二 |",
    ),
    "the largest picture that is offered": (
        '<picture><source srcset="/d-800.webp 800w, /d-1600.webp 1600w"><img src="/d-400.jpg"></picture>',
        "![](https://news.example.org/d-1600.webp)",
    ),
    "a table of layout is what it holds": (
        "<table><tr><td><p>甲</p><p>乙</p></td><td><table><tr><td>丙</td></tr></table></td></tr></table>",
        "甲\n\n乙\n\n丙",
    ),
    "footnotes": (
        '<p>文<sup><a href="#fn1" id="r1">1</a></sup>。</p><ol><li id="fn1">注 <a href="#r1">↩</a></li></ol><p>尾</p>',
        "文[^1]。\n\n尾\n\n[^1]: 注",
    ),
}

LINKS = {
    "relative and protocol-relative addresses become absolute": (
        '<p><a href="/b?x=1#c">甲</a><a href="//e.org/d">乙</a><a href="../z">丙</a></p>',
        "[甲](https://news.example.org/b?x=1#c)[乙](https://e.org/d)[丙](https://news.example.org/cn/z)",
    ),
    "tracking parameters go": (
        '<p><a href="https://e.org/?utm_source=x&id=2&fbclid=y">甲</a></p>',
        "[甲](https://e.org/?id=2)",
    ),
    "links to nowhere are text": ('<p><a href="javascript:x()">甲</a><a href="#top">乙</a><a>丙</a></p>', "甲乙丙"),
    "a link around a heading": ('<a href="/b"><h2>题</h2></a><p>文</p>', "## [题](https://news.example.org/b)\n\n文"),
    "bold across a link": ('<p><b>甲<a href="/b">乙</a>丙</b></p>', "**甲[乙](https://news.example.org/b)丙**"),
    "brackets in an address": ('<p><a href="/b_(c)">甲</a></p>', "[甲](<https://news.example.org/b_(c)>)"),
}

PICTURES = {
    "figure, caption, credit": (
        '<figure><img src="/a.jpg" alt="替代"><figcaption>说明 <cite>摄影：某某</cite></figcaption></figure>',
        '![替代](https://news.example.org/a.jpg "说明 — 摄影：某某")',
    ),
    "small print below a picture": (
        '<p><img src="/a.jpg"><small>说明</small></p><div><img src="/b.jpg"></div><div><small>再说明</small></div>',
        '![](https://news.example.org/a.jpg "说明")\n\n![](https://news.example.org/b.jpg "再说明")',
    ),
    "captions named by their class": (
        '<div class="wp-caption"><img src="/a.jpg"><p class="wp-caption-text">说明</p></div>'
        '<div><img src="/b.jpg"><div class="photo-credit">某社</div>'
        '<div class="photo-caption"><p>再说明</p></div></div>',
        '![](https://news.example.org/a.jpg "说明")\n\n![](https://news.example.org/b.jpg "再说明 — 某社")',
    ),
    "a caption with links": (
        '<figure><img src="/a.jpg"><figcaption>见<a href="/z">此</a><cite>某社</cite></figcaption></figure>',
        '![](https://news.example.org/a.jpg " — 某社")\n*见[此](https://news.example.org/z)*',
    ),
    "a caption that only names the source is a credit": (
        '<figure><img src="/a.jpg"><figcaption>图片来源：某社</figcaption></figure>',
        '![](https://news.example.org/a.jpg " — 图片来源：某社")',
    ),
    "lazy pictures": (
        '<img src="data:image/gif;base64,R0" data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
        "![](https://news.example.org/a.jpg)",
    ),
    "the largest of a set": (
        '<img src="/s.jpg" srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w">',
        "![](https://news.example.org/l.jpg)",
    ),
    "behind proxies": (
        '<img src="https://images.weserv.nl/?url=static.e.org/a.jpg"><p>文</p><img src="https://i2.wp.com/e.org/b.png?w=3&ssl=1">',
        "![](https://static.e.org/a.jpg)\n\n文\n\n![](https://e.org/b.png)",
    ),
    "pictures amid words stay there, emoji are words": (
        '<p>甲<img src="/x.png">乙<img class="emoji" alt="🙏" src="/e.png"></p>',
        "甲![](https://news.example.org/x.png)乙🙏",
    ),
    "a picture that leads elsewhere": (
        '<p><a href="/b"><img src="/a.jpg"></a></p>',
        "[![](https://news.example.org/a.jpg)](https://news.example.org/b)",
    ),
    "films and frames are cards": (
        '<iframe src="https://www.youtube.com/embed/abcdefgh123?rel=0" title="会谈 [全程]"></iframe>'
        '<video><source src="/v.mp4"></video>',
        '[会谈 \\[全程\\]](https://www.youtube.com/watch?v=abcdefgh123 "embed")\n\n'
        '[https://news.example.org/v.mp4](https://news.example.org/v.mp4 "embed")',
    ),
}


@pytest.mark.parametrize(
    ("html", "expected"),
    [pytest.param(*pair, id=name) for name, pair in (TEXT | STRUCTURE | LINKS | PICTURES).items()],
)
def test_html_becomes_markdown(html: str, expected: str) -> None:
    assert markdown(html) == expected


CUTS = {
    "hidden": '<p>甲</p><p style="display:none">乙</p>',
    "tracking-pixel": '<img src="https://e.org/p.gif" width="1" height="1">',
    "picture-without-address": '<img src="data:image/png;base64,R0" alt="图">',
    "zoom-link": '<a href="/big.jpg"><img src="/small.jpg"></a>',
    "link-unusable": '<a href="whatsapp://send">甲</a>',
    "frame": '<iframe src="https://ads.doubleclick.net/x"></iframe>',
    "frame-twice": '<blockquote><a href="/b/">甲</a></blockquote><iframe src="/b/embed/#?secret=x"></iframe>',
    "picture-twice": '<img src="/a.jpg"><img src="/a.jpg">',
    "table-span": "<table><tr><td colspan=2>甲</td></tr><tr><td>1</td><td>2</td></tr></table>",
    "element:button": "<button>赞</button>",
    "noscript": "<noscript>请启用脚本</noscript><p>甲</p>",
}


@pytest.mark.parametrize(("rule", "html"), CUTS.items())
def test_what_is_left_out_is_said(rule: str, html: str) -> None:
    assert rules(html) == [rule]


def test_scripts_and_styles_are_no_loss() -> None:
    assert rules("<script>x()</script><style>p{}</style><link rel=x><p>甲</p>") == []


def test_counts_before_and_after() -> None:
    html = (
        '<p>甲 <a href="/b">乙</a></p><figure><img src="/a.jpg"><figcaption>丙</figcaption></figure><script>x</script>'
    )
    made = convert(html, BASE)
    assert measured(html) == made.after
    assert made.after == Counts(characters=3, paragraphs=1, links=1, images=1, captions=1)


DEEP = [
    "<div>",
    "<b>",
    "<blockquote><p>",
    "<ul><li>",
    "<table><tr><td>",
    '<a href="/x">',
    "<span>",
    "<x-y>",
    "<p><b id=1>",
]


@pytest.mark.parametrize("tags", DEEP)
def test_deep_nesting_is_survived_and_the_text_kept(tags: str) -> None:
    assert "甲" in markdown(tags * 100_000 + "甲")


TAGS = [
    "p",
    "div",
    "b",
    "i",
    "a",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "figure",
    "figcaption",
    "h2",
    "blockquote",
    "pre",
    "sup",
]
SOUP = st.lists(
    st.sampled_from(
        [f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS] + ["<br>", "<img src=/a>", "<hr>", "&nbsp;", "<!--"]
    )
    | st.text("甲乙 ab*_[]()<>&#.1\n", max_size=6),
    max_size=30,
).map("".join)


@given(SOUP)
def test_any_soup_is_converted_and_stays_the_same_when_converted_again(html: str) -> None:
    made = convert(html, BASE)
    assert made == convert(html, BASE)
    assert made.after.characters <= measured(html).characters + made.after.images
