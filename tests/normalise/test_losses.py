"""The account of a clip: every text, link and picture is in the article, or cut by a rule, or reported as lost."""

from dataclasses import replace

from site_builder import normalise
from site_builder.model import Article, Counts, Cut, Extract, ListedItem, Origin
from site_builder.normalise.losses import Loss, account
from site_builder.project import Config

HTML = (
    '<p>渡轮在雾里开出，<a href="/pier">码头</a>上的人数着汽笛。</p><script>var x</script>'
    '<p><img src="a.jpg" srcset="/b.jpg 800w"></p><div>分享</div><ul><li><a href="/c">别的新闻</a></li></ul>'
)
CLIP = Extract(format="duty-machine", reason="", title="渡轮", url="https://e.org/x/", html=HTML)


def article(extract: Extract) -> Article:
    made, _ = normalise.article(extract, Origin("a.txt", b""), Config())
    assert made
    return made


def lost(refined: Extract, made: Article) -> Loss:
    return account(CLIP, refined, made)


def test_everything_kept() -> None:
    loss = lost(CLIP, article(CLIP))
    assert (loss.unexplained, loss.links, loss.images) == ((), (), ())
    assert loss.before == Counts(characters=24, paragraphs=2, links=2, images=1, captions=0, tables=0)
    assert (loss.after.links, loss.after.images) == (2, 1)
    assert not loss.is_large


def test_what_a_rule_cut_or_a_field_took_is_explained() -> None:
    html = HTML[: HTML.index("<div>")]
    related = (ListedItem("别的新闻", "https://e.org/c"),)
    refined = replace(CLIP, html=html, related=related, cuts=(Cut("share", "分享"),))
    loss = lost(refined, article(refined))
    assert (loss.unexplained, loss.links, loss.images) == ((), (), ())
    assert loss.after.links == 2


def test_what_nobody_explains_is_lost() -> None:
    made = replace(article(CLIP), body="渡轮在雾里开出，")
    loss = lost(CLIP, made)
    assert loss.unexplained == ("码头", "上的人数着汽笛。", "分享", "别的新闻")
    assert loss.unexplained_characters == 15
    assert loss.links == ("https://e.org/pier", "https://e.org/c")
    assert loss.images == ("https://e.org/x/a.jpg",)
    assert loss.is_large


def test_a_stray_label_is_no_loss_worth_a_word() -> None:
    made = article(CLIP)
    loss = lost(CLIP, replace(made, body=made.body.replace("分享", "")))
    assert loss.unexplained == ("分享",)
    assert not loss.is_large
