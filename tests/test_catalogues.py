"""The catalogues are whole: every message in use is translated by hand, and compiled as it is written."""

from gettext import GNUTranslations
from itertools import chain
from string import Formatter

import pytest

from tools import catalogues

LANGUAGES = catalogues.LANGUAGES
SIMPLIFIED_ONLY = set(
    "个这来时为说发会对学动现国与经开问还进长种义车将军没无见实样话电业机关边气应点头书华单权报给让认计设许论该请谁读调谢课"
    "记讲访评识语误织终绍绝统继续总观规视觉亲务势员档纲链显择张录间处题图页数标签资选仅网态类"
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_in_use_is_translated(language: str) -> None:
    left = catalogues.missing(catalogues.read(language))
    assert not left, f"run `python -m tools.catalogues` and write the translations: {left}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    written = catalogues.read(language)
    with catalogues.po_path(language).with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message, forms in catalogues.translations(written).items():
        if isinstance(message, str):
            assert (compiled.gettext(message),) == forms
        else:
            assert compiled.ngettext(*message, 1) == forms[0]
            assert compiled.ngettext(*message, 7) == forms[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_message(language: str) -> None:
    for message, forms in catalogues.translations(catalogues.read(language)).items():
        if not any(forms):
            continue  # not written yet: the first test names it
        wanted = fields(message if isinstance(message, str) else message[1])
        assert fields(forms[-1]) == wanted, message
        assert all(fields(form) <= wanted for form in forms), message


def test_traditional_has_no_character_that_is_simplified_only() -> None:
    text = "".join(chain.from_iterable(catalogues.translations(catalogues.read("zh_Hant")).values()))
    assert not SIMPLIFIED_ONLY & set(text)


def test_messages_are_found_in_code_and_templates() -> None:
    assert list(
        catalogues.in_python('words("甲", n=1)\nwords.count("{n}篇", "{n}篇", 2)\nX = {"a": message("乙")}')
    ) == [
        "甲",
        ("{n}篇", "{n}篇"),
        "乙",
    ]
    template = "{{ _('甲') }}{{ _.one('丁') }}{% if a %}{{ _.count('{n}篇', '{n}篇', a) }}{% endif %}{{ other('丙') }}"
    assert list(catalogues.in_template(template)) == ["甲", "one\x04丁", ("{n}篇", "{n}篇")]
