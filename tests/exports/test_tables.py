"""CSV, TimelineJS, the wanted list, the manifest; and what no export may tell."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from site_builder import catalogues, exports
from site_builder.model import Library, Output, Version
from tests.exports.library import CONFIG, EXCERPT, FULL, LIBRARY, LINK, SECRET, by_path, exported, project


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_cell_that_would_be_a_formula_is_text() -> None:
    by_id = {row["id"]: row for row in rows(exported()["data/articles.csv"])}
    assert by_id[EXCERPT.id]["title"] == "'=HYPERLINK 起头的标题"
    assert by_id[FULL.id]["title"] == FULL.title
    assert rows(exported()["data/wanted.csv"])[0]["title"] == "'+86 开头的标题"


def test_a_row_says_what_the_rights_allow() -> None:
    by_id = {row["id"]: row for row in rows(exported()["data/articles.csv"])}
    assert [by_id[a.id]["rights"] for a in (FULL, EXCERPT, LINK)] == ["full", "excerpt", "link"]
    assert [by_id[a.id]["summary"] for a in (FULL, EXCERPT, LINK)] == ["", EXCERPT.summary, ""]


def test_timelinejs_gets_escaped_text_and_dates_as_precise_as_known() -> None:
    timeline = json.loads(exported()["data/timeline.json"])
    assert [slide["start_date"] for slide in timeline["events"]] == [
        {"year": 2023, "month": 11},
        {"year": 2023, "month": 11, "day": 14, "hour": 10, "minute": 34},
    ]
    headline = timeline["events"][1]["text"]["headline"]
    assert headline.startswith('<a href="../articles/2023-11-14-harbour-aaaaaaaaaa/index.html">港口&lt;b&gt;')
    assert timeline["eras"] == [
        {
            "start_date": {"year": 2022, "month": 8},
            "end_date": {"year": 2023, "month": 11, "day": 15},
            "text": {"headline": "停航"},
        }
    ]


class Kept:
    """What exports were put together of, as the cache of a dossier keeps it."""

    def __init__(self) -> None:
        self.pieces: dict[str, Mapping[bytes, bytes]] = {}

    def load(self, path: str) -> Mapping[bytes, bytes]:
        return self.pieces.get(path, {})

    def keep(self, path: str, pieces: Mapping[bytes, bytes], *, is_lasting: bool) -> None:
        if is_lasting:
            self.pieces[path] = pieces


@pytest.mark.parametrize(
    "library",
    [
        replace(LIBRARY, articles=(replace(FULL, title="改了的标题"), EXCERPT, LINK)),
        replace(LIBRARY, articles=(LINK, FULL)),
        replace(LIBRARY, events=()),
        replace(LIBRARY, related={}),
        replace(LIBRARY, duplicates={EXCERPT.id: FULL.id}, copies={FULL.id: (EXCERPT.id,), EXCERPT.id: (FULL.id,)}),
    ],
    ids=["title", "articles", "events", "related", "copies"],
)
def test_what_is_put_together_of_kept_pieces_is_what_is_made_anew(library: Library) -> None:
    def made(library: Library, kept: Kept | None = None) -> dict[str, bytes]:
        parts = exports.parts(library, project(), catalogues.load(CONFIG.language), kept)
        return by_path(output for part in parts for output in part())

    kept = Kept()
    assert made(LIBRARY, kept) == made(LIBRARY)
    assert set(kept.pieces) == {
        *("data/articles.csv", "data/articles.json", "data/citations.json"),
        *("data/dossier.bib", "data/dossier.ris", "data/timeline.json"),
    }
    assert made(library, kept) == made(library) != made(LIBRARY)


def test_wanted_is_a_plain_list_of_addresses_too() -> None:
    assert exported()["data/wanted.txt"] == b"https://else.example/\n"


def test_the_manifest_names_every_file_but_itself_and_every_clip() -> None:
    outputs = [Output("b.txt", b"two"), Output("a.txt", b"one"), Output("data/manifest.json", b"old")]
    versions = (Version("old/a.md", None, "3" * 64),)
    manifest = exports.manifest(outputs, (replace(FULL, versions=versions), EXCERPT))
    assert manifest.path == "data/manifest.json"
    assert json.loads(manifest.data) == {
        "algorithm": "sha256",
        "files": {
            "a.txt": {"sha256": hashlib.sha256(b"one").hexdigest(), "bytes": 3},
            "b.txt": {"sha256": hashlib.sha256(b"two").hexdigest(), "bytes": 3},
        },
        "clips": {"a.md": {"sha256": "0" * 64}, "b.md": {"sha256": "1" * 64}, "old/a.md": {"sha256": "3" * 64}},
    }


@pytest.mark.parametrize(
    "outputs", [[], [Output("a.txt", b"1")], [Output('河 "港"/\udc80\n.txt', b""), Output("b", b"2")]]
)
def test_the_manifest_is_written_as_json_would_be(outputs: list[Output]) -> None:
    manifest = exports.manifest(outputs, [FULL] if outputs else []).data
    plain = json.dumps(json.loads(manifest), ensure_ascii=False, indent=1)
    assert manifest == f"{plain}\n".encode()


@pytest.mark.parametrize("path", sorted(path for path in exported() if not path.startswith("search/")))
def test_no_export_tells_what_is_not_published(path: str) -> None:
    data = exported()[path].decode()
    assert SECRET not in data
    assert LINK.summary not in data


def test_the_same_library_gives_the_same_bytes() -> None:
    assert exported() == exported()
