"""Footnotes: `[^label]` in the text, `[^label]: words` as a block of its own, shown at the end in order of use."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_DEFINITION = re.compile(r"\[\^([^\]\s\[]{1,40})\]:[ \t]*")
_MARK = re.compile(r"\[\^([^\]\s\[]{1,40})\]")


def footnote_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^label]: words`, further paragraphs indented by four blanks. The label is noted in env["footnotes"]."""
    begin = state.bMarks[start] + state.tShift[start]
    match = _DEFINITION.match(state.src, begin, state.eMarks[start])
    if match is None or state.level > 0:
        return False
    if silent:
        return True
    last = _last_line(state, start, end)
    token = state.push("footnote_open", "", 1)
    token.meta = {"label": match[1]}
    token.map = [start, last]
    state.env.setdefault("footnotes", []).append(match[1])
    kept = (
        state.bMarks[start],
        state.tShift[start],
        state.sCount[start],
        state.blkIndent,
        state.parentType,
        state.lineMax,
    )
    state.bMarks[start], state.tShift[start], state.sCount[start] = match.end(), 0, 4
    state.blkIndent, state.parentType, state.lineMax = 4, "footnote", last
    state.md.block.tokenize(state, start, last)
    state.bMarks[start], state.tShift[start], state.sCount[start] = kept[:3]
    state.blkIndent, state.parentType, state.lineMax = kept[3:]
    state.push("footnote_close", "", -1)
    state.line = last
    return True


def footnote_mark(state: StateInline, silent: bool) -> bool:
    """`[^label]`, if there is such a footnote; else it stays text."""
    match = _MARK.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env.get("footnotes", ()):
        return False
    if not silent:
        state.push("footnote_mark", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _last_line(state: StateBlock, start: int, end: int) -> int:
    """The line behind the footnote: the first one not indented after a blank line, or the next definition."""
    line = start + 1
    while line < end:
        if state.isEmpty(line):
            following = line + 1
            while following < end and state.isEmpty(following):
                following += 1
            if following >= end or state.sCount[following] < 4:
                return line
            line = following
        elif _DEFINITION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
            return line
        else:
            line += 1
    return line
