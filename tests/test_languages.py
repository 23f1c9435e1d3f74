"""Language and script, from the text itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder import languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("渡轮在雾里开出，岸上的人数着汽笛。", "zh-Hans"),
        ("渡輪在霧裡開出，岸上的人數著汽笛，終於回來了。", "zh-Hant"),
        ("香港山水", "zh"),
        ("菜市场搬家，摊贩排队抽签", "zh-Hans"),
        ("菜市場搬家，攤販排隊抽籤", "zh-Hant"),
        ("TikTok 的时钟", "zh-Hans"),
        ("The ferry left in the fog, and the people on the pier counted.", "en"),
        ("Le bateau est parti dans la brume, et les gens sur le quai comptaient.", "fr"),
        ("Die Fähre fuhr im Nebel ab, und die Leute auf dem Kai zählten.", "de"),
        ("フェリーは霧の中を出て行った。", "ja"),
        ("배가 안개 속에서 떠났다.", "ko"),
        ("Паром вышел в туман.", "ru"),
        ("གངས་རིའི་ཕྱོགས།", "bo"),
        ("[渡轮](https://example.org/the-ferry-and-the-pier-of-the-city)开了，这是头一班", "zh-Hans"),
        ("2023-11-14", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_detect(text: str, language: str) -> None:
    assert languages.detect(text) == language


@given(st.text("渡輪轮雾里ひカーa我們的们豈䷀。 \n7", max_size=80))
def test_signs_between_letters_do_not_count(text: str) -> None:
    assert languages.detect(text + "。" * 5 * len(text)) == languages.detect(text)


def test_labels_are_known_in_either_script() -> None:
    assert languages.plain("發佈時間：週二；責任編輯：臺北") == "发布时间：周二；责任编辑：台北"
    assert languages.plain("Updated 2023") == "Updated 2023"


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("zh_CN", "zh-Hans"),
        ("zh-HK", "zh-Hant"),
        ("zh-hant-tw", "zh-Hant"),
        ("zh", "zh"),
        ("EN", "en"),
        ("en-us", "en-US"),
        ("sr-latn", "sr-Latn"),
        ("Chinese", ""),
        ("", ""),
    ],
)
def test_tag(printed: str, tag: str) -> None:
    assert languages.tag(printed) == tag
