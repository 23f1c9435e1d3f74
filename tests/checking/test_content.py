"""Lint: an article with one thing wrong, and the line that says so."""

from pathlib import Path

import pytest

from site_builder import check
from site_builder.checking import budget
from site_builder.checking.leaks import leaks
from site_builder.pipeline import build
from tests import dossiers

ARTICLE = """---
title: 雾散以后
url: https://news.example.com/2023/12/fog
source: example
published: 2023-12-01T08:00+08:00
see_also: [https://news.example.com/2023/11/first]
{matter}---

{body}
"""


def found(root: Path, matter: str = "", body: str = "雾散了。") -> list[str]:
    """What check says about content/fog.md in an otherwise clean dossier, without what every test dossier has."""
    dossiers.make(root, 'base_url = "https://a.example/"\n')
    (root / "content/fog.md").write_text(ARTICLE.format(matter=matter, body=body), encoding="utf-8")
    return [str(p).split(". hint: ")[0] for p in check.check(dossiers.load(root)).problems if "fog" in p.path]


def test_nothing_wrong(tmp_path: Path) -> None:
    assert found(tmp_path / "mine") == []


@pytest.mark.parametrize(
    ("matter", "body", "line"),
    [
        (
            "captured: 2023-11-20T00:00:00Z\n",
            "雾。",
            "content/fog.md: warning[dates-contradict] captured 2023-11-20T00:00:00Z, before it was published"
            " 2023-12-01T08:00+08:00",
        ),
        (
            "updated: 2023-11-01\n",
            "雾。",
            "content/fog.md: warning[dates-contradict] updated 2023-11-01, before it was published"
            " 2023-12-01T08:00+08:00",
        ),
        (
            "",
            "一行。\n\n他说** 雾散了**。",
            "content/fog.md:11: warning[emphasis-broken] asterisks are shown: '一行。 他说** 雾散了**。'",
        ),
        (
            "",
            "一行。\n\n![](https://news.example.com/fog.jpg)\n",
            "content/fog.md:11: hint[alt-missing] a picture has neither description nor caption",
        ),
    ],
    ids=["captured too early", "updated too early", "broken emphasis", "bare picture"],
)
def test_one_thing_wrong(tmp_path: Path, matter: str, body: str, line: str) -> None:
    assert found(tmp_path / "mine", matter, body) == [line]


def test_asterisks_that_mean_themselves(tmp_path: Path) -> None:
    assert found(tmp_path / "mine", "", r"密码是 \*\*\*\*，评分 \*\*。") == []


def test_the_future(tmp_path: Path) -> None:
    root = dossiers.make(tmp_path / "mine")
    (root / "content/later.md").write_text(ARTICLE.format(matter="", body="雾。").replace("2023-12-01", "2024-01-04"))
    assert "date-future" in {p.code for p in check.check(dossiers.load(root)).problems}


def test_a_source_without_a_name_is_said_once(tmp_path: Path) -> None:
    root = dossiers.make(tmp_path / "mine")
    (root / "dossier.toml").write_text('title = "x"\n', encoding="utf-8")
    lines = [str(p) for p in check.check(dossiers.load(root)).problems if p.code == "source-unknown"]
    assert lines == [
        "content/first.md: warning[source-unknown] `example`, the source of 2 articles, has no name."
        " hint: describe it in dossier.toml: [sources.ID]"
    ]


def test_a_phase_names_what_is_collected(tmp_path: Path) -> None:
    phase = (
        '\n[[phases]]\ndate = "2023"\nlabel = "起雾"\n'
        'articles = ["http://news.example.com/2023/12/fog/", "https://news.example.com/gone", "zzz"]\n'
    )
    dossiers.make(tmp_path / "mine")
    with (tmp_path / "mine/dossier.toml").open("a", encoding="utf-8") as file:
        file.write(phase)
    (tmp_path / "mine/content/fog.md").write_text(ARTICLE.format(matter="", body="雾散了。"), encoding="utf-8")
    problems = check.check(dossiers.load(tmp_path / "mine")).problems
    assert [f"{p.path}: {p.message}" for p in problems if p.code == "phase-unknown"] == [
        'dossier.toml: phase 起雾: "https://news.example.com/gone" is not collected',
        'dossier.toml: phase 起雾: "zzz" is not collected',
    ]


