"""Content decides the dialect, and the reason is said. File names decide nothing."""

import pytest

from site_builder import formats
from site_builder.model import Origin

HEAD = "[a](https://e.org/a)\n------\n"
CLIPS = {
    f"<!--1699955101000-->\n{HEAD}<p>x</p>": "duty-machine: epoch comment, linked title and rule",
    f"<!--NaN-->\n{HEAD}<p>x</p>": "duty-machine: epoch comment, linked title and rule",
    "[a [b] (c)](https://e.org/a_(b))\n------\n<p>x</p>": "duty-machine: linked title and rule",
    f"{HEAD}日期：Thu, 02 Jul 2020\n": "duty-machine-feed: linked title, rule and 日期 line",
    "a by b\n------\n**2021-03-05**\n\nc": "duty-machine-issue: title line, rule and bold date",
    "---\nlayout: post\ntitle: a\n---\nx": "jekyll: frontmatter with `layout` or `from`",
    "---\ntitle: a\ndate: 2020-01-01\n---\nx": "jekyll: frontmatter with `date`",
    "---\ntitle: a\nsource: https://e.org/a\n---\nx": "web-clipper: frontmatter with an address under `source`",
    "---\ntitle: a\nsource: rfi\n---\nx": "markdown: frontmatter",
    "# a\n\nb": "markdown: Markdown with a heading first",
    "<!-- Page saved with SingleFile\n url: https://e.org\n saved date: x -->\n<p>": (
        "web-page: SingleFile's comment with address and date"
    ),
    "<!doctype html><title>a</title>": "web-page: an HTML page",
    "<div><p>a</p></div>": "web-page: an HTML fragment",
    '<?xml version="1.0"?><rss><channel/></rss>': "feed: the root element of an Atom or RSS feed",
    '{"version": "https://jsonfeed.org/version/1", "items": []}': "json-feed: the version address of a JSON Feed",
    '[{"is_archived": 0, "title": "a", "url": "b"}]': "wallabag: the keys of wallabag's entries",
    "title,url,time_added,tags,status\n": "reading-list: Pocket's column names",
    '"URL","Title","Selection","Folder","Timestamp"\n': "reading-list: Instapaper's column names",
    "just some words": "None: ",
    "1. a\n2. b": "None: ",
}


@pytest.mark.parametrize("text", CLIPS)
def test_dialect_and_reason(text: str) -> None:
    clip = formats.clip_of(Origin("name.jpg", text.encode()))
    form, reason = formats.recognise(clip)
    assert f"{form and form.name}: {reason}" == CLIPS[text]


UNKNOWN = "error[format-unknown] no reader recognises this file. hint: save it as Markdown with frontmatter"
BROKEN = {
    b" \n": "error[file-empty] there is nothing in this file. hint: delete it, or collect the page again",
    b"words": UNKNOWN,
    b"\x89PNG\r\n": UNKNOWN,
    b"---\ntitle: a\n": "error[matter-unreadable] the frontmatter has no end. hint: close it with a line `---`",
    b"<rss><item></rss>": "error[clip-broken] the feed is no valid XML: mismatched tag: line 1, column 13.",
    b'<rss><!ENTITY a "b"></rss>': "error[clip-broken] the feed declares entities; no feed needs any.",
    b'{"version": "https://jsonfeed.org/version/1", ': "error[clip-broken] no valid JSON: ",
    b"PK\x03\x04metadata_": "error[clip-broken] the archive cannot be unpacked: File is not a zip file.",
    b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx": "error[clip-broken] the archive holds no HTML part.",
}


@pytest.mark.parametrize("data", BROKEN)
def test_what_cannot_be_read_is_a_problem(data: bytes) -> None:
    extracts, problems = formats.read(Origin("x", data))
    assert extracts == ()
    assert str(problems[0]).partition(": ")[2].startswith(BROKEN[data])
