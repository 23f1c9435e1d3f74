"""Templates of a dossier's own, and what is said of their mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder import catalogues, pages
from site_builder.model import Page
from site_builder.problems import SiteError
from site_builder.render import Renderer, our_templates
from site_builder.render.compiler import Plain
from tests.exports.library import CONFIG as EXPORTED
from tests.exports.library import LIBRARY
from tests.pages.made import CONFIG, library, project

MADE = library("2023-11-14 harbour 灯塔重新点亮\n2023-11-15 paper 第二天的报道")


def built(own: Path, template: str = "article.html") -> str:
    """The first page made from `template`, with the dossier's own templates in `own`."""
    words = catalogues.load("zh-Hans")
    made = pages.plan(MADE, project(CONFIG, own), words)
    page = next(page for page in made if page.template == template)
    return Renderer(project(CONFIG, own), words).render(page).data.decode()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_one_macro_is_overridden_by_a_file_of_its_name(tmp_path: Path) -> None:
    own = write(
        tmp_path, "_parts/entry.html", "{% macro entry(card, root) %}<p>我的：{{ card.title.text }}</p>{% endmacro %}"
    )
    html = built(own, "timeline.html")
    assert "<p>我的：灯塔重新点亮</p>" in html
    assert 'class="entry' not in html


def test_one_block_is_overridden_by_extending_ours(tmp_path: Path) -> None:
    page = '{% extends "default/article.html" %}{% block heading %}<h1>{{ card.title.text }}！</h1>{% endblock %}'
    html = built(write(tmp_path, "article.html", page))
    assert "<h1>灯塔重新点亮！</h1>" in html
    assert "出处" in html


def test_the_base_of_every_page_is_overridden_at_once(tmp_path: Path) -> None:
    own = write(tmp_path, "base.html", "<!doctype html><title>{{ head.title }}</title>{% block main %}{% endblock %}")
    for template in ("home.html", "article.html", "about.html"):
        assert built(own, template).startswith("<!doctype html><title>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "第一行\n第二行 {{ card.nothing }}",
            "article.html:2: 'site_builder.pages.views.Card object' has no attribute 'nothing'",
        ),
        ("{{ nothing }}", "article.html:1: 'nothing' is undefined"),
        ("\n\n{% for x in %}", "article.html:3: "),
        ("{% if card %}", "article.html:1: "),
        ("\n{{ 1 / 0 }}", "article.html:2: division by zero"),
        ("{{ card.title + 1 }}", "article.html:1: "),
        ('{% extends "nowhere.html" %}', "nowhere.html"),
        ('{% include "_parts/missing.html" %}', "_parts/missing.html"),
    ],
)
def test_a_mistake_names_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SiteError) as caught:
        built(write(tmp_path, "article.html", text))
    assert said in str(caught.value)
    assert caught.value.hint


def test_a_mistake_in_a_macro_names_the_macros_file(tmp_path: Path) -> None:
    own = write(tmp_path, "_parts/entry.html", "{% macro entry(card, root) %}\n\n{{ card.nope }}{% endmacro %}")
    with pytest.raises(SiteError, match=r"entry\.html:3: "):
        built(own, "timeline.html")


def test_own_static_files_replace_ours_and_join_them(tmp_path: Path) -> None:
    write(tmp_path, "static/dossier.css", "body{}")
    write(tmp_path, "static/fonts/a.woff2", "x")
    outputs = {o.path: o.data for o in Renderer(project(CONFIG, tmp_path), catalogues.load("en")).static()}
    assert outputs["static/dossier.css"] == b"body{}"
    assert outputs["static/fonts/a.woff2"] == b"x"
    assert outputs["static/dossier.js"] == (our_templates() / "static" / "dossier.js").read_bytes()


def examples() -> dict[str, str]:
    """The templates shown in docs/templates.md, by their first line."""
    text = (our_templates().parent / "docs" / "templates.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", text, re.M)
    found = (re.sub(r"^    ", "", block, flags=re.M) for block in blocks)
    return {block.splitlines()[0]: block for block in found if block.startswith("{%")}


