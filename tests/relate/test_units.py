"""What a word is a part of: reasons name whole things."""

import pytest

from site_builder.relate.units import Places, whole, whole_latin

ORDINARY = {"问题", "今天", "表示"}


@pytest.mark.parametrize(
    ("word", "one", "other", "unit"),
    [
        ("生物", "门禁用生物识别，生物识别的数据外泄。", "车站也装了生物识别设备。", "生物识别"),
        ("化学品", "前体化学品管制，前体化学品出口，化学品仓库。", "报告谈到前体化学品。", "前体化学品"),
        ("化学品", "化学品仓库着火，化学品外溢。", "报告谈到前体化学品。", "化学品"),
        ("区块", "用区块链记账，区块链公司。", "谈区块链的书。", "区块链"),
        ("废水", "核废水入海，核废水超标。", "反对排放核废水。", "核废水"),
        ("国华", "行长蔡国华被查，蔡国华受审。", "前行长蔡国华。", "蔡国华"),
        ("国华", "行长蔡国华被查，蔡国华受审。", "作家秦国华的新书，秦国华说。", ""),
        ("假货", "假货问题严重，假货问题难办。", "谈到假货问题。", "假货"),  # 问题 says nothing
        ("奥卢", "市长伊马姆奥卢，伊马姆奥卢说。", "总统埃尔多奥卢。", ""),
        ("约翰", "作者约翰·史密瑟。", "导演约翰·费舍曼。", ""),
        ("评货", "评货拉拉坠亡案。", "再评货拉拉案。", ""),
        ("码头", "码头上没有人。", "他在码头做工。", "码头"),
    ],
)
def test_a_word_becomes_what_both_texts_have_around_it(word: str, one: str, other: str, unit: str) -> None:
    found = whole(word, Places(word, one), Places(word, other), lambda part: part not in ORDINARY)
    assert found == unit


def test_the_whole_is_spelled_as_the_page_spells_it() -> None:
    mine = Places("生物", "門禁用生物識別。", is_traditional=True)
    others = Places("生物", "车站装了生物识别。")
    unit = whole("生物", mine, others, ORDINARY.isdisjoint)
    assert (unit, mine.printed(unit)) == ("生物识别", "生物識別")


@pytest.mark.parametrize(
    ("word", "one", "other", "unit"),
    [
        ("Mira", "戴上 Mira Glass 眼镜，Mira Glass 很轻。", "他试了 Mira Glass。", "Mira Glass"),
        ("Kevin", "店主 Kevin Moss 说，Kevin Moss 不肯。", "教练 Kevin Hale。", ""),
        ("Tokyo", "Tokyo 的夏天，还有 Tokyo Bay。", "去 Tokyo 看展。", "Tokyo"),
    ],
)
def test_a_latin_name_is_whole_or_left_out(word: str, one: str, other: str, unit: str) -> None:
    assert whole_latin(word, one, other) == unit
