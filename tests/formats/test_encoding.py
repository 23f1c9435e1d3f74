"""Bytes in every encoding that Chinese clips come in, declared or not, give the same text."""

import pytest

from site_builder import formats
from site_builder.formats.encoding import decode
from site_builder.model import Origin

HANS = "渡轮在雾里开出，岸上的人数着汽笛，这是停航两年以来的第一班，大家都说不容易。\n"
HANT = "渡輪在霧裡開出，岸上的人數著汽笛，這是停航兩年以來的第一班，大家都說不容易。\n"
LATIN = "Le bateau était là à l'été, et tout le monde répétait que ça n'arrivait jamais.\n"


@pytest.mark.parametrize(
    ("data", "text", "guessed"),
    [
        (HANS.encode(), HANS, ""),
        (b"\xef\xbb\xbf" + HANS.encode(), HANS, ""),
        (HANS.encode("utf-16"), HANS, ""),
        (b"\xfe\xff" + HANS.encode("utf-16-be"), HANS, ""),
        (("a\n" * 20 + HANS).encode("utf-16-le"), "a\n" * 20 + HANS, "utf-16-le"),
        (HANS.encode("gbk"), HANS, "gb18030"),
        ((HANS + "㐀𠀀").encode("gb18030"), HANS + "㐀𠀀", "gb18030"),
        (HANT.encode("big5"), HANT, "big5hkscs"),
        (b"<meta charset=gb2312>" + HANS.encode("gbk"), "<meta charset=gb2312>" + HANS, ""),
        (b'<?xml encoding="Big5"?>' + HANT.encode("big5"), '<?xml encoding="Big5"?>' + HANT, ""),
        (b"<meta charset=gb2312>" + HANS.encode(), "<meta charset=gb2312>" + HANS, ""),
        (HANS.replace("\n", "\r\n").encode(), HANS, ""),
        (b"a\rb", "a\nb", ""),
        (HANS.encode() * 9 + b"\xe4\xb8", HANS * 9 + "\ufffd", "utf-8 with broken bytes"),
    ],
)
def test_decode(data: bytes, text: str, guessed: str) -> None:
    assert decode(data) == (text, guessed)


def test_what_is_neither_unicode_nor_chinese_is_asked_of_charset_normalizer() -> None:
    text, guessed = decode((LATIN * 20).encode("cp1252"))
    assert text == LATIN * 20
    assert guessed


def test_a_guess_is_reported() -> None:
    clip = f"<!--1699955101000-->\n[渡轮](https://example.org/a)\n------\n\n<p>{HANS}</p>".encode("gbk")
    extracts, problems = formats.read(Origin("a.txt", clip))
    assert extracts[0].title == "渡轮"
    assert [str(problem) for problem in problems] == [
        "a.txt: warning[encoding-guessed] read as gb18030. hint: check the text, save it as UTF-8"
    ]
