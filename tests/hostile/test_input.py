"""Every kind of hostile file beside good ones in one dossier: each has its stated outcome, and the site is built.

An outcome is the words that a page then shows, or the code of the problem that names the file. The build runs with a
bound on processor time, and what it took of memory is looked at afterwards.
"""

from __future__ import annotations

import json
import os
import re
import resource
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from site_builder import paths

ROOT = Path(__file__).parent.parent.parent
PROCESSOR_SECONDS = 120  # for all files together; against hanging, generous for a busy machine
MEMORY = 500_000_000


def article(title: str, more: str = "", text: str = "正文。") -> bytes:
    return f"---\ntitle: {title}\n{more}---\n\n{text}\n".encode("utf-8", "surrogatepass")


def page(body: str, title: str = "网页") -> bytes:
    long = "<p>码头上的人说，第一班船在雾里开出，比时刻表晚了十一分钟，船上坐了四十个人。</p>" * 3
    return f"<!doctype html><html><title>{title}</title><body><article><h1>{title}</h1>{long}{body}".encode()


def bomb(levels: int) -> str:
    lists = (f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(levels))
    return "a: &a [x]\n" + "".join(lists)


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BILLION_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "x">{ENTITIES}]><rss>&a11;</rss>'.encode()
SURROGATES = (
    b'[{"is_archived": 1, "is_starred": 0, "id": 1, "title": "\\u4ee3\\u7406\\u5b57\\ud800", "tags": ["\\udfff"],'
    b' "url": "https://e\\ud800.org/\\udfff", "content": "<p>\\ud800</p>", "created_at": "2023-11-20T21:00:00+0800",'
    b' "domain_name": "e.org", "published_by": ["\\ud800"], "preview_picture": "https://e.org/\\ud800"}]'
)
STRANGE = "tags: ['CON', 'con', 'a/b', '..', '😀', 'caf\u00e9', 'cafe\u0301', 'CAF\u00c9', '甲.']\n"
NESTED = "<div>" * 100_000

