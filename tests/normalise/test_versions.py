"""One address in several files: one article, the others its versions."""

from site_builder.model import Article, Difference, Version
from site_builder.normalise import fold_versions
from tests import clips

RAW = "<!--{epoch}-->\n[渡轮](https://www.example.org/a)\n------\n\n<p>{text}</p>"
FORM = "---\ntitle: 编者的题\nurl: http://m.example.org/a/\n{more}---\n\n正文\n"
OLD = ("old.txt", RAW.format(epoch=1699955101000, text="旧"))
NEW = ("new.txt", RAW.format(epoch=1699955102000, text="新"))


def folded(*files: tuple[str, str]) -> tuple[list[Article], list[str]]:
    articles = [article for path, text in files for article in clips.read(path, text.encode())[0]]
    shown, problems = fold_versions(tuple(articles))
    return list(shown), [f"{problem.code} {problem.path}" for problem in problems]


def origins(versions: tuple[Version, ...]) -> list[str]:
    return [version.origin for version in versions]


def test_the_newest_capture_is_shown() -> None:
    for files in ([OLD, NEW], [NEW, OLD]):
        (article,), problems = folded(*files)
        assert article.origin == "new.txt"
        assert origins(article.versions) == ["old.txt"]
        assert problems == ["url-twice old.txt"]


def test_the_curator_s_file_wins_over_every_raw_clip() -> None:
    (article,), _ = folded(OLD, ("mine.md", FORM.format(more="")), NEW)
    assert article.origin == "mine.md"
    assert origins(article.versions) == ["new.txt", "old.txt"]


def test_an_import_beside_its_own_clip_is_no_problem() -> None:
    (raw,), _ = clips.read(*((name, text.encode()) for name, text in [NEW]).__next__())
    record = f"clip: {{path: new.txt, sha256: {raw.sha256}, format: duty-machine}}\n"
    (article,), problems = folded(NEW, ("mine.md", FORM.format(more=record)))
    assert (article.origin, origins(article.versions)) == ("mine.md", ["new.txt"])
    assert problems == []


def test_a_withdrawal_wins_over_everything() -> None:
    newer = FORM.format(more="captured: 2024-01-01\n")
    (article,), _ = folded(("a.md", newer), ("gone.md", FORM.format(more="withdrawn: 应作者要求\n")))
    assert article.withdrawn == "应作者要求"


def test_files_without_address_stay_apart() -> None:
    shown, problems = folded(("a.md", "# 甲\n\n文"), ("b.md", "# 甲\n\n文"))
    assert len(shown) == 2
    assert problems == []
    assert len({article.id for article in shown}) == 2


BOAT = "渡轮周一复航。\n\n票价两元。\n\n港务局说，首班船六点开。"


def captured(epoch: int, text: str) -> str:
    return RAW.format(epoch=epoch, text=text.replace("\n\n", "</p><p>"))


def changes(*files: tuple[str, str]) -> list[Difference | None]:
    (article,), _ = folded(*files)
    return [version.change for version in article.versions]


def test_what_changed_between_captures() -> None:
    new = BOAT.replace("两元", "三元") + "\n\n天气晴。"
    old = BOAT.replace("渡轮周一复航。\n\n", "", 1) + "\n\n另讯。"
    assert changes(("old.txt", captured(1699955101000, BOAT)), ("new.txt", captured(1699955102000, new))) == [
        Difference(added=1, reworded=1, passages=(("票价两元。", "票价三元。"), ("", "天气晴。")))
    ]
    assert changes(("old.txt", captured(1699955101000, old)), ("new.txt", captured(1699955102000, BOAT))) == [
        Difference(added=1, removed=1, passages=(("", "渡轮周一复航。"), ("另讯。", "")))
    ]
    assert changes(("a.txt", captured(1699955101000, BOAT)), ("b.txt", captured(1699955102000, BOAT))) == [Difference()]


def test_of_a_long_paragraph_what_differs_is_told() -> None:
    long = "浪" * 300
    (change,) = changes(
        ("old.txt", captured(1699955101000, f"{long}三级{long}")),
        ("new.txt", captured(1699955102000, f"{long}四级{long}")),
    )
    before, behind = f"…{'浪' * 16}", f"{'浪' * 15}…"
    assert change == Difference(reworded=1, passages=((f"{before}三级{behind}", f"{before}四级{behind}"),))


def test_texts_of_many_paragraphs_are_not_compared() -> None:
    many = "\n\n".join(f"第{n}段。" for n in range(401))
    assert changes(("old.txt", captured(1699955101000, BOAT)), ("new.txt", captured(1699955102000, many))) == [None]


def imported(name: str, raw: str, body: str, more: str = "") -> tuple[str, str]:
    """Markdown made from the clip `raw`, with the curator's text in it."""
    (article,), _ = clips.read(name, raw.encode())
    record = f"clip: {{path: {name}, sha256: {article.sha256}, format: duty-machine}}\n{more}"
    text = FORM.format(more=record).replace("正文\n", f"{body}\n")
    return "mine.md", text.replace("http://m.example.org/a/", article.url)


def test_what_the_curator_took_out_is_counted_and_not_told() -> None:
    """Of older captures what the publisher changed, if the curator kept it; of his own clip numbers only."""
    new = captured(1699955102000, BOAT.replace("两元", "三元").replace("六点", "七点"))
    mine = imported("new.txt", new, "渡轮周一复航。\n\n票价三元。")
    ours, theirs = changes(mine, ("new.txt", new), ("old.txt", captured(1699955101000, BOAT)))
    assert ours == Difference(removed=1, title="渡轮")
    assert theirs == Difference(reworded=2, title="渡轮", passages=(("票价两元。", "票价三元。"),))


def test_words_of_restricted_versions_are_not_told() -> None:
    post = "---\nlayout: post\ntitle: 渡轮\nurl: https://www.example.org/a\ncaptured: 2023-01-0{n}\n{more}---\n\n{text}"
    old = post.format(n=1, more="rights: link\n", text="票价两元。")
    (change,) = changes(("old.md", old), ("new.md", post.format(n=2, more="", text="票价三元。")))
    assert change == Difference(reworded=1)
    draft = post.format(n=1, more="draft: true\n", text="票价两元。")
    assert changes(("old.md", draft), ("new.md", post.format(n=2, more="", text="票价三元。"))) == [None]


def test_an_import_beside_its_clip_shows_what_was_cut() -> None:
    clip = "<!--1699955102000-->\n[渡轮](https://www.example.org/a)\n------\n\n<p>复航。</p><p>分享到微信</p>"
    (raw,), _ = clips.read("new.txt", clip.encode())
    (article,), _ = folded(imported("new.txt", clip, "复航。"), ("new.txt", clip))
    assert [cut.rule for cut in raw.cuts] == ["share"]
    assert (article.origin, article.cuts) == ("mine.md", raw.cuts)
