"""Other extractors, in an environment of their own: HTML documents in as JSON lines, what each makes of them out.

Reads {"html", "url"} a line from standard input, writes {tool: Markdown or text} a line.
"""

import json
import sys

import markdownify
import readability
import trafilatura


def by_trafilatura(html: str, url: str) -> str:
    return (
        trafilatura.extract(
            html, url=url, output_format="markdown", include_images=True, include_links=True, include_tables=True,
            favor_recall=True,
        )
        or ""
    )  # fmt: skip


def by_readability(html: str, url: str) -> str:
    return str(markdownify.markdownify(readability.Document(html, url=url).summary(html_partial=True)))


def by_markdownify(html: str, _url: str) -> str:
    return str(markdownify.markdownify(html))


TOOLS = {"trafilatura": by_trafilatura, "readability-lxml": by_readability, "markdownify": by_markdownify}

for line in sys.stdin:
    asked = json.loads(line)
    page = f"<html><head><title>{asked['title']}</title></head><body>{asked['html']}</body></html>"
    print(json.dumps({name: tool(page, asked["url"]) for name, tool in TOOLS.items()}), flush=True)
