"""How much of real clips survives, beside trafilatura, readability-lxml and markdownify on the same clips.

    make bench-normalise CLIPS="folder-of-clips ..."

The clips are not ours to publish, so none come with the project: name folders that hold some. The other tools are
installed into bench/work/extractors on the first run. Of each clip's own lines of text (page furniture left out, see
FURNITURE and BOILERPLATE) the figures say: the share of characters found in what a tool made; pictures, captions and
links kept, told by their addresses; lines of boilerplate left. What dossier moves to frontmatter counts as kept for
dossier, as its normal form is one file; the others keep no such fields from a fragment.

Below the table stands dossier's account of everything in the clips, furniture too: kept, moved into a key, cut by a
rule, or missing (see kept.py); then, one by one, what is missing, and the clips that keep less than 0.995 of their
text.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from bench.kept import KINDS, Fate, fates
from site_builder import formats, normalise, outlets, tree, urls
from site_builder.model import Article, Extract, Origin
from site_builder.outlets.lines import lines
from site_builder.project import Config

OTHERS = ("trafilatura==2.0.0", "readability-lxml==0.8.4.1", "lxml_html_clean", "markdownify==1.2.0")
CAPTIONS = "figcaption, .wp-caption-text, .image-caption, .photo-caption, p > img + small"
LEAST = 0.995
FURNITURE = (
    "script, style, noscript, svg, button, nav, .sharedaddy, .jp-relatedposts, .entry-meta, .entry-footer, .links, "
    ".entry-author-wrapper, .element-invisible, .comment-form, div.comment, .view-mode-home_promoted_block_, .wpcnt, "
    ".field-name-service-links-displays-group, .submitted, .code-block, .gfw, .dndo, .bqdn, .author-wrap, .emoji, "
    "[data-root-share], .__cf_email__, .field-name-field-profile-photo"
)
KEY = re.compile(r"^\s*(?:- )?[a-z_]+:(?: |$)", re.MULTILINE)  # of the frontmatter
BOILERPLATE = re.compile(
    r"^分享 ?[:：]|Better Feed|del\.icio\.us|Post tags|共享此文章|^点击以在|^赞过|冒个泡吧|hit the wall|^同一主题"
    r"|images\.weserv\.nl|facebook\.com/dialog|whatsapp://|twitter\.com/share|No comment|您可能感兴趣的文章|^Tagged$"
    r"|版权声明|^© (?:\d{4}|.{0,40}(?:版权|for ))"
)


@dataclass(slots=True)
class Tally:
    """Sums over all clips; of `empty` ones a tool made no text at all."""

    characters: int = 0
    boilerplate: int = 0
    images: int = 0
    captions: int = 0
    links: int = 0
    empty: int = 0
    seconds: float = 0.0


def main(folders: list[Path]) -> None:
    found = [(path.name, extract) for folder in folders for path in clips(folder) for extract in read(path)]
    extracts = [extract for _, extract in found]
    whole = Tally()
    made: dict[str, Tally] = {"dossier": Tally()}
    accounts = {}
    for number, ((file, extract), others) in enumerate(zip(found, by_others(extracts), strict=True)):
        started = time.process_time()
        article = by_dossier(extract)
        made["dossier"].seconds += time.process_time() - started
        accounts[f"{number} {file}"] = fates(extract, article)
        texts = {"dossier": KEY.sub("", normalise.text_of(article)), **others}
        wanted = Wanted(extract)
        wanted.add_to(whole)
        for name, text in texts.items():
            wanted.find_in(text, made.setdefault(name, Tally()))
    print(f"{len(extracts)} clips: {whole.characters} characters, {whole.images} pictures,", end=" ")
    print(f"{whole.captions} captions, {whole.links} links")
    print(f"{'':18}{'text':>9}{'pictures':>10}{'captions':>10}{'links':>8}{'boilerplate':>13}{'no text':>9}")
    for name, tally in made.items():
        shares = (
            tally.characters / whole.characters,
            tally.images / max(1, whole.images),
            tally.captions / max(1, whole.captions),
            tally.links / max(1, whole.links),
        )
        text, images, captions, links = (f"{share:.4f}" for share in shares)
        print(f"{name:18}{text:>9}{images:>10}{captions:>10}{links:>8}{tally.boilerplate:>13}{tally.empty:>9}")
    print(
        f"dossier: {1000 * made['dossier'].seconds / len(extracts):.1f} ms of CPU a clip, rules and Markdown together"
    )
    tell(accounts)


def tell(accounts: Mapping[str, Mapping[str, Fate]]) -> None:
    """The account of everything, sum first, then one by one what is missing."""
    print(f"\n{'dossier':18}{'kept':>9}{'moved':>9}{'cut':>9}{'missing':>9}{'kept or named':>16}{'recall':>9}")
    for kind in KINDS:
        total = Fate()
        for account in accounts.values():
            total.add(account[kind])
        counts = f"{total.kept:>9}{total.moved:>9}{total.cut:>9}{total.lost:>9}"
        print(f"{kind:18}{counts}{total.share:>16.4f}{total.recall:>9.4f}")
    for name, account in accounts.items():
        for kind, fate in account.items():
            for item in fate.missing:
                print(f"missing: {name}: {kind}: {item.forms[0][:100]}")
        if account["text"].recall < LEAST:
            print(f"below {LEAST}: {name}: {account['text'].recall:.4f} of the text")


def clips(folder: Path) -> list[Path]:
    found = sorted(
        path for path in folder.rglob("*") if path.suffix in {".md", ".txt", ".html"} and path.name != "README.md"
    )
    if not found:
        sys.exit(f"bench: no clips in {folder}")
    return found


def read(path: Path) -> Iterator[Extract]:
    extracts, _ = formats.read(Origin(path.name, path.read_bytes()))
    yield from (extract for extract in extracts if extract.html)


def by_dossier(extract: Extract) -> Article:
    article, _ = normalise.article(outlets.refine(extract), Origin("clip.md", b""), Config())
    assert article is not None  # every extract makes one
    return article


def by_others(extracts: Iterable[Extract]) -> Iterator[dict[str, str]]:
    """What the other tools make of the same HTML, one clip after the other."""
    python = environment()
    asked = "".join(json.dumps({"html": e.html, "url": e.url, "title": e.title}) + "\n" for e in extracts)
    script = Path(__file__).with_name("extractors.py")
    done = subprocess.run([python, script], input=asked, capture_output=True, text=True, check=True)
    return (json.loads(line) for line in done.stdout.splitlines())


def environment() -> Path:
    """The Python with the other tools; made on the first run."""
    folder = Path(__file__).parent / "work" / "extractors"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *OTHERS], check=True)
    return python


class Wanted:
    """What one clip holds that a reader would miss."""

    def __init__(self, extract: Extract) -> None:
        body = tree.parse(extract.html)
        for node in tree.outermost((*body.css(FURNITURE), *(n for n in body.css("p, small") if is_boilerplate(n)))):
            node.decompose()
        self.lines = [dense(line.text) for line in lines(body) if not BOILERPLATE.search(line.text)]
        self.captions = [words for node in body.css(CAPTIONS) if (words := dense(node.text() or ""))]
        self.images = [found for node in body.css("img") if (found := addresses(node))]
        self.links = {
            address(target)
            for node in body.css("a[href]")
            if dense(node.text() or "") and (target := urls.absolute(tree.attribute(node, "href"), extract.url))
        }

    def add_to(self, tally: Tally) -> None:
        tally.characters += sum(map(len, self.lines))
        tally.images += len(self.images)
        tally.captions += len(self.captions)
        tally.links += len(self.links)

    def find_in(self, markdown: str, tally: Tally) -> None:
        plain = re.sub(r"\]\((?:<[^>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)", "](", unescape(markdown))
        text, targets = dense(plain.replace("\\", "")), address(unescape(markdown).replace("\\", ""))
        tally.characters += sum(len(line) for line in self.lines if line in text)
        tally.captions += sum(caption in text for caption in self.captions)
        tally.images += sum(any(form in targets for form in image) for image in self.images)
        tally.links += sum(link in targets for link in self.links)
        tally.boilerplate += sum(bool(BOILERPLATE.search(line)) for line in markdown.splitlines())
        tally.empty += bool(self.lines) and not text


def is_boilerplate(node: tree.Node) -> bool:
    return bool(BOILERPLATE.search(" ".join((node.text() or "").split())))


def addresses(node: tree.Node) -> set[str]:
    """Every form of one picture: sizes of a set, lazy and plain."""
    values = [value or "" for name, value in node.attributes.items() if "src" in name or name == "data-original"]
    parts = [part.split()[0] for value in values for part in value.split(",") if part.split()]
    return {address(part) for part in parts if not part.startswith("data:") and "/" in part and "." in part}


def dense(text: str) -> str:
    """Letters and digits alone, so that white space, marks and punctuation of Markdown do not count."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def address(url: str) -> str:
    """An address without scheme, proxy, query and encoding, which tools treat differently."""
    plain = unquote(url).replace("images.weserv.nl/?url=", "")
    plain = re.sub(r"i[0-3]\.wp\.com/", "", plain)
    return re.sub(r"https?://|//", "", plain).split("?")[0].rstrip("/") if "\n" not in plain else plain


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
