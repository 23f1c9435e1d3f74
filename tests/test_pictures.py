"""Which words below a picture are its caption and its credit; which picture a resizing script is asked for."""

import pytest

from site_builder import pictures


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("北站大厅。 © 某甲/RFI", "北站大厅。", "© 某甲/RFI"),
        ("图为巴黎北站。© 法新社图片", "图为巴黎北站。", "© 法新社图片"),
        ("桥头。图源：某甲", "桥头。", "图源：某甲"),
        ("井口。圖／路透社", "井口。", "圖／路透社"),
        ("蜂箱。（受访者提供）", "蜂箱。", "受访者提供"),
        ("街头照（朝雲攝）", "街头照", "朝雲攝"),
        ("井口，十一月。（美联社）", "井口，十一月。", "美联社"),
        ("井口 视觉中国 资料图", "井口", "视觉中国 资料图"),
        ("天安门。新华社记者 张三 摄", "天安门。", "新华社记者 张三 摄"),
        ("桥头，九月。 LAM FOR THE NEW YORK TIMES", "桥头，九月。", "LAM FOR THE NEW YORK TIMES"),
        ("碗。 Tiny Sample for The New York Times", "碗。", "Tiny Sample for The New York Times"),
        ("街上。 SAMPLE/AGENCE FRANCE-PRESSE — GETTY IMAGES", "街上。", "SAMPLE/AGENCE FRANCE-PRESSE — GETTY IMAGES"),
        ("Pier at dawn. Photo: Sample", "Pier at dawn.", "Photo: Sample"),
        ("清晨的码头", "清晨的码头", ""),
        ("他说：来源不明的船（共三艘）", "他说：来源不明的船（共三艘）", ""),
        ("© 某甲", "© 某甲", ""),
    ],
)
def test_a_caption_and_its_credit(words: str, caption: str, credit: str) -> None:
    assert pictures.parted(words) == (caption, credit)


@pytest.mark.parametrize(
    "words", ["图为码头", "圖：碼頭", "（路透社）", "资料图片", "上图：码头", "码头（新华社）", "© 某甲"]
)
def test_words_that_read_as_a_caption(words: str) -> None:
    assert pictures.is_caption(words)


@pytest.mark.parametrize("words", ["码头上没有人。", "图书馆开门了", "他说" * 80 + "（新华社）", "AP"])
def test_words_that_do_not(words: str) -> None:
    assert not pictures.is_caption(words)


@pytest.mark.parametrize("words", ["A A " * 5_000, "。" + "AB-" * 5_000, "（" * 5_000, "© " * 5_000])
def test_long_captions_end(words: str) -> None:
    assert pictures.parted(words) == (words, "")


@pytest.mark.parametrize(
    ("src", "found"),
    [
        ("https://p.org/photo.php?u=https://i.org/a.jpg&w=800", "https://i.org/a.jpg"),
        ("https://p.org/_next/image?url=https%3A%2F%2Fi.org%2Fa.png&w=1080", "https://i.org/a.png"),
        ("https://i.org/a.jpg?url=https://e.org/article", "https://i.org/a.jpg?url=https://e.org/article"),
        ("https://images.weserv.nl/?url=i.org/a.jpg", "https://i.org/a.jpg"),
    ],
)
def test_resizing_scripts(src: str, found: str) -> None:
    assert pictures.address({"src": src}, "https://e.org/") == found
