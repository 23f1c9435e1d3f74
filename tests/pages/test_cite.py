"""The citation of one article as small files inside its page."""

import csv
import io
import json
from dataclasses import replace
from urllib.parse import unquote

from site_builder import citing
from site_builder.pages import cite
from site_builder.project import Source
from tests.exports.library import EXCERPT, FULL

PAPER = Source(id="harbour", name="港报")


def held() -> dict[str, tuple[str, str]]:
    """Kind and text of each file by its name, as a browser would save it."""
    found = {}
    for file in cite.cited(FULL, PAPER).files:
        head, encoded = file.href.split(",", 1)
        found[file.name] = (head, unquote(encoded))
    return found


def test_each_file_holds_what_the_exports_of_the_whole_dossier_hold() -> None:
    key = citing.key(FULL)
    assert held()[f"{key}.ris"] == (
        "data:application/x-research-info-systems;charset=utf-8",
        citing.ris(FULL, PAPER),
    )
    assert held()[f"{key}.bib"][1] == citing.bibtex(FULL, PAPER)
    assert json.loads(held()[f"{key}.json"][1]) == [citing.csl(FULL, PAPER)]


def test_the_table_has_a_header_and_a_row_without_formulas() -> None:
    row = next(csv.DictReader(io.StringIO(held()[f"{citing.key(FULL)}.csv"][1].removeprefix("\ufeff"), newline="")))
    assert row == {
        "title": FULL.title,
        "authors": "林一舟; Ana van der Berg",
        "publication": "港报",
        "published": "2023-11-14T10:34+01:00",
        "accessed": "2023-11-14T09:45:01Z",
        "url": FULL.url,
        "archived": "",
        "language": "zh-Hans",
    }
    assert "'=HYPERLINK" in unquote(cite.cited(EXCERPT, PAPER).files[3].href)


def test_nothing_breaks_out_of_the_link() -> None:
    hostile = replace(FULL, title="\"><script>alert(1)</script>#%00&amp;'\r\n\x00", url="")
    for file in cite.cited(hostile, PAPER).files:
        assert not set(file.href) & set('"<># \r\n\x00&')
