"""A dossier in which every payload stands in every kind of place: raw clips of each dialect, the normal form, file
names, dossier.toml, about.md and summary.md.

Texts are shown escaped wherever they stand, so several share one field; what may break a document's structure comes
twice in different dialects and company.
"""

from __future__ import annotations

import base64
import html
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.hostile.payloads import ALL, HTML, MARKDOWN, URLS
from tests.hostile.texts import TEXTS

ARTICLES = 96  # of the normal form; six texts a field are then more than there are payloads
CLIPS = 169  # of all dialects; with three payloads each, every one comes twice, in different dialects and company
WITHDRAWN = 3  # of seven articles of the normal form: only a note stands where they were
SAFE = "码头上的人说，第一班船在雾里开出，比时刻表晚了十一分钟，船上坐了四十个人，没有人问为什么。"
TEXT_FIELDS = (
    *("title", "kicker", "summary", "source", "note", "withdrawn", "checked", "event", "language", "rights"),
    *("authors", "translators", "contributors", "tags", "people", "organisations", "places"),
    *("see_also", "not_related", "aliases", "slug", "published", "captured", "updated", "draft"),
)
LISTS = frozenset(TEXT_FIELDS[10:20])


def files() -> Iterator[tuple[bytes, bytes]]:
    """(name inside content/, bytes) of every hostile file; each holds one article."""
    for number in range(ARTICLES):
        yield os.fsencode(f"normal/{number:03}.md"), normal_form(number)
    for number, make in zip(range(CLIPS), cycle(DIALECTS), strict=False):
        bodies, texts = _some(HTML, number, 3), _some(TEXTS, number, 3)
        yield os.fsencode(f"clips/{number:03}"), make(number, bodies, texts)
    for number, name in enumerate(names()):
        yield b"names/" + name, f"---\ntitle: 名 {number}\n---\n\n{SAFE}\n".encode()


def names() -> Iterator[bytes]:
    """File names that a file system takes: anything but a slash and NUL, 255 bytes at most, not hidden."""
    for number, text in enumerate((*TEXTS[::2], *MARKDOWN[::11], *HTML[::11])):
        name = os.fsencode(text.encode("utf-8", "replace")).replace(b"/", b"_").replace(b"\0", b"")[:245]
        yield name.lstrip(b".") + str(number).encode()
    yield b"\xff\xfe\x80 undecodable"
    yield b"\xe6\xb8 cut"
    yield ("长" * 85).encode()


