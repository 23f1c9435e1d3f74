"""同稿: copies are folded under the earliest and take no place of their own."""

import pytest

from .articles import article, related, targets

TEXT = (
    "渡口停航的通知贴出来时，江面上还有雾。老船工说，桥通车以后客人一天比一天少，去年冬天只剩下赶集的日子有人过江。"
    "县里答应给船工找活干，有人去了码头，有人回家种橘子。最后一班船是傍晚开的，船上坐着十一个人，都是来看热闹的。"
    "船靠岸以后，站长把缆绳盘好，锁上了售票窗口。第二天一早，雾散了，对岸的人朝这边喊，问还有没有船。没有人回答。"
    "渡口的历史可以写一本书：最早是竹筏，后来是木船，再后来换成柴油机。洪水冲走过两次，两次都在原地修了起来。"
)
LEAD = "本报讯：以下是一位读者寄来的文字，略有删节，照登如下。"


@pytest.mark.parametrize(
    ("how", "copy"),
    [
        ("the same", TEXT),
        ("cut short", TEXT[: len(TEXT) // 2]),
        ("a new lead", LEAD + TEXT[55:]),
        ("the other script", TEXT.replace("来", "來").replace("个", "個").replace("书", "書").replace("窗", "窗")),
        ("every 25th character changed", "".join("某" if i % 25 == 24 else c for i, c in enumerate(TEXT))),
        ("boilerplate around it", LEAD + TEXT + "转载请注明出处，并保留本站的链接与说明文字，谢谢合作。"),
    ],
)
def test_copies_are_found(how: str, copy: str) -> None:
    library, _ = related(
        [article("a", "渡口", day="2023-01-02", body=TEXT), article("b", how, day="2023-01-03", body=copy)]
    )
    assert (library.duplicates, library.copies) == ({"b": "a"}, {"a": ("b",), "b": ("a",)})


def test_a_copy_takes_no_place() -> None:
    third = article(
        "c", "渡口停航之后", day="2023-02-05", body="渡口停航以后，老船工在码头找到了活，售票窗口改成了小卖部。"
    )
    library, _ = related(
        [
            article("a", "渡口停航", day="2023-01-02", body=TEXT),
            article("b", "渡口停航", day="2023-01-03", body=TEXT),
            third,
        ]
    )
    assert (targets(library, "a"), targets(library, "b"), targets(library, "c")) == (["c"], ["c"], ["a"])
    assert [(link.target, link.kind, under) for link, under in library.folded_out("c")] == [("a", "topic", "")]


def test_a_copy_is_one_more_report_of_the_event() -> None:
    library, _ = related(
        [
            article("a", "渡口停航", day="2023-01-02", body=TEXT, event="ferry"),
            article("b", "渡口停航", day="2023-01-03", body=TEXT),
            article("c", "末班渡船", day="2023-01-03", body="渡口昨天停航，末班船傍晚开出。", event="ferry"),
        ]
    )
    links = [(link.target, link.kind, under) for link, under in library.folded_out("c")]
    assert links == [("a", "event", ""), ("b", "event", "a")]
    assert targets(library, "c") == ["a"]


def test_a_round_up_is_no_copy_of_its_pieces() -> None:
    pieces = [TEXT[:105], TEXT[105:]]
    rest = "".join(f"第{i}条简讯：某地第{i * 7}号码头昨日完工，投资{i * 13}万元，工期{i + 3}个月。" for i in range(40))
    texts = [article(f"p{i}", day=f"2023-01-0{i + 1}", body=piece) for i, piece in enumerate(pieces)]
    library, _ = related([*texts, article("r", day="2023-01-05", body=pieces[0] + rest + pieces[1])])
    assert library.duplicates == {}


def test_a_copy_repeats_the_text_it_is_folded_under() -> None:
    first, second = TEXT[: len(TEXT) // 2], TEXT[len(TEXT) // 2 :]
    days = {"a": first, "b": TEXT, "c": second}
    library, _ = related([article(i, day=f"2023-01-0{n}", body=body) for n, (i, body) in enumerate(days.items(), 1)])
    assert library.duplicates == {"b": "a"}


def test_a_quotation_is_no_copy() -> None:
    other = (
        "评论说，"
        + TEXT[:60]
        + "这段话写得好，可是渡口为什么停航，作者没有问。桥是谁修的，钱从哪里来，账目至今没有公布。" * 3
    )
    assert related([article("a", body=TEXT), article("b", body=other)])[0].duplicates == {}


def test_what_many_articles_share_is_boilerplate() -> None:
    foot = "本站文章均由读者推荐，版权归原作者所有，如有异议请来信告知，编辑会尽快处理并回复，谢谢你的阅读与支持。" * 2
    crowd = [article(f"n{i}", body=f"第{i}篇只有一句自己的话。{foot}") for i in range(40)]
    assert related(crowd)[0].duplicates == {}
