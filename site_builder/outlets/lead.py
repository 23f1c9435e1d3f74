"""The lead picture: the first thing of an article, with the words that stand below it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from site_builder import pictures, tree, urls
from site_builder.model import Image
from site_builder.outlets.draft import Draft
from site_builder.outlets.lines import Line
from site_builder.outlets.steps import Step
from site_builder.text import one_line

_ALIGNED = "p[style], div[style], p[align], div[align]"


def lead_image(words_before: int = 0) -> Step:
    """The first picture becomes the article's, if no more than so many lines of words stand before it.

    Where the page's own description names the picture already, it only gets its words, and is not shown twice.
    """

    def step(draft: Draft) -> None:
        found = draft.lines()
        place = next((i for i, line in enumerate(found[: words_before + 1]) if line.picture is not None), None)
        if place is None:
            return
        line = found[place]
        node = line.picture
        if node is None or pictures.is_pixel(node) or pictures.is_tiny(node):
            return
        image = pictures.of(node, draft.url)
        named: Image | None = draft.get("image")
        if image is None or (named and not _is_same(named, image)):
            return
        taken = [*line.nodes] if not line.text or line.is_caption else [node]
        captions = [line] if line.text and line.is_caption else []
        twins: list[tree.Node] = []
        for following in found[place + 1 : place + 5]:
            twin = following.picture
            if twin is not None and not following.text and _is_twin(twin, image, draft.url):
                twins += following.nodes
            elif twin is None and (following.is_caption or (not captions and pictures.is_caption(following.text))):
                captions.append(following)
            else:
                break
        image = _with_words(image, captions)
        taken += [n for caption in captions for n in caption.nodes]
        draft.fields["image"] = replace(image, src=named.src, alt=named.alt or image.alt) if named else image
        draft.cut("field:image", taken)
        draft.cut("picture-twice", twins)

    return step


def centred_captions(longest: int = 60) -> Step:
    """A short centred paragraph right below a picture is its caption: it gets a class that the converter knows."""

    def step(draft: Draft) -> None:
        centred = {node.mem_id for node in draft.root.css(_ALIGNED) if _is_centred(node)}
        if not centred:  # as on most pages
            return
        above: tree.Node | None = None
        for node in draft.root.css("p, div"):
            words = one_line(node.text() or "")
            if not words and node.css_first("img"):
                above = node
            elif words and above is not None:
                is_next = all(one_line(inner.text() or "") == "" for inner in _between(above, node))
                is_bare = all(inner.mem_id == node.mem_id for inner in node.css("p, div, img"))
                if is_next and is_bare and node.mem_id in centred and len(words) <= longest:
                    node.attrs["class"] = "image-caption"
                above = None

    return step


def _between(above: tree.Node, node: tree.Node) -> list[tree.Node]:
    """The siblings from one element to another; the second itself where they are none."""
    found: list[tree.Node] = []
    following = above.next
    while following is not None and following.mem_id != node.mem_id:
        found.append(following)
        following = following.next
    return found if following is not None else [node]


def _is_centred(node: tree.Node) -> bool:
    style = tree.attribute(node, "style").replace(" ", "")
    return "text-align:center" in style or tree.attribute(node, "align") == "center"


def _is_twin(node: tree.Node, image: Image, base_url: str) -> bool:
    """The picture once more, in another size, for pages without scripts."""
    again = pictures.of(node, base_url)
    return again is not None and pictures.name_of(again.src) == pictures.name_of(image.src)


def _is_same(one: Image, other: Image) -> bool:
    """The same file, whatever size the address asks for."""
    return urls.match_key(one.src).partition("?")[0] == urls.match_key(other.src).partition("?")[0]


def _with_words(image: Image, captions: list[Line]) -> Image:
    caption: list[str] = []
    credit: list[str] = []
    for line in captions:
        cited = tree.outermost(c for n in line.nodes if n.tag != "-text" for c in n.css("cite, [class*=cred]"))
        quoted = " ".join(c.text() or "" for c in cited)
        around = (line.block, *islice(tree.ancestors(line.block), 2))
        names = " ".join(tree.attribute(up, "class") for up in around)
        if line.block.tag == "cite" or "cred" in names or pictures.is_credit(line.text):
            credit.append(line.text)
        elif quoted:
            credit.append(quoted)
            caption.append(line.text.replace(" ".join(quoted.split()), "").strip())
        else:
            caption.append(line.text)
    if not credit:
        words, behind = pictures.parted(" ".join(caption))
        caption, credit = [words], [behind]
    return replace(image, caption=one_line(" ".join(caption)), credit=one_line(" ".join(credit)))
