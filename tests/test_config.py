"""dossier.toml in, Config or one clear line out."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from site_builder import config
from site_builder.problems import SiteError
from site_builder.project import Band, Config, EventName, Phase, Source

EVERYTHING = """
title = "河港旧事"
summary = "一座码头三十年。"
language = "zh-Hans"
base_url = "https://archive.example/harbour/"
rights = "excerpt"
timezone = "Asia/Taipei"
images = "none"

[sources.rfi]
rights = "full"

[sources.harbour-daily]
name = "河港日报"
hosts = ["harbour.example"]

[[phases]]
date = 1998-05-01
label = "开港"
articles = ["https://harbour.example/a"]

[[bands]]
start = "2001"
end = "2003-06"
label = "停航"

[events.opening-1998]
name = "开港典礼"
date = "1998-05-01"

[people]
"陈港生" = ["陳港生", "Chan Kong-sang"]
"""


def test_every_key_is_read() -> None:
    read = config.parse(EVERYTHING)
    assert (read.title, read.rights, read.images, read.timezone) == ("河港旧事", "excerpt", "none", "Asia/Taipei")
    assert read.source("harbour-daily").hosts == ("harbour.example",)
    assert (read.phases[0].date, read.phases[0].articles) == ("1998-05-01", ("https://harbour.example/a",))
    assert (read.bands[0].end, read.events[0].id, read.events[0].name) == ("2003-06", "opening-1998", "开港典礼")
    assert dict(read.people) == {"陈港生": ("陳港生", "Chan Kong-sang")}


def test_a_known_publisher_keeps_what_the_dossier_does_not_say() -> None:
    rfi = config.parse(EVERYTHING).source("rfi")
    assert (rfi.rights, rfi.timezone) == ("full", "Europe/Paris")


def test_without_a_file_defaults_serve(tmp_path: Path) -> None:
    read = config.load(tmp_path)
    assert (read.language, read.rights, read.phases) == ("zh-Hans", "full", ())
    assert config.find_root(tmp_path) is None


def test_the_root_is_the_nearest_parent_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text("")
    deep = tmp_path / "content" / "2023"
    deep.mkdir(parents=True)
    assert config.find_root(deep) == tmp_path


MISTAKES = [
    ('titel = "x"', "dossier.toml:1: `titel` is no known key", "did you mean `title`?"),
    ('\nlanguage = "de"', "dossier.toml:2: `language` cannot be 'de'", "one of: zh-Hans, zh-Hant, en"),
    ('[sources.a]\nname = "A"\nnam = "B"', "dossier.toml:3: `sources.a.nam` is no known key", "did you mean `name`?"),
    ("[sources.a]\nhosts = []", "dossier.toml: `sources.a.name` is missing", "add `name = ...`"),
    ('[sources."../x"]\nname = "A"', "`sources.../x` is no id", "small letters, digits, - and _ only"),
    ('[[phases]]\ndate = "2023-13"\nlabel = "x"', "dossier.toml:2: `phases.date` is no date: '2023-13'", "YYYY-MM-DD"),
    ("title = 3", "dossier.toml:1: `title` must be a string", ""),
    ("gap_months = true", "dossier.toml:1: `gap_months` must be a whole number", ""),
    ("max_file_mb = -1", "`max_file_mb` is out of range: -1", "from 0 to"),
    ('timezone = "Mars/Olympus"', "`timezone` is no time zone", "Asia/Shanghai"),
    ('base_url = "javascript:alert(1)"', "`base_url` is no address", "https://"),
    ("[people]\nx = 3", "`people.x` must be a list", ""),
    ("sources = 3", "`sources` must be tables", "[sources.some-id]"),
    ('language = "en"\ntitle = "x\n', "dossier.toml:2: no valid TOML: Illegal character", "write texts as"),
    ('language = "en"\nx = [', "dossier.toml:2: no valid TOML: Invalid value", "write texts as"),
    ("x = " + "[" * 50_000, "dossier.toml: no valid TOML: ", "nest it less"),
]


@pytest.mark.parametrize(("text", "message", "hint"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_named_with_line_and_remedy(text: str, message: str, hint: str) -> None:
    with pytest.raises(SiteError) as raised:
        config.parse(text)
    assert message in str(raised.value)
    assert hint in raised.value.hint


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_bytes('title = "芬太尼"'.encode("gb18030"))
    with pytest.raises(SiteError, match="cannot be read"):
        config.load(tmp_path)


def test_base_url_from_the_command_line_goes_first(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text('base_url = "https://a.example/"')
    assert config.load(tmp_path, "https://b.example/c/").base_url == "https://b.example/c/"
    with pytest.raises(SiteError, match="no address"):
        config.load(tmp_path, "b.example")


def test_every_key_is_in_the_docs() -> None:
    docs = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`\[*(\w+)", docs))
    for kind in (Config, Source, Phase, Band, EventName):
        assert {field.name for field in fields(kind)} - {"id"} <= named