def test_how_much_is_published_is_said(tmp_path: Path) -> None:
    root = dossiers.make(tmp_path / "mine")
    assert check.check(dossiers.load(root)).facts.lines()[0] == "2 of 2 articles are published in full"
    (root / "content/second.md").write_text(
        (root / "content/second.md").read_text(encoding="utf-8").replace("language:", "rights: excerpt\nlanguage:"),
        encoding="utf-8",
    )
    assert check.check(dossiers.load(root)).facts.lines()[0] == "1 of 2 articles are published in full, 1 as excerpt"


SECRET = "代表们在湖边的旅馆里谈了整整一天"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x/index.html", f"<p>前面的字，{SECRET}，后面的字</p>"),
        ("data/x.json", f'{{"text": "{SECRET}"}}'),
        ("data/y.json", '{"text": "' + SECRET.encode("unicode_escape").decode() + '"}'),
        ("feed.xml", "<p>" + "".join(f"&#{ord(c)};" for c in SECRET) + "</p>"),
    ],
)
def test_protected_text_is_found_wherever_it_leaks(tmp_path: Path, path: str, text: str) -> None:
    project = dossiers.load(dossiers.make(tmp_path / "mine", 'rights = "excerpt"\n'))
    site = build(project)
    clean = {output.path: output.data for output in site.outputs}
    assert list(leaks(site.library, project.config, clean)) == []
    leaked = list(leaks(site.library, project.config, {**clean, path: text.encode()}))
    assert [(p.code, p.path, path in p.message) for p in leaked] == [("rights-leak", "first.md", True)]


ENGLISH = "The delegates spoke for a whole day in the hotel by the lake, and left at dusk."


@pytest.mark.parametrize(
    ("text", "is_leak"),
    [
        ("The delegates spoke for a whole day in the hotel by the lake", True),
        ("delegates", False),  # a word is nobody's
        ("https://video.example/watch?v=dKtH82BLrl8", False),  # nor is an address
    ],
)
def test_what_counts_as_text(tmp_path: Path, text: str, is_leak: bool) -> None:
    root = dossiers.make(tmp_path / "mine", 'rights = "excerpt"\n')
    body = f"{ENGLISH}\n\nhttps://video.example/watch?v=dKtH82BLrl8"
    (root / "content/lake.md").write_text(ARTICLE.format(matter="", body=body), encoding="utf-8")
    project = dossiers.load(root)
    found = list(leaks(build(project).library, project.config, {"x.html": f"<p>{text}</p>".encode()}))
    assert bool(found) is is_leak


def test_the_site_against_what_hosts_take() -> None:
    large = bytes(101 * 2**20)
    files = {f"{n}.bin": large for n in range(8)}
    assert [p.code for p in budget.budget(files)] == ["site-large"] + ["output-too-large"] * 8
    files |= {f"{n}.bin": large for n in range(8, 12)}
    problems = list(budget.budget(files))
    assert problems[0].code == "site-too-large"
    assert problems[0].message.startswith("1270.9 MB of 1000.0 MB; the largest: 0.bin 105.9 MB, 1.bin")
    assert [path for path, _ in budget.biggest(files)] == sorted(files)[:10]


def test_machines_get_the_same(tmp_path: Path) -> None:
    root = dossiers.make(tmp_path / "mine")
    (root / "content/fog.md").write_text(ARTICLE.format(matter="updated: 31/02/2023\n", body="雾。"), encoding="utf-8")
    checked = check.check(dossiers.load(root))
    problem = next(p for p in checked.problems if p.code == "date-unreadable")
    assert {"code": "date-unreadable", "severity": "error", "path": "content/fog.md", "line": 7}.items() <= next(
        p for p in _list(check.as_json(checked)["problems"]) if p["code"] == "date-unreadable"
    ).items()
    sarif = check.as_sarif([problem])
    (run,) = _list(sarif["runs"])
    (result,) = _list(run["results"])
    (place,) = _list(result["locations"])
    assert (result["ruleId"], result["level"]) == ("date-unreadable", "error")
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "content/fog.md"}, "region": {"startLine": 7}}


def _list(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value
