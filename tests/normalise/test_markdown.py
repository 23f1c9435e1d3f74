"""What is written as Markdown reads as what it was: text, links, emphasis, structure."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from site_builder.body.figures import figure_of, picture
from site_builder.body.parser import parser
from site_builder.model import Image
from site_builder.normalise.blocks import (
    Block,
    Code,
    Figure,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
)
from site_builder.normalise.inline import line
from site_builder.normalise.spans import tidy
from site_builder.normalise.write import document

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
SPAN = st.tuples(WORDS, MARKS, HREFS).map(lambda parts: Span(*parts)) | st.just(Span("\n", is_break=True))
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


@given(st.text("甲乙，ab ", min_size=1, max_size=12), st.integers(0, 12))
def test_white_space_is_folded_alike_whether_or_not_something_is_invisible(text: str, place: int) -> None:
    assert tidy([Span(f"{text[:place]}\u200b{text[place:]}")]) == tidy([Span(text)])


PARAGRAPH = LINES.map(Paragraph)
FIGURE = st.builds(
    Figure,
    st.builds(
        Image,
        st.sampled_from(["https://e.org/a.jpg", "https://e.org/b (1).jpg"]),
        st.text(st.sampled_from(SIGNS.replace("\n", "")), max_size=5).map(str.strip),
        st.sampled_from(["", "说明", "甲 — 乙", 'say "x" &amp; \\\\y']),
        st.sampled_from(["", "某某", "a — b"]),
    ),
    st.sampled_from(["", "https://e.org/"]),
)
HEADING = st.builds(Heading, st.integers(2, 6), LINES.map(lambda s: tuple(x for x in s if not x.is_break)).filter(bool))
CODE = st.builds(
    Code, st.sampled_from(["a < b", "```\nx\n```", "  indented\n\nend", "~~~"]), st.sampled_from(["", "py"])
)
CELL = LINES.map(lambda s: tidy(x for x in s if not x.is_break))
TABLE = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.tuples(*[CELL] * width), min_size=2, max_size=3).map(lambda rows: Table(tuple(rows)))
)
LEAF = PARAGRAPH | FIGURE | HEADING | CODE | TABLE | st.just(Rule())


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    group = st.lists(inner, min_size=1, max_size=3).map(tuple)
    items = st.lists(group, min_size=1, max_size=3).map(tuple)
    return st.builds(Quote, group) | st.builds(Listing, items, st.sampled_from([None, 1, 7]))


DOCUMENTS = st.lists(st.recursive(LEAF, nested, max_leaves=8), min_size=1, max_size=4)


def outline_of(blocks: Sequence[Block]) -> Iterator[str]:
    """The structure of blocks as markdown-it names it, paragraphs of lists and figures alike being paragraphs."""
    for block in blocks:
        match block:
            case Paragraph() | Figure():
                yield "p"
            case Heading(level):
                yield f"h{level}"
            case Code(text, language):
                yield f"code {language} {text}"
            case Rule():
                yield "hr"
            case Table(rows):
                yield f"table {len(rows)}x{len(rows[0])}"
            case Quote(inside):
                yield from ("quote(", *outline_of(inside), ")")
            case Listing(items, start):
                yield "list(" if start is None else f"list {start}("
                for item in items:
                    yield from ("item(", *outline_of(item), ")")
                yield ")"
            case _:
                raise AssertionError(block)


OPENING = {"blockquote_open": "quote(", "bullet_list_open": "list(", "list_item_open": "item("}


def outline_read(tokens: Sequence[Token]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token.type == "paragraph_open":
            yield "p"
        elif token.type == "heading_open":
            yield token.tag
        elif token.type == "fence":
            yield f"code {token.info} {token.content[:-1]}"
        elif token.type == "hr":
            yield "hr"
        elif token.type == "table_open":
            inside = list(takewhile(lambda kind: kind != "table_close", (t.type for t in tokens[place:])))
            rows = inside.count("tr_open")
            yield f"table {rows}x{(inside.count('th_open') + inside.count('td_open')) // rows}"
        elif token.type in OPENING:
            yield OPENING[token.type]
        elif token.type == "ordered_list_open":
            yield f"list {token.attrs.get('start', 1)}("
        elif token.type in {"blockquote_close", "bullet_list_close", "ordered_list_close", "list_item_close"}:
            yield ")"


@given(DOCUMENTS)
@example([Paragraph(tidy([Span("]:", Mark.CODE, "https://e.org/a")]))])
def test_written_blocks_read_as_the_same_structure(blocks: list[Block]) -> None:
    tokens = parser().parse(document(blocks), {})
    assert list(outline_read(tokens)) == list(outline_of(blocks))


@given(FIGURE)
def test_a_written_figure_reads_as_the_same_picture(figure: Figure) -> None:
    children = parser().parse(document([figure]), {})[1].children or []
    found = figure_of(children)
    assert found is not None
    token, href, _ = found
    read, wanted = picture(token), figure.image
    assert (read.src, read.alt, href) == (parser().normalizeLink(wanted.src), wanted.alt, figure.href)
    if wanted.credit.count(" — ") == 0:
        assert (read.caption, read.credit) == (wanted.caption, wanted.credit)
    else:
        assert f"{read.caption} — {read.credit}" == " — ".join(filter(None, (wanted.caption, wanted.credit)))
