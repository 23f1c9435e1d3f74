"""What reads as a line of its own, and that lines kept over a cut are those found anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import tree
from site_builder.model import Extract
from site_builder.outlets.draft import Draft
from site_builder.outlets.lines import Line, lines

LINES = {
    "<p>甲乙</p> <p>丙</p>": ["甲乙", "丙"],
    "<p>甲<br>乙</p>": ["甲", "乙"],
    "<div>甲<p>乙</p>丙</div>": ["甲", "乙", "丙"],
    "<p>甲<b>乙</b>\n 丙</p>": ["甲乙 丙"],
    "<span>甲<p>乙</p></span>丙": ["甲", "乙", "丙"],
    "<p><a><img></a></p><p> </p>": [""],
    "<p>甲<script>乙</script></p>": ["甲"],
    "<ul><li>甲<li>乙<ol><li>丙</ol></ul>": ["甲", "乙", "丙"],
}


@pytest.mark.parametrize(("html", "expected"), LINES.items())
def test_lines_are_what_a_reader_sees_in_one_row(html: str, expected: list[str]) -> None:
    assert [line.text for line in lines(tree.parse(html))] == expected


PIECES = (
    "<p> </p> <div> </div> <b> </b> <br> <img> <ul> <li> </ul> 甲 乙 <span> </span> <table><tr><td> </table> "
    "<script>丙</script> <!--丁--> <article> </article>"
)
HTML = st.lists(st.sampled_from([*PIECES.split(), "\n"]), max_size=40).map("".join)


@given(HTML, st.lists(st.integers(0, 60), max_size=4))
def test_lines_after_cuts_are_those_found_anew(html: str, cuts: list[int]) -> None:
    draft = Draft(Extract(format="web-page", reason="", html=html), tree.parse(html))
    draft.lines()
    for place in cuts:
        nodes = list(draft.root.traverse(include_text=True))[1:]
        draft.cut("x", nodes[place : place + 1])
        assert list(map(_as_told, draft.lines())) == list(map(_as_told, lines(draft.root)))


def _as_told(line: Line) -> tuple[object, ...]:
    return line.text, line.plain, [node.mem_id for node in line.nodes], line.block.mem_id
