"""One address in several files: one article, the others its versions."""

from site_builder.model import Article, Version
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
