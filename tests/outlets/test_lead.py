"""The lead picture: found once, with its words, whether or not the page's own description names it."""

from site_builder import outlets
from site_builder.model import Extract, Image

FIGURE = (
    '<figure><img src="https://e.org/a.jpg?w=640" alt="塔"><figcaption>灯塔。<cite>某社</cite></figcaption></figure>'
)
TEXT = "<p>一段文字。</p>"


def refined(html: str, image: Image | None = None) -> Extract:
    page = Extract(format="test", reason="", title="题", url="https://unknown.example.net/a", html=html, image=image)
    return outlets.refine(page)


def test_the_first_picture_is_taken_with_caption_and_credit() -> None:
    made = refined(FIGURE + TEXT)
    assert made.image == Image("https://e.org/a.jpg?w=640", "塔", "灯塔。", "某社")
    assert "<img" not in made.html


def test_a_picture_named_already_gets_its_words_and_is_not_shown_twice() -> None:
    made = refined(FIGURE + TEXT, Image("https://e.org/a.jpg?w=1200"))
    assert made.image == Image("https://e.org/a.jpg?w=1200", "塔", "灯塔。", "某社")
    assert "<img" not in made.html


def test_another_picture_than_the_named_one_stays() -> None:
    made = refined(FIGURE + TEXT, Image("https://e.org/logo.png"))
    assert made.image == Image("https://e.org/logo.png")
    assert "<img" in made.html


def test_a_picture_after_words_stays_where_it_is() -> None:
    made = refined(TEXT + FIGURE)
    assert made.image is None
    assert "<img" in made.html


def test_counting_pixels_and_emoji_are_no_lead() -> None:
    pixel = '<img src="https://e.org/p.gif" width="1" height="1">'
    assert refined(pixel + TEXT).image is None
    assert refined('<img class="emoji" src="https://e.org/e.png" alt="🙏">' + TEXT).image is None


CENTRED = '<p style="text-align: center"><img src="/f.jpg"></p>{between}<p align="center">渔港的早晨</p><p>又一段。</p>'


def test_a_centred_line_below_a_picture_is_its_caption() -> None:
    made = refined(CENTRED.format(between=""))
    assert made.image == Image("https://unknown.example.net/f.jpg", caption="渔港的早晨")


def test_what_stands_between_parts_them() -> None:
    made = refined(CENTRED.format(between="<p>一段文字。</p>"))
    assert made.image == Image("https://unknown.example.net/f.jpg")
    assert "渔港的早晨" in made.html


def test_a_link_for_sharing_goes_only_where_it_stands_alone() -> None:
    link = '<a href="https://twitter.com/intent/tweet?text=x">发推</a>'
    made = refined(f"{TEXT}<p>他叫人{link}，没有人理他。</p>{TEXT}<ul><li>{link}</li></ul>")
    assert made.html.count("发推") == 1
    assert [(cut.rule, cut.text) for cut in made.cuts] == [("share", "发推")]