def normal_form(number: int) -> bytes:
    matter: dict[str, object] = {}
    for place, field in enumerate(TEXT_FIELDS):
        texts = _some(ALL, number + 31 * place, 6)
        matter[field] = texts if field in LISTS else " ".join(texts)
    url, other, third = _some(URLS, number, 3)
    address = f"https://news.example.com/{number}/{'?q=' * (number % 2)}"
    text = " ".join(_some(ALL, number + 7, 2))
    matter |= {
        "title": f"题 {number} {matter['title']}",
        "url": f"{url}//{number}" if number % 4 == 0 else address + text,
        "archived": other if number % 3 else f"https://archive.example.org/{text}",
        "image": {"src": third if number % 3 else f"https://img.example.org/{text}", "alt": text, "caption": text,
                  "credit": text},
        "original": {"url": f"https://en.example.org/{text}" if number % 2 else third, "language": "en"},
        "related": [{"title": text, "kicker": text, "url": f"https://news.example.com/{number + 1}/{text}"}],
        "clip": {"path": text, "sha256": "0" * 64, "format": text},
        text[:60]: text,
    }  # fmt: skip
    if number % 7 != WITHDRAWN:
        del matter["withdrawn"]
    if number % 5:  # keys whose wrong values would only be left out: here they are right
        matter |= {
            "rights": "full",
            "draft": False,
            "language": "zh-Hans",
            "published": f"2023-11-{number % 28 + 1:02}",
        }
        matter |= {"event": f"event-{number % 7}", "source": f"日报 {_some(TEXTS, number // 9, 1)[0]}"}
        matter["slug"] = f"{number}-" + "".join(c for c in text if c.isalnum() or c in "(){}=;!$`,.-_~@+[]^")[:50]
        matter["tags"] = _some(TEXTS, number // 9, 3)
        matter["people"] = _some(ALL, number // 5 * 2, 2)
    bodies = [SAFE, *_some((*MARKDOWN, *HTML), number, 5), " ".join(_some(TEXTS, number, 2)), SAFE]
    lines = "".join(f"{_yaml(key)}: {_yaml(value)}\n" for key, value in matter.items())
    return "\n\n".join((f"---\n{lines}---", *bodies, "")).encode("utf-8", "replace")


def config() -> str:
    """dossier.toml is trusted to say what it wants, not to know HTML."""
    texts = iter(cycle(TEXTS))
    phases = "".join(
        f"[[phases]]\ndate = '2023-11-{day:02}'\nlabel = {_toml(next(texts))}\ntext = {_toml(next(texts))}\n"
        for day in range(1, 9)
    )
    events = "".join(
        f"[events.event-{n}]\nname = {_toml(next(texts))}\ntext = {_toml(next(texts))}\n" for n in range(7)
    )
    names = "".join(f"{_toml(text)} = [{_toml('又 ' + text)}]\n" for text in dict.fromkeys(TEXTS[:20]))
    source = "".join(f"{key} = {_toml(next(texts))}\n" for key in ("name", "owner", "city", "note"))
    return (
        f"title = {_toml(' '.join(TEXTS[:6]))}\nsummary = {_toml(' '.join(TEXTS[6:20]))}\neditor = {_toml(TEXTS[3])}\n"
        f"base_url = 'https://dossier.example.org'\n{phases}"
        f"[[bands]]\nstart = '2023-11-01'\nend = '2023-11-20'\nlabel = {_toml(TEXTS[1])}\n"
        f"{events}[people]\n{names}[sources.example]\nhosts = ['news.example.com']\n{source}"
    )


def make(root: Path) -> dict[bytes, bytes]:
    """Writes the dossier into `root`; the files of content/ that hold an article each."""
    made = {}
    for name, data in files():
        target = os.fsencode(root / "content") + b"/" + name
        Path(os.fsdecode(os.path.dirname(target))).mkdir(parents=True, exist_ok=True)  # noqa: PTH120  # bytes
        Path(os.fsdecode(target)).write_bytes(data)
        made[name] = data
    for page, payloads in (("about.md", ALL[::2]), ("summary.md", ALL[1::2])):
        text = "\n\n".join((SAFE, *payloads, SAFE)).encode("utf-8", "replace")
        (root / "content" / page).write_bytes(b"---\ntitle: " + json.dumps(TEXTS[0]).encode() + b"\n---\n\n" + text)
    (root / "dossier.toml").write_text(config(), encoding="utf-8")
    return made


def _some(items: Sequence[str], start: int, count: int) -> list[str]:
    """`count` items from number `start` * `count`, beginning anew at the end."""
    return list(islice(cycle(items), start * count % len(items), start * count % len(items) + count))


def _yaml(value: object) -> str:
    """In YAML's flow style, which is JSON but for characters beyond the first plane."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in text)


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "").encode("utf-8", "replace").decode()


# Raw clips: (number, two bodies, texts) -> bytes.

_Dialect = Callable[[int, Sequence[str], Sequence[str]], bytes]


def _body(bodies: Sequence[str]) -> str:
    return f"<div><p>{SAFE}</p>{bodies[0]}</div><div>{bodies[1]}</div><p>{bodies[2]}</p><p>{SAFE}</p>"


def _line(texts: Sequence[str]) -> str:
    return " ".join(" ".join(texts).split())


def _duty_machine(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    body = _body(bodies).replace("\n", " ")
    listed = f'<ul><li><a href="{html.escape(bodies[1])}">{bodies[0]}</a></li></ul>'.replace("\n", " ")
    head = f"<!--1699955101000-->\n[{number} {_line(texts)}](https://www.rfi.fr/cn/{number}-{_line(texts)})\n------\n\n"
    return f"{head}<div>14/11/2023 - 10:34</div>{body}<h2>同一主题</h2>{listed}".encode("utf-8", "replace")


def _dated(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    head = f"[{number} {_line(texts)}](https://chinadigitaltimes.net/chinese/2020/07/{number}/)\n------\n"
    foot = f'<p><small>Post tags: <a href="x">{bodies[0]}</a></small></p>'
    return f"{head}日期：Thu, 02 Jul 2020 18:28:24 +0000\n\n{_body(bodies)}{foot}".encode("utf-8", "replace")


def _issue(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    head = f"{number} {_line(texts)} by {_line(texts[::-1])}\n------\n**2021-03-05**\n\n"
    return f"{head}{SAFE}\n\n{bodies[0]}\n\n{bodies[1]}\n\n{bodies[2]}\n".encode("utf-8", "replace")


def _jekyll(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    matter = {"layout": "post", "title": f"{number} {texts[0]}", "date": "2020-03-25T16:00:00.000Z",
              "author": texts[1], "from": f"https://magazine.example.org/{number}",
              "tags": [*texts], "categories": [*texts]}  # fmt: skip
    lines = "".join(f"{key}: {_yaml(value)}\n" for key, value in matter.items())
    return f"---\n{lines}---\n{_body(bodies)}\n".encode("utf-8", "replace")


def _obsidian(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    matter = {"title": f"{number} {texts[0]}", "source": f"https://news.example.org/{number}",
              "author": [f"[[{text}]]" for text in texts], "published": "2023-11-20", "created": "2023-11-21",
              "description": texts[2], "tags": ["clippings", *texts]}  # fmt: skip
    lines = "".join(f"{key}: {_yaml(value)}\n" for key, value in matter.items())
    return f"---\n{lines}---\n{SAFE}\n\n{bodies[0]}\n\n[[{bodies[1]}]]\n\n{bodies[2]}\n".encode("utf-8", "replace")


def _page(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    quoted = [html.escape(text) for text in texts]
    data = {"@type": "NewsArticle", "headline": f"{number} {texts[0]}", "author": [{"name": text} for text in texts],
            "datePublished": "2023-11-14T10:34:00+08:00", "image": texts[2], "keywords": list(texts)}  # fmt: skip
    structured = json.dumps(data).replace("</", "<\\/") if number % 2 else "{}"
    return (
        f"<!doctype html><html lang=zh><head><title>{number} {quoted[0]}</title>"
        f'<meta property="og:url" content="https://daily.example.org/{number}">'
        f'<meta property="og:title" content="{number} {quoted[1]}"><meta name=author content="{quoted[2]}">'
        f'<meta property="og:image" content="{quoted[0]}"><meta name=description content="{quoted[1]}">'
        f'<script type="application/ld+json">{structured}</script></head><body><article><h1>{quoted[0]}</h1>'
        f"<p>{SAFE}</p><p>{SAFE}</p>{_body(bodies)}<p>{SAFE}</p></article></body></html>"
    ).encode("utf-8", "replace")


def _mhtml(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    page = base64.encodebytes(_page(number, bodies, texts))
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example.org/{number}\r\n"
        f'Subject: {_line(texts)}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode("utf-8", "replace") + page + b"\r\n--B--\r\n"


def _atom(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    tags = "".join(f'<category term="{_xml(text)}"/><author><name>{_xml(text)}</name></author>' for text in texts)
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>{_xml(texts[1])}</title><entry>'
        f'<title type="html">{number} {_xml(texts[0])}</title><link href="https://feed.example.org/{number}"/>'
        f'<updated>2023-12-01T07:00:00Z</updated>{tags}<content type="html">{_xml(_body(bodies))}</content>'
        "</entry></feed>"
    ).encode("utf-8", "replace")


def _rss(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    body = _legal(_body(bodies)).replace("]]>", "]]]]><![CDATA[>")
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{_xml(texts[1])}</title><item>'
        f"<title>{number} {_xml(texts[0])}</title><link>https://feed.example.org/{number}</link>"
        f"<category>{_xml(texts[2])}</category><pubDate>Thu, 02 Jul 2020 18:28:24 +0000</pubDate>"
        f"<description><![CDATA[{body}]]></description></item></channel></rss>"
    ).encode("utf-8", "replace")


def _xml(text: str) -> str:
    return html.escape(_legal(text))


def _legal(text: str) -> str:
    """Without what no XML may hold: such a feed would be none."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c < "\ue000")


def _json_feed(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    item: Mapping[str, object] = {
        "id": texts[1], "url": f"https://feed.example.org/json/{number}", "title": f"{number} {texts[0]}",
        "content_html": _body(bodies), "date_published": "2023-12-01T07:00:00+08:00", "image": texts[2],
        "authors": [{"name": text} for text in texts], "tags": list(texts), "summary": texts[0],
    }  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": texts[2], "items": [item]}).encode()


def _wallabag(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    entry = {"is_archived": 1, "is_starred": 0, "tags": list(texts), "id": number, "title": f"{number} {texts[0]}",
             "url": f"https://blog.example.org/{number}", "content": _body(bodies), "published_by": list(texts),
             "created_at": "2023-11-20T21:00:00+0800", "published_at": "2023-11-19T08:00:00+0800",
             "preview_picture": texts[1], "language": texts[2], "domain_name": texts[0]}  # fmt: skip
    return json.dumps([entry]).encode()


def _omnivore(number: int, bodies: Sequence[str], texts: Sequence[str]) -> bytes:
    entry = {
        "slug": "s",
        "title": f"{number} {texts[0]}",
        "url": f"https://omni.example.org/{number}",
        "author": texts[1],
        "labels": list(texts),
        "description": texts[2],
        "savedAt": "2023-11-14T09:45:01.000Z",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("metadata_0_to_1.json", json.dumps([entry]))
        file.writestr("content/s.html", _body(bodies).encode("utf-8", "replace"))
    return buffer.getvalue()


DIALECTS: tuple[_Dialect, ...] = (
    *(_duty_machine, _dated, _issue, _jekyll, _obsidian, _page, _mhtml, _atom, _rss, _json_feed, _wallabag, _omnivore),
)
