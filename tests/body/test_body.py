"""Markdown in, safe HTML out. `{0}` stands for the slot of the first link."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import body
from site_builder.body.net import cleaned, safe
from site_builder.body.parser import parser
from site_builder.body.quick import parts, simple_inline
from site_builder.body.spans import Inline
from site_builder.body.writer import Writer
from site_builder.model import LINK_SLOT, Article, Body, Heading, Image, Link


def article(text: str, language: str = "zh-Hans") -> Article:
    return Article(
        id="a", title="标题", url="https://example.org/a/", source="s", origin="a.md", sha256="", format="f",
        language=language, body=text,
    )  # fmt: skip


def rendered(text: str, language: str = "zh-Hans") -> Body:
    return body.render(article(text, language))


def html(text: str, language: str = "zh-Hans") -> str:
    """The HTML with readable slots, without the final newline."""
    shown = rendered(text, language).html
    for number in range(9):
        shown = shown.replace(LINK_SLOT.format(number), f"{{{number}}}")
    return shown.rstrip("\n")


EMPHASIS = {
    "**《李茶的姑妈》**已经": "<strong>《李茶的姑妈》</strong>已经",
    "他说**“引号”**已经": "他说<strong>“引号”</strong>已经",
    "**“引号”**A股": "<strong>“引号”</strong>A股",
    "见*《书》*。": "见<em>《书》</em>。",
    "这**是——**那": "这<strong>是——</strong>那",
    "**……**完": "<strong>……</strong>完",
    "**（注）**文": "<strong>（注）</strong>文",
    "~~“旧”~~新": "<s>“旧”</s>新",
    "**a**b": "<strong>a</strong>b",
    "中文**English.**中文": "中文<strong>English.</strong>中文",
    "snake_case_name": "snake_case_name",
    "_《书》_ 后": "<em>《书》</em> 后",
    "字_字_字": "字_字_字",
    "2 * 3 * 4": "2 * 3 * 4",
    "** 空 **": "** 空 **",
}


@pytest.mark.parametrize(("text", "expected"), EMPHASIS.items())
def test_emphasis_beside_chinese_punctuation(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


BREAKS = {
    "第一行\n第二行": "第一行第二行",
    "第一行，\n“第二行”": "第一行，“第二行”",
    "第一行 word\nword 行": "第一行 word\nword 行",
    "中文\nEnglish": "中文\nEnglish",
    "第一行\\\n第二行": "第一行<br>\n第二行",
    "第一行  \n第二行": "第一行<br>\n第二行",
    "**粗**\n**粗**": "<strong>粗</strong><strong>粗</strong>",
}


@pytest.mark.parametrize(("text", "expected"), BREAKS.items())
def test_line_breaks_between_chinese_characters_are_no_blanks(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"


BLOCKS = {
    "### 三\n\n# 一\n\n##### 五": '<h2 id="h-三">三</h2>\n<h2 id="h-一">一</h2>\n<h3 id="h-五">五</h3>',
    "## 同\n\n## 同": '<h2 id="h-同">同</h2>\n<h2 id="h-同-2">同</h2>',
    "## ！！": '<h2 id="h-1">！！</h2>',
    "- 一\n- 二\n  - 三": "<ul>\n<li>一</li>\n<li>二<ul>\n<li>三</li>\n</ul>\n</li>\n</ul>",
    "3. 三\n4. 四": '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>',
    "> 引\n>\n> 文": "<blockquote>\n<p>引</p>\n<p>文</p>\n</blockquote>",
    "| 甲 | 乙 |\n| --- | --: |\n| 1 | 2 |": (
        '<div class="table"><table>\n<thead>\n<tr><th>甲</th><th class="right">乙</th></tr>\n</thead>\n'
        '<tbody>\n<tr><td>1</td><td class="right">2</td></tr>\n</tbody>\n</table></div>'
    ),
    "```py\na < b\n```": '<pre><code class="language-py">a &lt; b\n</code></pre>',
    "    缩进不是代码": "<p>缩进不是代码</p>",
    "***": "<hr>",
    '![甲](https://e.org/a.jpg "说明 — 摄影：某某")': (
        '<figure><img src="https://e.org/a.jpg" alt="甲" loading="lazy" decoding="async">'
        '<figcaption>说明 <span class="credit">摄影：某某</span></figcaption></figure>'
    ),
    '![](https://e.org/a.jpg "甲 — 乙 — ")': (
        '<figure><img src="https://e.org/a.jpg" alt="" loading="lazy" decoding="async">'
        "<figcaption>甲 — 乙</figcaption></figure>"
    ),
    "![](https://e.org/a.jpg)\n*说明见[此](https://e.org/)*": (
        '<figure><img src="https://e.org/a.jpg" alt="" loading="lazy" decoding="async">'
        "<figcaption>说明见{0}此</a></figcaption></figure>"
    ),
    "[![](https://e.org/a.jpg)](https://e.org/b)": (
        '<figure>{0}<img src="https://e.org/a.jpg" alt="" loading="lazy" decoding="async"></a></figure>'
    ),
    '[影片](https://e.org/v "embed")': '<p class="embed">{0}影片</a></p>',
    "文[^甲]。\n\n[^甲]: 注\n\n尾": (
        '<p>文<sup><a href="#fn-1" id="fnref-1">1</a></sup>。</p>\n<p>尾</p>\n<div class="footnotes">\n<ol>\n'
        '<li id="fn-1"><p>注</p>\n<a href="#fnref-1">↩</a></li>\n</ol>\n</div>'
    ),
    "文[^无]。": "<p>文[^无]。</p>",
    "The end of the road is near to us.": '<p lang="en">The end of the road is near to us.</p>',
}


@pytest.mark.parametrize(("text", "expected"), BLOCKS.items())
def test_blocks(text: str, expected: str) -> None:
    assert html(text) == expected


HOSTILE = {
    "<script>alert(1)</script>": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<img src=x onerror=y>": "<p>&lt;img src=x onerror=y&gt;</p>",
    "[x](javascript:alert(1))": "<p>[x](javascript:alert(1))</p>",
    "[x](JaVaScRiPt:alert)": "<p>[x](JaVaScRiPt:alert)</p>",
    "[x](data:text/html,y)": "<p>[x](data:text/html,y)</p>",
    "![x](file:///etc/passwd)": "<p>![x](file:///etc/passwd)</p>",
    "[x](&#106;avascript:alert)": "<p>[x](javascript:alert)</p>",
    '![" onerror="x](https://e.org/"y)': (
        '<figure><img src="https://e.org/%22y" alt="&quot; onerror=&quot;x" loading="lazy" decoding="async"></figure>'
    ),
    "a\x02" + "0\x03b": "<p>a0b</p>",
    "{{ title }}": "<p>{{ title }}</p>",
    "<javascript:alert(1)>": "<p>&lt;javascript:alert(1)&gt;</p>",
}


@pytest.mark.parametrize(("text", "expected"), HOSTILE.items())
def test_nothing_foreign_gets_through(text: str, expected: str) -> None:
    assert html(text) == expected


def test_what_a_page_needs_to_know() -> None:
    made = rendered(
        "首段。\n\n## 小题\n\n见[甲](https://b.org/x)和[乙](../c)，写信[丙](mailto:a@b.org)。\n\n"
        '![图](https://e.org/a.jpg "说明 — 某某")\n'
    )
    assert made.links == (Link("https://b.org/x", "甲", 2), Link("https://example.org/c", "乙", 2))
    assert made.headings == (Heading(2, "小题", "h-小题"),)
    assert made.images == (Image("https://e.org/a.jpg", "图", "说明", "某某"),)
    assert made.text == "首段。\n小题\n见甲和乙，写信丙。\n说明 某某"
    assert '<a href="mailto:a@b.org">丙</a>' in made.html


LANGUAGES = [
    ("He said that the talks had been a success for both sides.", "zh-Hans", "en"),
    ("会谈取得了成功，双方都表示满意。", "en", "zh"),
    ("これは日本語の文章です。", "zh-Hant", "ja"),
    ("会谈取得了成功。", "zh-Hans", ""),
    ("The talks were a success for all of them.", "en", ""),
    ("OK", "zh-Hans", ""),
]


@pytest.mark.parametrize(("text", "language", "expected"), LANGUAGES)
def test_foreign_passages_say_their_language(text: str, language: str, expected: str) -> None:
    assert html(text, language).startswith(f'<p lang="{expected}">' if expected else "<p>")


def test_second_net_holds_what_the_writer_would_let_slip() -> None:
    slip = f'<p onclick="x">甲{LINK_SLOT.format(3)}乙</a><script>y</script><img src="javascript:z" alt=""></p>'
    assert safe(slip) == cleaned(slip) == f'<p>甲{LINK_SLOT.format(3)}乙</a><img alt=""></p>'


def test_writers_own_html_passes_the_net_unchanged() -> None:
    for text in (*EMPHASIS, *BREAKS, *BLOCKS, *HOSTILE):
        made = rendered(text).html
        assert safe(made) == made
        assert cleaned(made).replace('"', "&quot;") == made.replace('"', "&quot;")


SIGNS = '字，“”。Ab \n*_~`[]!<>&#-+1.:|=^\\"()\t　{'
MARKUP = (
    *("\n\n", "**", "~~", "](", "amp;", "# ", "- ", "1. ", "> ", "---", "  \n", "[^1]", "[^1]: ", "```", "{{", "\r\n"),
    *("https://e.org/", "[字](https://e.org/a)", "**字**", "*字*", '![字](https://e.org/a.jpg "说 — 谁")'),
    *("\\\n", "\\[", "\n\n> 字", "\n> ", "\n>\n> ", "\n\n## 字", "\n\n- 字", "\n- 字", "&amp", "字字"),
)
PIECES = st.sampled_from((*SIGNS, *MARKUP))
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(TEXTS)
def test_the_short_way_and_the_full_parser_agree(text: str) -> None:
    plain = text.replace("\r\n", "\n")
    full = Writer("https://example.org/a/", "zh-Hans")
    full.tokens(parser().parse(plain, {}))
    made = full.body()
    assert rendered(text) == Body(safe(made.html), made.text, made.links, made.headings, made.images)


@given(
    st.lists(
        st.sampled_from(
            [
                "字",
                "A",
                "*",
                "**",
                "[字](/a)",
                "![",
                "](",
                ")",
                "“",
                " ",
                "~",
                ". ",
                "&x",
                "& ",
                "\\",
                "\\*",
                "\\\n字",
                "\n字",
            ]
        ),
        max_size=12,
    )
)
def test_simple_lines_give_the_parsers_own_tokens(pieces: list[str]) -> None:
    text = "".join(pieces).strip()
    short = simple_inline(text, parser())
    if short:
        assert told(short) == told(parser().parseInline(text, {})[0].children or [])


def told(tokens: Sequence[Inline]) -> list[tuple[object, ...]]:
    """What of inline tokens the writer reads; the parser leaves empty texts where delimiters were."""
    worded = [token for token in tokens if token.type != "text" or token.content]
    return [(t.type, t.content, dict(t.attrs), told(t.children or [])) for t in worded]


def test_the_short_way_is_taken() -> None:
    text = "一段。\n\n二[链](/a)**粗***斜*\\_。\n\n## 题\n\n> 引\n>\n> **文**\n\n- 项\n- 目\n\n尾\n\n1. 项"
    kinds = [type(part).__name__ for part in parts(text, parser())]
    assert kinds == ["str", "list", "Title", "Quote", "Bullets", "str", "tuple"]


@given(st.text())
def test_any_text_becomes_html_without_foreign_tags(text: str) -> None:
    made = rendered(text)
    assert safe(made.html) == made.html


@pytest.mark.parametrize(
    "text", ["> " * 5000 + "x", "- " * 5000 + "x", "[" * 5000, "**a" * 5000, "![" * 3000, "`a" * 5000]
)
def test_deep_and_broken_markdown_is_survived(text: str) -> None:
    assert rendered(text).html
