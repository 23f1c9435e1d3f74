"""Templates compiled to less work: words put in beforehand, attributes and calls as Python's own, escaping in C.

Jinja asks of every `a.b` whether it is an attribute, then an item, then undefined; of every call whether it wants the
context. What our templates get has attributes, and functions want no context. So the quick form says `a.b` and `f(x)`
as Python does. Where that raises (an item, a name that is not there), the page is made again in Jinja's own form,
which knows what is meant or says what is wrong. And a block hands its pieces on as one, since each piece would pass
through the generators of all templates that the page extends.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from site_builder.words import Words

try:
    from markupsafe._speedups import _escape_inner as escaped  # the loop in C, without the wrapping of each piece
except ImportError:  # a markupsafe before 3, or without its C part

    def escaped(s: str, /) -> str:
        text = s.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")


_markup: Callable[[type[Markup], str], Markup] = str.__new__  # Markup's own asks whether it is given some already


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
    _pieces: str | None = None  # the list that a block's pieces are collected in

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline(f"from {__name__} import quick_macro as QuickMacro, escaped, said")
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        if frame.block_frame or (frame.toplevel and not frame.require_output_check):
            self.buffer(frame)
            self._pieces = frame.buffer

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        if frame.buffer and frame.buffer == self._pieces and (frame.block_frame or frame.toplevel):
            self.writeline(f"yield concat({frame.buffer})")
            self._pieces = None
        super().leave_frame(frame, with_python_scope)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        if not node.with_context and self._pieces:  # Jinja lets its pieces pass by what is collected
            self.writeline(f"yield concat({self._pieces})")
            self.writeline(f"{self._pieces}.clear()")
        super().visit_Include(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("Quick")  # before Macro(...)
        super().macro_def(macro_ref, frame)

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


def quick_macro(environment: Environment, function: Callable[..., str], name: str, names: Any, *rest: Any) -> Any:
    """A macro that is mostly called with all its arguments in their order: nothing is to be sorted out then."""
    macro = Macro(environment, function, name, names, *rest)
    if any(rest[:3]) or not rest[3]:  # it takes more arguments than it names, or escapes nothing
        return macro

    def called(*args: Any, **kwargs: Any) -> str:
        if len(args) == len(names) and not kwargs:
            return _markup(Markup, function(*args))
        return macro(*args, **kwargs)

    return called


class Plain(Environment):
    """Jinja as it is, with the words put in."""

    code_generator_class = _Compiler


class Quick(Environment):
    """Jinja without the questions that our values do not raise."""

    code_generator_class = _QuickCompiler

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        """As Jinja's, which asks with every import of every page whether a template has changed or others are to be
        forgotten."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._loaded:
            self._loaded[name] = super().get_template(name, parent)
        return self._loaded[name]

    def made(self, name: str, values: Mapping[str, object]) -> str:
        """What `get_template(name).render(values)` gives, without comparing the globals, which are all the same, at
        every import of every page."""
        template = self.get_template(name)
        context = Context(self, {**self.globals, **values}, template.name, template.blocks)
        return "".join(template.root_render_func(context))
