"""Each reason as a sentence."""

from gettext import NullTranslations

import pytest

from site_builder.model import Reason
from site_builder.reasons import sentence, together
from site_builder.words import Words

CHINESE = Words("zh-Hans", NullTranslations())


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("see-also"), "编者推荐"),
        (Reason("listed", ("法广",)), "法广列为同一主题"),
        (Reason("cites", ("4",)), "被本文引用（第四段）"),
        (Reason("cited-by", ("12",)), "引用了本文（第12段）"),
        (Reason("same-event", ("青石春旱",)), "同一事件：青石春旱"),
        (Reason("both-name", ("前体化学品", "实体清单")), "两文都写到前体化学品、实体清单"),
        (Reason("same-day"), "同一天发布"),
        (Reason("days-apart", ("2",)), "相隔两天"),
        (Reason("days-apart", ("30",)), "相隔30天"),
    ],
)
def test_sentences(reason: Reason, said: str) -> None:
    assert sentence(CHINESE, reason) == said


def test_several_reasons_make_one_line() -> None:
    line = together(CHINESE, (Reason("both-name", ("前体化学品",)), Reason("days-apart", ("2",))))
    assert line == "两文都写到前体化学品；相隔两天"


def test_an_unknown_code_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        sentence(CHINESE, Reason("because"))