# File name -> its bytes, and what becomes of it.
FILES: Mapping[str, tuple[bytes, str]] = {
    "good.md": (article("好文章", "url: https://e.org/good\npublished: 2023-11-14\n"), "好文章"),
    "empty.md": (b"", "file-empty"),
    "blank.md": (b" \r\n\t\n", "file-empty"),
    "bom.md": (b"\xef\xbb\xbf", "file-empty"),
    "bom-in-front.md": (b"\xef\xbb\xbf" + article("有标记"), "有标记"),
    "nul.md": (article("空字符", text="前\0后"), "前后"),
    "only-nul.md": (b"\0" * 1000, "format-unknown"),
    "utf-16.md": (article("宽字符").decode().encode("utf-16"), "宽字符"),
    "gb18030.md": (article("国标编码", text="船在雾里开出，码头上的人说。" * 9).decode().encode("gb18030"), "国标编码"),
    "mixed.md": (article("两种编码") + "船在雾里".encode("gb18030"), "encoding-guessed"),
    "crlf.md": (article("回车换行").replace(b"\n", b"\r\n"), "回车换行"),
    "cr.md": (article("只有回车").replace(b"\n", b"\r"), "只有回车"),
    "random": (bytes(n * 197 % 251 for n in range(5000)), "format-unknown"),
    "large.md": (b"x" * 2_100_000, "file-too-large"),
    "long.md": (article("一部长书", text="字。" * 200_000), "file-too-large"),
    "deep.html": (page(NESTED + "最里面的字", "很深的网页"), "最里面的字"),
    "deep-lists.html": (page("<ul><li>" * 30_000 + "列表里的字", "很深的列表"), "很深的列表"),
    "attributes.html": (page(f"<p {' '.join(f'a{n}' for n in range(100_000))}>属性后的字", "很多属性"), "属性后的字"),
    "brackets.md": (article("很多括号", text="![" * 100_000), "很多括号"),
    "headings.md": (article("很多标题", text="# 同\n\n" * 20_000), "很多标题"),
    "links.md": (article("很多链接", text="[甲](https://e.org/a) " * 15_000), "很多链接"),
    "comment.html": (page("<p>注释前的字</p><!-- 没有结束 <p>x</p>", "没完的注释"), "注释前的字"),
    "cdata.html": (page("<p>之前</p><![CDATA[<p>甲</p>]]><p>数据段后的字</p>", "数据段"), "数据段后的字"),
    "svg.html": (page("<svg><text>图</text><script>x</script></svg><p>图后的字</p>", "矢量图"), "图后的字"),
    "math.html": (page("<math><mi>x</mi><mtext>y</mtext></math><p>式后的字</p>", "数学式"), "式后的字"),
    "yaml-bomb.md": (b"---\n" + bomb(20).encode() + b"---\n", "matter-unreadable"),
    "yaml-deep.md": (b"---\na: " + b"[" * 50_000 + b"\n---\n", "matter-unreadable"),
    "yaml-alias.md": (b"---\na: *b\n---\n", "matter-unreadable"),
    "yaml-large.md": (b"---\n" + b"".join(b"k%d: v\n" % n for n in range(60_000)) + b"---\n", "matter-unreadable"),
    "yaml-twice.md": (b"---\ntitle: a\ntitle: b\n---\n", "matter-unreadable"),
    "yaml-open.md": (b"---\ntitle: a\n", "matter-unreadable"),
    "yaml-list.md": (b"---\n- a\n---\n", "matter-unreadable"),
    "python.md": (article("!!python/object/apply:os.system ['touch ran']"), "value-wrong"),
    "xml-bomb.xml": (BILLION_LAUGHS, "format-unknown"),
    "json-deep.json": (b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000, "clip-broken"),
    "surrogate.json": (SURROGATES, "代理字"),
    "slug-1.md": (article("地址一", "slug: Same-Page\n"), "地址一"),
    "slug-2.md": (article("地址二", "slug: same-page\n"), "slug-twice"),
    "slug-3.md": (article("地址三", "slug: caf\u00e9\n"), "地址三"),
    "slug-4.md": (article("地址四", "slug: cafe\u0301\n"), "slug-twice"),
    "slug-con.md": (article("设备名", "slug: CON\n"), "value-wrong"),
    "slug-dot.md": (article("尾点", "slug: a.\n"), "value-wrong"),
    "slug-long.md": (article("长地址", f"slug: {'😀' * 70}\n"), "value-wrong"),
    "slug-up.md": (article("向上", "slug: ../../x\n"), "value-wrong"),
    "alias-of-index.md": (article("旧地址", "aliases: [index.html, data/manifest.json, Timeline]\n"), "旧地址"),
    "url-1.md": (article("网址一", "url: https://e.org/twin\ncaptured: 2023-01-02T00:00:00Z\n"), "网址一"),
    "url-2.md": (article("网址二", "url: https://E.org:443/twin#x\ncaptured: 2023-01-01T00:00:00Z\n"), "url-twice"),
    "title-long.md": (article("长" * 10_000), "长" * 10_000),
    "title-emoji.md": (article("😀🏳️‍🌈👩‍👩‍👧"), "😀🏳️‍🌈👩‍👩‍👧"),
    "title-up.md": (article('"../../../etc/passwd"'), "../../../etc/passwd"),
    "title-con.md": (article("CON"), ">CON<"),
    "title-dot.md": (article("尾点尾点."), "尾点尾点."),
    "title-rtl.md": (article("\u202eشماره\u202c ۷"), "شماره"),
    "title-tag.md": (article("'<b>粗</b>'"), "&lt;b&gt;粗&lt;/b&gt;"),
    "tags.md": (article("怪标签", STRANGE), "怪标签"),
    "year-0.md": (article("零年", "published: 0000-01-01\n"), "date-unreadable"),
    "year-1.md": (article("元年", "published: 0001-01-01T00:00:00+14:00\n"), "date-unreadable"),
    "year-9999.md": (article("万年", "published: 9999-12-31T23:59:59-12:00\n"), "date-unreadable"),
    "year-10000.md": (article("万年以后", "published: 10000-01-01\n"), "date-unreadable"),
    "zone.md": (article("无此时区", "published: 2023-11-14T10:00:00+99:99\n"), "date-unreadable"),
    "day.md": (article("无此日", "published: 2023-02-30\n"), "date-unreadable"),
    "Case.md": (article("大写文件"), "大写文件"),
    "case.MD": (article("小写文件"), "小写文件"),
    "caf\u00e9.md": (article("合成文件名"), "合成文件名"),
    "cafe\u0301.md": (article("分解文件名"), "分解文件名"),
    "new\nline.md": (article("换行文件名"), "换行文件名"),
    "quote\"'`$(id).md": (article("引号文件名"), "引号文件名"),
    "\u202edm.x.md": (article("反向文件名"), "反向文件名"),
    "长" * 85: (article("满长文件名"), "满长文件名"),
    "undecodable\udcff\udc80.md": (article("坏码文件名"), "坏码文件名"),
    "CON": (article("设备文件名"), "设备文件名"),
    "dot.": (article("尾点文件名"), "尾点文件名"),
    "folder.md/inside.md": (article("夹中文件"), "夹中文件"),
}  # fmt: skip


