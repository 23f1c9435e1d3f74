"""What is written as Markdown reads as what it was: text, links, emphasis, structure."""

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from site_builder.body.parser import parser
from site_builder.normalise.blocks import (
    Mark,
    Span,
    Spans,
)
from site_builder.normalise.inline import line
from site_builder.normalise.spans import tidy

Letter = tuple[str, int, str]
KINDS = {"strong": Mark.BOLD, "em": Mark.ITALIC, "s": Mark.STRUCK}

SIGNS = "字书，。《》“”—aB1 .-+*_~`[](){}<>#&;!|\\\"'=:^$@/\n"
WORDS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12) | st.sampled_from(
    [
        "&amp;",
        "&#42;",
        "1. ",
        "# ",
        "---",
        "===",
        "| a | b |",
        "<b>",
        "http://e.org",
        "[^1]",
        "{{ x }}",
        "![a](b)",
        "**",
        "  ",
    ]
)
MARKS = st.sampled_from([0, 0, 0, Mark.BOLD, Mark.ITALIC, Mark.STRUCK, Mark.BOLD | Mark.ITALIC, Mark.CODE])
HREFS = st.sampled_from(["", "", "", "https://e.org/a", "https://e.org/(b)_c?d=1&copy;=2", "https://e.org/三 四"])
SPAN = st.builds(Span, WORDS, MARKS, HREFS) | st.just(Span("\n", is_break=True))
LINES = st.lists(SPAN, min_size=1, max_size=8).map(tidy).filter(bool)


def letters_of(spans: Spans) -> list[Letter]:
    """Every character with its style; white space wears none, since emphasis cannot begin or end with it."""
    found: list[Letter] = []
    for span in spans:
        for character in "\n" if span.is_break else span.text:
            blank = character in " \n"
            found.append((character, 0 if blank else span.marks, "" if blank else span.href))
    return found


def letters_read(tokens: Sequence[Token]) -> Iterator[Letter]:
    marks, href = 0, ""
    for token in tokens:
        if token.tag in KINDS:
            marks ^= KINDS[token.tag]
        elif token.type == "link_open":
            href = str(token.attrs["href"])
        elif token.type == "link_close":
            href = ""
        elif token.type in {"text", "code_inline"}:
            code = Mark.CODE if token.type == "code_inline" else 0
            for character in token.content:
                yield (character, 0, "") if character == " " else (character, marks | code, href)
        elif token.type == "hardbreak":
            yield ("\n", 0, "")
        else:
            yield (f"<{token.type}>", 0, "")


def same_address(letter: Letter) -> Letter:
    return letter[0], letter[1], parser().normalizeLink(letter[2])


@given(LINES)
def test_a_written_line_reads_as_the_same_letters_in_the_same_styles(spans: Spans) -> None:
    blocks = parser().parse(line(spans), {})
    assert [token.type for token in blocks] == ["paragraph_open", "inline", "paragraph_close"]
    assert list(letters_read(blocks[1].children or [])) == list(map(same_address, letters_of(spans)))
