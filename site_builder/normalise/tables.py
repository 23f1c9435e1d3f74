"""Tables of data as Markdown tables; tables of layout as what they hold."""

from __future__ import annotations

from collections.abc import Callable

from site_builder import tree
from site_builder.model import Cut
from site_builder.normalise.blocks import Block, Listing, Paragraph, Span, Spans, Table, plain

Line = Callable[[tree.Node], tuple[Spans, list[Block]]]
_PASSAGES = "h1, h2, h3, h4, h5, h6, blockquote, pre, figure, iframe"
_BLOCKS = f"{_PASSAGES}, ul, ol, p + p, div + div"
_BULLET = "• "
_MAX_SPAN = 100


def is_layout(node: tree.Node) -> bool:
    """One column or one row without a head, or cells that hold whole passages; lists do where the table has a head."""
    rows = own_rows(node)
    is_headed = bool(captions(node)) or any(cell.tag == "th" for row in rows for cell in row)
    if tree.attribute(node, "role") in {"presentation", "none"}:
        return True
    if node.css_first(_PASSAGES if is_headed else _BLOCKS) is not None:
        return True
    if any(inner.mem_id != node.mem_id for inner in node.css("table")):
        return True
    return len(rows) < 2 or max(map(len, rows)) < 2


def captions(node: tree.Node) -> list[tree.Node]:
    return [child for child in tree.children(node) if child.tag == "caption"]


def own_rows(node: tree.Node) -> list[list[tree.Node]]:
    """The cells of each row, without those of tables inside."""
    rows: list[list[tree.Node]] = []
    for child in tree.children(node):
        if child.tag == "tr":
            rows.append([cell for cell in tree.children(child) if cell.tag in {"td", "th"}])
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows += own_rows(child)
    return rows


def table(node: tree.Node, line: Line, cuts: list[Cut]) -> list[Block]:
    """The table, its caption before it, what its cells cannot hold behind it.

    Markdown has no spans: a cell over several rows is repeated in each, one over several columns is followed by
    empty cells. Both are noted as a cut.
    """
    before: list[Block] = []
    others: list[Block] = []
    for caption in captions(node):
        spans, more = line(caption)
        before += [Paragraph(spans)] if spans else []
        others += more
    grid = _Grid(cuts)
    head_rows = 0
    for cells in own_rows(node):
        if not cells:
            continue
        head_rows += not grid.rows and all(cell.tag == "th" for cell in cells)
        read = []
        for cell in cells:
            spans, more = _flat(*line(cell))
            others += more
            read.append((spans, _span(cell, "colspan"), _span(cell, "rowspan")))
        grid.add(read)
    width = max(map(len, grid.rows), default=0)
    rows = [tuple(row + [()] * (width - len(row))) for row in grid.rows]
    if not head_rows:
        rows.insert(0, ((),) * width)
    return [*before, Table(tuple(rows)), *others] if width else [*before, *others]


def _flat(spans: Spans, others: list[Block]) -> tuple[Spans, list[Block]]:
    """Lists in a cell as lines of it, each with a bullet; what else stands there comes behind the table."""
    left: list[Block] = []
    for block in others:
        items = _lines_of(block)
        if not items:
            left.append(block)
        for item in items:
            spans += (Span("\n", is_break=True),) if spans else ()
            spans += (Span(_BULLET), *item)
    return spans, left


def _lines_of(block: Block) -> list[Spans]:
    """The items of a list in which each is one paragraph; none of anything else."""
    if not isinstance(block, Listing):
        return []
    lines = [item[0].spans for item in block.items if len(item) == 1 and isinstance(item[0], Paragraph)]
    return lines if len(lines) == len(block.items) else []


class _Grid:
    """Rows being laid out; `waiting` holds what cells of earlier rows still cover: column -> (rows left, spans)."""

    def __init__(self, cuts: list[Cut]) -> None:
        self.rows: list[list[Spans]] = []
        self.waiting: dict[int, tuple[int, Spans]] = {}
        self.cuts = cuts

    def add(self, cells: list[tuple[Spans, int, int]]) -> None:
        covered, self.waiting = self.waiting, {}
        row: list[Spans] = []
        for spans, columns, rows in cells:
            self._fill(row, covered)
            if columns > 1 or rows > 1:
                self.cuts.append(Cut("table-span", plain(spans)))
            if rows > 1:
                self.waiting[len(row)] = (rows - 1, spans)
            row += [spans, *[()] * (columns - 1)]
        self._fill(row, covered)
        self.rows.append(row)

    def _fill(self, row: list[Spans], covered: dict[int, tuple[int, Spans]]) -> None:
        while len(row) in covered:
            left, spans = covered.pop(len(row))
            if left > 1:
                self.waiting[len(row)] = (left - 1, spans)
            row.append(spans)


def _span(cell: tree.Node, name: str) -> int:
    value = tree.attribute(cell, name)
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() and len(value) < 4 else 1
