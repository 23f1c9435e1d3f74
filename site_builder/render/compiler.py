"""Templates compiled to less work: words put in beforehand, attributes and calls as Python's own, escaping in C.

Jinja asks of every `a.b` whether it is an attribute, then an item, then undefined; of every call whether it wants the
context. What our templates get has attributes, and functions want no context. So the quick form says `a.b` and `f(x)`
as Python does. Where that raises (an item, a name that is not there), the page is made again in Jinja's own form,
which knows what is meant or says what is wrong.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from site_builder.words import Words

try:
    from markupsafe._speedups import _escape_inner as escaped  # the loop in C, without the wrapping of each piece
except ImportError:  # a markupsafe before 3, or without its C part

    def escaped(s: str, /) -> str:
        text = s.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")


class _Folding(NodeTransformer):
    """Puts the words of the interface into a template when it is compiled, not each time it is rendered."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  the name is Jinja's
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))], kwargs=[]):
                return nodes.Const(self.words(text), lineno=node.lineno)
            case nodes.Call(
                node=nodes.Getattr(node=nodes.Name(name="_"), attr="one"),
                args=[nodes.Const(value=str(text))],
                kwargs=[],
            ):
                return nodes.Const(self.words.one(text), lineno=node.lineno)
        return self.generic_visit(node)


class _Compiler(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        words = self.environment.globals["_"]
        super().visit_Template(_Folding(words).visit(node) if isinstance(words, Words) else node, frame)


class _QuickCompiler(_Compiler):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline(f"from {__name__} import escaped, said")
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        is_block = isinstance(node.node, nodes.Name) and node.node.name == "self"  # self.block() is an item
        if is_block or keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        names = [pair.key for pair in node.kwargs]
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(map(keyword.iskeyword, names)):
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("(escaped(v) if type(v := ")  # said(), without a call for each piece of text
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write(") is str else said(v))")
        else:
            super()._output_child_post(node, frame, finalize)


def said(value: object) -> str:
    """The value as it stands in a page: what is not yet HTML is escaped, as `markupsafe.escape` does it."""
    if type(value) is str:
        return escaped(value)
    return value if type(value) is Markup else escape(value)


class Plain(Environment):
    """Jinja as it is, with the words put in."""

    code_generator_class = _Compiler


class Quick(Environment):
    """Jinja without the questions that our values do not raise."""

    code_generator_class = _QuickCompiler

    def made(self, name: str, values: Mapping[str, object]) -> str:
        """What `get_template(name).render(values)` gives, without comparing the globals, which are all the same, at
        every import of every page."""
        template = self.get_template(name)
        context = Context(self, {**self.globals, **values}, template.name, template.blocks)
        return "".join(template.root_render_func(context))
