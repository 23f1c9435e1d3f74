"""Foreign HTML as a tree: glued tags parted, nesting bounded, nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import tree

GLUED = {
    "<divdata-article-list>": "<div data-article-list>",
    '<asidedata-org-name=""data-org-type="">': '<aside data-org-name=""data-org-type="">',
    '<imgsrc="/a.jpg">': '<img src="/a.jpg">',
    '<ahref="/b">': '<a href="/b">',
    '<spanclass="x">': '<span class="x">',
    "<div data-x>": "<div data-x>",
    "<data-list>": "<data-list>",
    "<section-title>": "<section-title>",
    "a <b and c": "a <b and c",
}


@pytest.mark.parametrize(("html", "expected"), GLUED.items())
def test_glued_tags_are_parted(html: str, expected: str) -> None:
    assert tree.mended(html) == expected


def depth(node: tree.Node) -> int:
    return max((1 + len(list(tree.ancestors(inner))) for inner in node.traverse()), default=0)


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "x-y", "a"])
def test_nesting_is_bounded_and_text_kept(tag: str) -> None:
    body = tree.parse(f"<{tag}>" * 5000 + "甲" + f"</{tag}>" * 5000 + "乙")
    assert body.text() == "甲乙"
    assert depth(body) < 2 * tree.MAX_DEPTH


def test_what_is_not_deep_is_left_alone() -> None:
    html = "<p>甲<p>乙<ul>" + "<li>丙" * 500 + "</ul>" + "<p>丁" * 500
    assert tree.bounded(html) == html


@given(st.text() | st.text("<>/abdivp=\"' !-", max_size=60))
def test_anything_is_parsed(html: str) -> None:
    assert tree.parse(html).tag == "body"


def test_only_outermost_nodes_are_named_each_once() -> None:
    body = tree.parse('<div id="a"><p id="b">甲</p></div><p id="c">乙</p>')
    found = tree.outermost([*body.css("p"), *body.css("div"), *body.css("p")])
    assert sorted(tree.attribute(node, "id") for node in found) == ["a", "c"]
