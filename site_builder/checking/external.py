"""Links outward: do they still live? Asked politely, a few at a time, one at a time a host, and remembered."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit, urlunsplit
from urllib.request import BaseHandler, Request, build_opener

from site_builder import __version__, urls
from site_builder.model import Article, Library
from site_builder.problems import Problem
from site_builder.project import Project

CACHE = ".cache/links.json"
WORKERS = 8
TIMEOUT_SECONDS = 15.0
PAUSE_SECONDS = 1.0  # between two requests to one host
HOST_LINKS = 200  # asked of one host in one run; the rest is for the next one
GOOD_DAYS = 30
BAD_DAYS = 2
WAYBACK = "https://archive.org/wayback/available"
_AGENT = f"dossier/{__version__} (link check; one request a second)"
_GONE = {404, 410, 451}
_NO_HEAD = {400, 403, 405, 406, 500, 501, 503}

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What asking gave: the HTTP status (0 = no answer), why, and when (POSIX seconds)."""

    status: int
    reason: str
    asked: float

    @property
    def is_dead(self) -> bool:
        """Only what is certain: refusals (403, 429) and bad days (5xx, no answer in time) are not death."""
        return self.status in _GONE or (self.status == 0 and self.reason == "no such host")

    def is_fresh(self, now: float) -> bool:
        return now - self.asked < (BAD_DAYS if self.is_dead or self.status == 0 else GOOD_DAYS) * 86_400


def is_public(host: str) -> bool:
    """Whether every address of a host is on the public internet: a clip must not make us knock inside a network."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True  # no such host; the request will say so
    return all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)


@dataclass(frozen=True, slots=True)
class Web:
    """How to ask. Tests put a server of their own in place of the world."""

    archive: str = WAYBACK
    pause: float = PAUSE_SECONDS
    timeout: float = TIMEOUT_SECONDS
    host_links: int = HOST_LINKS
    is_allowed: Callable[[str], bool] = is_public


def check_links(library: Library, project: Project, report: Report, web: Web | None = None) -> list[Problem]:
    """Dead links of the articles, each once, at the first article that has it. Paths are relative to content/."""
    asking = web or Web()
    where = dict(reversed(list(_links(library))))
    cache = project.root / CACHE
    known = _read(cache)
    now = time.time()
    todo = [url for url in where if url not in known or not known[url].is_fresh(now)]
    if todo:
        report(f"asking for {len(todo)} links of {len({urls.host(url) for url in todo})} hosts")
        try:
            for url, verdict in _ask_all(todo, asking, report):
                known[url] = verdict
        finally:
            _write(cache, known)
    return [
        _problem(url, where[url], known[url], asking) for url in reversed(where) if url in known and known[url].is_dead
    ]


def _links(library: Library) -> Iterator[tuple[str, Article]]:
    """Every link outward with the article that makes it: the article's own address first."""
    for article in library.articles:
        if urls.is_web(article.url):
            yield article.url, article
        for citation in library.citations.get(article.id, ()):
            if urls.is_web(citation.url):
                yield citation.url, article


def _ask_all(todo: list[str], web: Web, report: Report) -> Iterator[tuple[str, Verdict]]:
    """Hosts side by side, the links of one host one after another."""
    by_host: dict[str, list[str]] = {}
    for url in todo:
        by_host.setdefault(urls.host(url), []).append(url)
    for name, links in by_host.items():
        if len(links) > web.host_links:
            report(f"{len(links) - web.host_links} links of {name} are left for the next run")
            del links[web.host_links :]
    stop = threading.Event()
    done = 0

    def ask_host(links: list[str]) -> list[tuple[str, Verdict]]:
        answers: list[tuple[str, Verdict]] = []
        for number, url in enumerate(links):
            if number and stop.wait(web.pause):
                break
            answers.append((url, ask(url, web)))
        return answers

    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            for answers in pool.map(ask_host, by_host.values()):
                yield from answers
                done += len(answers)
                report(f"{done} of {len(todo)} links asked")
        finally:
            stop.set()


def ask(url: str, web: Web) -> Verdict:
    """One link: HEAD, and GET where a server does not care for HEAD. Never raises for what the web does."""
    verdict = _request(url, "HEAD", web)
    return _request(url, "GET", web) if verdict.status in _NO_HEAD | _GONE else verdict


def _request(url: str, method: str, web: Web) -> Verdict:
    status, reason = 0, ""
    try:
        request = Request(_sendable(url), method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
        with build_opener(_Guard(web)).open(request, timeout=web.timeout) as answer:
            status = answer.status
    except HTTPError as error:
        status, reason = error.code, str(error.reason)
        error.close()
    except URLError as error:
        is_unknown = isinstance(error.reason, socket.gaierror) and error.reason.errno == socket.EAI_NONAME
        reason = "no such host" if is_unknown else str(error.reason)
    except (OSError, HTTPException, ValueError) as error:
        reason = str(error) or type(error).__name__
    return Verdict(status, reason, time.time())


def _sendable(url: str) -> str:
    """The address in ASCII, its path as the author wrote it."""
    parts = urlsplit(urls.legal(url))
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme, host, path, quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]"), ""))


class _Guard(BaseHandler):
    """Looks at every request, those that a redirect leads to included."""

    def __init__(self, web: Web) -> None:
        self._web = web

    def http_request(self, request: Request) -> Request:
        if not self._web.is_allowed(urls.host(request.full_url)):
            raise URLError("leads into a private network")
        return request

    https_request = http_request


def archived_copy(article: Article, url: str, web: Web) -> str:
    """The address of an archived copy near the article's date, "" if there is none or the archive is silent."""
    day = article.published.text[:10].replace("-", "") if article.published else ""
    query = urlencode({"url": url, **({"timestamp": day} if day else {})})
    request = Request(f"{web.archive}?{query}", headers={"User-Agent": _AGENT})
    with suppress(OSError, HTTPException, ValueError, KeyError, TypeError):
        with build_opener().open(request, timeout=web.timeout) as answer:
            closest = json.loads(answer.read(100_000))["archived_snapshots"]["closest"]
        if closest["available"] is True and urls.is_web(closest["url"]):
            return str(closest["url"])
    return ""


def _problem(url: str, article: Article, verdict: Verdict, web: Web) -> Problem:
    why = f"answers {verdict.status}" if verdict.status else verdict.reason
    if article.archived and url == article.url:
        return Problem("link-dead", article.origin, f"{url}: {why}", hint="`archived:` is there, nothing to do")
    copy = archived_copy(article, url, web)
    hint = f"a copy is at {copy}" if copy else f"look for a copy: https://web.archive.org/web/*/{quote(url, safe=':/')}"
    if copy and url == article.url:
        hint = f"add `archived: {copy}`"
    return Problem("link-dead", article.origin, f"{url}: {why}", hint=hint)


def _read(cache: Path) -> dict[str, Verdict]:
    """What was learned before; a cache that cannot be read is as good as none."""
    try:
        return {url: Verdict(int(s), str(r), float(t)) for url, (s, r, t) in json.loads(cache.read_text()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(cache: Path, known: Mapping[str, Verdict]) -> None:
    with suppress(OSError):  # only a cache
        cache.parent.mkdir(exist_ok=True)
        aside = cache.with_suffix(".new")
        aside.write_text(json.dumps({url: (v.status, v.reason, v.asked) for url, v in known.items()}))
        aside.replace(cache)