@pytest.mark.parametrize(
    ("first", "name", "template", "shown"),
    [
        (
            '{% from "_parts/text.html"',
            "_parts/entry.html",
            "timeline.html",
            '<time datetime="2023-11-14">2023年11月14日</time>',
        ),
        ('{% extends "default/article.html"', "article.html", "article.html", "感谢读者提供线索。"),
        ('{% extends "default/base.html"', "base.html", "search.html", 'href="../static/mine.css"'),
    ],
)
def test_the_examples_of_the_documentation_work(
    tmp_path: Path, first: str, name: str, template: str, shown: str
) -> None:
    text = next(block for start, block in examples().items() if start.startswith(first))
    assert shown in built(write(tmp_path, name, text), template)


def test_everything_is_escaped(tmp_path: Path) -> None:
    write(tmp_path, "x.html", "{{ text }}|{% if text %}{{ text }}{% endif %}|{{ _('首页') }}")
    page = Page("x/index.html", "x.html", "page", {"text": "<b>&'\""})
    html = Renderer(project(CONFIG, tmp_path), catalogues.load("en")).render(page).data.decode()
    assert html == "&lt;b&gt;&amp;&#39;&#34;|&lt;b&gt;&amp;&#39;&#34;|Home"


def test_markup_is_trusted_in_one_place() -> None:
    root = Path(__file__).parent.parent.parent
    python = [path for path in (root / "site_builder").rglob("*.py") if "Markup(" in path.read_text(encoding="utf-8")]
    assert [path.parent.name for path in python] == ["render"]
    assert python[0].read_text(encoding="utf-8").count("Markup(") == 1
    assert not [
        p.name for p in our_templates().rglob("*.html") if "|safe" in p.read_text(encoding="utf-8").replace(" ", "")
    ]


def test_the_weights_of_style_and_script() -> None:
    static = our_templates() / "static"
    assert (static / "dossier.css").stat().st_size <= 20_000
    assert (static / "dossier.js").stat().st_size <= 5_000


def test_the_quick_form_makes_what_jinja_makes() -> None:
    made, setting = pages.plan(LIBRARY, project(EXPORTED), catalogues.load("zh-Hans")), project(EXPORTED)
    quick = Renderer(setting, catalogues.load("zh-Hans"))
    plain = quick._environment(Plain)
    for page in made:
        assert quick.render(page).data.decode() == plain.get_template(page.template).render(page.context)
    assert quick._quick is not None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ structured.name }}", "名&amp;字"),
        ("{{ 'yes' if card.nothing is defined else 'no' }}", "no"),
        ("{{ nothing|default('none') }}", "none"),
        ("{% macro m(x) %}<b>{{ x }}{{ caller() }}</b>{% endmacro %}{% call m('<') %}>{% endcall %}", "<b>&lt;></b>"),
        ("{% for a in [1, 2] %}{{ loop.index }}{{ '<' if loop.last else '' }}{% endfor %}", "12&lt;"),
        ("{{ '%s' % structured.name | upper }}", "名&amp;字"),
        ("{% macro m(x, y='>') %}{{ x }}{{ y }}{% endmacro %}{{ m('<') }}{{ m(y='<', x='a') }}", "&lt;&gt;a&lt;"),
        ("{% macro m() %}{{ varargs|join }}<i>{% endmacro %}{{ m(1, 2) }}{{ m() }}", "12<i><i>"),
        ("1{% block a %}2{% block b %}<{% endblock %}{{ self.b() }}{% endblock %}3", "12<<3"),
        (
            "1{% include 'part.html' without context %}2{% include 'part.html' %}{% filter upper %}a{% endfilter %}",
            "1p2pA",
        ),
    ],
)
def test_what_only_jinja_understands_is_left_to_it(tmp_path: Path, text: str, shown: str) -> None:
    """Items by a dot, names that may be missing: the page is the same, only not made the quick way."""
    write(tmp_path, "x.html", text)
    write(tmp_path, "part.html", "p")
    page = Page("x/index.html", "x.html", "page", {"structured": {"name": "名&字"}, "card": CONFIG})
    assert Renderer(project(CONFIG, tmp_path), catalogues.load("en")).render(page).data.decode() == shown
