"""The `lang` of foreign words follows the words."""

import pytest

from site_builder.pages.language import language_of


@pytest.mark.parametrize(
    ("text", "declared", "site", "lang"),
    [
        ("灯塔重新点亮", "zh-Hans", "zh-Hans", ""),
        ("灯塔重新点亮", "", "zh-Hans", ""),
        ("燈塔重新點亮，港口說明來由", "zh-Hant", "zh-Hans", "zh-Hant"),
        ("编者用简体写的说明，为来访的读者", "zh-Hant", "zh-Hans", ""),
        ("Lights on", "en", "zh-Hans", "en"),
        ("编者的摘要", "en", "zh-Hans", ""),
        ("编者的摘要", "en", "en", "zh-Hans"),
        ("APEC/US", "zh-Hans", "zh-Hans", "en"),
        ("2023.11", "zh-Hans", "zh-Hans", ""),
        ("灯台が点った", "ja", "zh-Hans", "ja"),
        ("Un phare", "fr", "zh-Hans", "fr"),
    ],
)
def test_language_of(text: str, declared: str, site: str, lang: str) -> None:
    assert language_of(text, declared, site) == lang
