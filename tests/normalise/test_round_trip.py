"""Writing an article and reading it gives the same article; normalising twice changes nothing."""

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder import normalise, urls
from site_builder.model import (
    RIGHTS,
    Account,
    Article,
    ClipRecord,
    Counts,
    Image,
    ListedItem,
    Moment,
    Original,
    Trim,
)
from site_builder.normalise.accounts import recorded
from site_builder.normalise.values import kept
from site_builder.text import clean, one_line
from tests import clips

LINE = st.text(max_size=20).map(one_line)
NAMES = st.lists(LINE.filter(bool), max_size=3, unique=True).map(tuple)
URL = st.from_regex(r"https://[a-z]{1,5}\.org/[a-zA-Z0-9/%?&=中-]{0,20}", fullmatch=True).map(urls.canonical)
WORD = st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True)
SIZES = st.none() | st.integers(1, 99999)
IMAGE = st.builds(Image, URL, LINE, LINE, LINE, SIZES, SIZES)
MOMENTS = [
    Moment(text, is_zone_assumed=assumed, is_estimate=estimate)
    for text, assumed, estimate in product(
        ("2023", "2023-11", "2023-11-14", "2023-11-14T10:34+08:00", "2023-11-14T10:34:27+08:00"),
        (False, True),
        (False, True),
    )
    if not (assumed and len(text) <= 10)
] + [Moment("2023-11-14T09:45:01Z"), Moment("2023-07-14T10:34-05:30")]
NUMBER = st.integers(0, 999_999_999)
COUNTS = st.builds(Counts, characters=NUMBER, paragraphs=NUMBER, links=NUMBER, images=NUMBER, tables=NUMBER)
RULE = st.sampled_from(["share", "element:form", "field:authors,contributors", "no", "1:30", "field:related"])
TRIM = st.builds(Trim, RULE, st.integers(1, 99), NUMBER, NUMBER, NUMBER)
TRIMS = st.lists(TRIM, max_size=4, unique_by=lambda trim: trim.rule).map(tuple)
ACCOUNT = st.builds(Account, COUNTS, COUNTS, TRIMS, NUMBER).map(recorded)
EXTRA = st.dictionaries(
    st.from_regex(r"x_[a-z]{1,5}", fullmatch=True), LINE.filter(bool) | NAMES.map(list).filter(bool)
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    moment = st.none() | st.sampled_from(MOMENTS)
    url = draw(URL | st.just(""))
    return Article(
        id=urls.article_id(url, "a.md"),
        origin="a.md",
        sha256="",
        format="markdown",
        title=draw(LINE),
        url=url,
        source=draw(st.sampled_from(["nyt", "daily-example"] if url else ["nyt", "unknown"])),
        published=draw(moment),
        captured=draw(moment),
        updated=draw(moment),
        language=draw(st.sampled_from(["zh-Hans", "zh-Hant", "en"])),
        kicker=draw(LINE),
        authors=draw(NAMES),
        translators=draw(NAMES),
        contributors=draw(NAMES),
        summary=draw(st.text(max_size=30).map(lambda text: clean(text).strip())),
        image=draw(st.none() | IMAGE),
        tags=draw(NAMES),
        people=draw(NAMES),
        organisations=draw(NAMES),
        places=draw(NAMES),
        event=draw(st.just("") | WORD),
        related=draw(st.lists(st.builds(ListedItem, LINE, URL, LINE), max_size=2).map(tuple)),
        see_also=draw(NAMES),
        not_related=draw(NAMES),
        original=draw(st.none() | st.builds(Original, URL, st.sampled_from(["", "en"]))),
        rights=draw(st.sampled_from(["", *RIGHTS])),
        clip=draw(st.none() | st.builds(ClipRecord, WORD, st.just("0" * 64), WORD)),
        slug=draw(st.just("") | WORD),
        aliases=draw(st.lists(WORD, max_size=2, unique=True).map(tuple)),
        draft=draw(st.booleans()),
        checked=draw(LINE),
        note=draw(LINE),
        archived=draw(st.just("") | URL),
        withdrawn=draw(LINE),
        losses=draw(st.none() | ACCOUNT),
        extra=tuple((key, kept(value)) for key, value in draw(EXTRA).items()),
        body=draw(st.text(max_size=60).map(lambda text: clean(text).strip())),
    )


@settings(max_examples=50)
@given(articles())
def test_writing_and_reading_gives_the_same_article(article: Article) -> None:
    text = normalise.text_of(article)
    (read,), _ = clips.read("a.md", text.encode())
    assert replace(read, sha256="") == article
    assert normalise.text_of(read) == text