def place_others(content: Path) -> dict[str, str]:
    """What is no regular file, and its outcome."""
    (content.parent / "secret.md").write_bytes(article("秘密"))
    (content / "escape.md").symlink_to(content.parent / "secret.md")
    (content / "up").symlink_to("..")
    (content / "loop.md").symlink_to("loop.md")
    (content / "nowhere.md").symlink_to("nowhere-else.md")
    (content / "round").symlink_to(".")
    (content / "device.md").symlink_to("/dev/zero")
    os.mkfifo(content / "pipe.md")
    with socket.socket(socket.AF_UNIX) as unix:
        here = Path.cwd()
        os.chdir(content)  # the path of a socket must be short
        try:
            unix.bind("socket.md")
        finally:
            os.chdir(here)
    outcomes = {
        "escape.md": "file-outside", "up": "file-outside",
        "loop.md": "file-unreadable", "nowhere.md": "file-unreadable",
        "round": "file-outside", "device.md": "file-outside", "pipe.md": "file-not-regular",
        "socket.md": "file-not-regular",
    }  # fmt: skip
    if os.geteuid() != 0:  # root may read everything
        (content / "locked.md").write_bytes(article("锁住"))
        (content / "locked.md").chmod(0)
        outcomes["locked.md"] = "file-unreadable"
    return outcomes


@dataclass(frozen=True)
class Ran:
    """One build: its outcome, messages and greatest memory; `pages` are the articles' pages together."""

    root: Path
    status: int
    messages: str
    memory: int
    others: Mapping[str, str]

    @property
    def pages(self) -> str:
        found = sorted((self.root / "output" / "articles").glob("*/index.html"))
        return "\n".join(path.read_text(encoding="utf-8") for path in found)

    def codes(self, name: str) -> set[str]:
        """The problems that name a file, as the terminal shows it."""
        shown = re.sub(r"[\n\u202e]", lambda m: m[0].encode("unicode_escape").decode(), name)
        shown = shown.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return set(re.findall(rf"^content/{re.escape(shown)}(?::\d+)?: \w+\[([a-z-]+)\]", self.messages, re.M))


def run(root: Path) -> tuple[int, str, int]:
    """A build in a process of its own: exit status, messages, greatest memory in bytes."""
    arguments = [sys.executable, "-m", "site_builder", "build", "--root", str(root), "--no-cache", "--jobs", "1", "-v"]
    log = root / "messages"
    pid = os.fork()
    if pid == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
        target = os.open(log, os.O_WRONLY | os.O_CREAT)
        os.dup2(target, 1)
        os.dup2(target, 2)
        os.chdir(ROOT)
        os.execv(sys.executable, arguments)
    _, status, usage = os.wait4(pid, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    return os.waitstatus_to_exitcode(status), log.read_text(encoding="utf-8", errors="replace"), usage.ru_maxrss * scale


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    root = tmp_path_factory.mktemp("input")
    content = root / "content"
    content.mkdir()
    (root / "dossier.toml").write_text("max_file_mb = 2\n")
    for name, (data, _) in FILES.items():
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).write_bytes(data)
    others = place_others(content)
    return Ran(root, *run(root), others)


def test_the_site_is_built_within_bounds(ran: Ran) -> None:
    assert ran.status == 1, ran.messages[-3000:]
    assert (ran.root / "output" / "index.html").exists()
    assert ran.memory <= MEMORY


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_its_outcome(ran: Ran, name: str) -> None:
    outcome = FILES[name][1]
    if re.fullmatch(r"[a-z]+(-[a-z]+)+", outcome):
        assert outcome in ran.codes(name)
    else:
        assert outcome in ran.pages


def test_what_is_no_file_is_named(ran: Ran) -> None:
    assert {name: ran.codes(name) for name in ran.others} == {name: {code} for name, code in ran.others.items()}
    assert "秘密" not in ran.pages


def test_nothing_was_run_or_written_elsewhere(ran: Ran) -> None:
    assert sorted(path.name for path in ran.root.iterdir()) == [
        "content",
        "dossier.toml",
        "messages",
        "output",
        "secret.md",
    ]
    assert not (ROOT / "ran").exists()


def test_every_path_is_right_on_every_system(ran: Ran) -> None:
    output = ran.root / "output"
    files = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    assert [path for path in files for part in path.split("/") if paths.trouble(part)] == []
    assert len({paths.folded(path) for path in files}) == len(files)
    listed = json.loads((output / "data/manifest.json").read_bytes())["files"]
    assert set(listed) | {"data/manifest.json"} == set(files)
