"""Imports go downward only, and each library has one owner."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "site_builder"

# From the ground up. A room may import rooms below its own line and its own room, nothing else of ours.
LAYERS = (
    "pickled rights text keyed",
    "parcel",
    "model problems",
    "tasks",
    "project urls paths cjk languages stopwatch",
    "matter publishers tree words",
    "reasons citing pictures",
    "taken",
    "formats outlets normalise body relate pages exports",
    "program waiting",
    "config disk collecting catalogues cache workers download",
    "render",
    "gallery",
    "texts light made relations",
    "packs",
    "memory",
    "reading",
    "pipeline",
    "fresh",
    "stamp",
    "serving git starter completion",
    "checking exporting",
    "check",
    "build serve publish import_ export verify withdraw new",
    "terminal",
    "commands",
    "cli",
    "__main__",
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms.split()}

OWNERS = {
    "jinja2": {"render"},
    "markdown_it": {"body"},
    "nh3": {"body"},
    "frontmatter": {"matter"},
    "yaml": {"matter"},
    "watchdog": {"serve", "serving"},
    "rich": {"terminal"},
    "PIL": {"gallery"},
    "opencc": {"text"},
    "selectolax": {"tree"},
    "readability": {"formats"},
    "charset_normalizer": {"formats"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Dotted names of every module this file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


FILES = sorted(p for p in PACKAGE.rglob("*.py") if p.name != "__init__.py" or p.parent != PACKAGE)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_downward(path: Path) -> None:
    own = room(path)
    assert own in RANK, f"say in LAYERS where {own} belongs"
    for name in imports(path):
        if name.startswith("site_builder.") and (other := name.split(".")[1]) in RANK and other != own:
            assert RANK[other] < RANK[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_library_has_one_owner(path: Path) -> None:
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or room(path) in owners, f"{name} belongs to {owners}"


STAGES = {"formats", "outlets", "normalise", "body", "relate", "pages", "exports"}
FORBIDDEN = {"pathlib", "os", "io", "shutil", "subprocess", "socket", "time", "logging", "sys", "tempfile", "random"}


@pytest.mark.parametrize("path", [p for p in FILES if room(p) in STAGES], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_stages_do_not_reach_the_world(path: Path) -> None:
    reached = {name.split(".")[0] for name in imports(path)} & FORBIDDEN - {"io"}
    assert not reached, f"{path.name} imports {reached}"
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"open", "print", "input"}
