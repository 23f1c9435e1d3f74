"""Links that the texts suggest: one topic, one event, and the reason in words; or honestly none."""

import random
from dataclasses import replace
from types import MappingProxyType

from site_builder.model import Article, Reason
from site_builder.project import Config, EventName
from site_builder.relate import fingerprint, link

from .articles import article, codes, related, targets

DAM = "三月以来青石水库的水位连降两米，灌溉渠道见底。青石水库管理处说，农户正在改种耐旱的高粱，抽水机日夜不停。"
FIELDS = "青石水库见底之后，下游村子的农户把玉米换成高粱。合作社凑钱买抽水机，灌溉渠道要等到雨季才有水。"
CHESS = "少年棋手在决赛里走出一步弃子，裁判当场复盘。棋院说，下届联赛会改用新的计时办法，棋手们意见不一。"
TRIO = [
    article("dam", "青石水库水位再降", day="2023-03-10", body=DAM),
    article("fields", "农户改种高粱", day="2023-03-12", body=FIELDS),
    article("chess", "棋院联赛开赛", day="2023-03-11", body=CHESS),
]


def shared(articles: list[Article], one: str, other: str, config: Config | None = None) -> tuple[str, ...]:
    library, _ = related(articles, config=config)
    reasons = [r for entry in library.related[one] if entry.target == other for r in entry.reasons]
    return next((r.values for r in reasons if r.code == "both-name"), ())


def test_two_articles_alone_find_each_other_and_say_why() -> None:
    library, _ = related(TRIO[:2])
    assert targets(library, "dam") == ["fields"]
    assert Reason("days-apart", ("2",)) in library.related["dam"][0].reasons
    assert set(shared(TRIO[:2], "dam", "fields")) & {"青石水库", "高粱", "抽水机", "灌溉渠道", "水库"}


def test_nothing_close_is_said_by_an_empty_list() -> None:
    library, _ = related(TRIO)
    assert targets(library, "chess") == []
    assert targets(library, "dam") == ["fields"]


def test_scripts_do_not_part_articles_and_reasons_keep_their_own() -> None:
    traditional = replace(TRIO[1], title="農戶改種高粱", body="青石水庫見底之後，農戶把玉米換成高粱，抽水機不停。")
    both = [TRIO[0], traditional]
    assert shared(both, "fields", "dam") == ("青石水庫", "高粱", "農戶")
    assert shared(both, "dam", "fields") == ("青石水库", "高粱", "农户")


def test_the_editors_names_join_languages_and_come_first() -> None:
    config = Config(people={"林远山": ("林遠山", "Lin Yuanshan")}, places={"青石": ("Qingshi",)})
    chinese = article("zh", "林远山谈水库", summary="林远山到青石看水库。")
    english = article("en", "Lin Yuanshan visits Qingshi", summary="Lin Yuanshan spoke of water.", language="en")
    assert shared([chinese, english], "zh", "en", config) == ("林远山", "青石")


def test_a_tag_that_spells_a_listed_name_is_that_name() -> None:
    config = Config(organisations=MappingProxyType({"青石水库管理处": ("QSG",)}))
    pair = [replace(a, tags=("QSG",), body=a.body.replace("青石水库管理处", "QSG")) for a in TRIO[:2]]
    found = shared(pair, "dam", "fields", config)
    assert found[0] == "青石水库管理处"
    assert "QSG" not in found


def test_half_a_name_is_no_name() -> None:
    config = Config(organisations={"河务局": (), "青石河务局": ()})
    both = [article("a", "青石河务局开会"), article("b", "青石河务局答复")]
    assert shared(both, "a", "b", config) == ("青石河务局",)


def test_a_place_in_passing_stands_behind_what_both_are_about() -> None:
    two = "抽水机的价钱比老挝高。" + "抽水机不够用，高粱倒伏减产，管理员清晨抄下闸门刻度。" * 80
    three = "今年老挝也缺粮。" + "高粱涨价，掌柜不肯赊账，修好抽水机再来排长队。" * 80
    pair = [
        article("two", "合作社的春天", day="2023-03-10", body=two),
        article("three", "粮店来信", day="2023-03-12", body=three),
    ]
    found = shared(pair, "two", "three")
    assert {"高粱", "抽水机"} <= set(found)
    assert "老挝" not in found


def test_one_name_is_named_once_whatever_its_spellings() -> None:
    body = "世界卫生组织的专家到了水库，世卫的化验单贴在岸边。世界卫生组织说水能喝，世卫下周再来。"
    pair = [
        article(name, "水库化验", day="2023-03-10", body=f"{body}{more}") for name, more in (("a", DAM), ("b", FIELDS))
    ]
    found = shared(pair, "a", "b")
    assert len({"世界卫生组织", "世卫"} & set(found)) == 1


def test_a_latin_name_is_a_whole_word() -> None:
    config = Config(people={"Lin": ()})
    assert (
        shared([article("a", "Linear growth", language="en"), article("b", "Lin", language="en")], "a", "b", config)
        == ()
    )


def test_closed_texts_lend_no_words_to_reasons_or_names() -> None:
    closed = [replace(entry, rights="excerpt", summary="水库见底。") for entry in TRIO[:2]]
    library, _ = related(closed, config=Config(people={"管理处": ()}))
    named = {
        value for links in library.related.values() for r in links for reason in r.reasons for value in reason.values
    }
    assert not named & {"高粱", "抽水机", "灌溉渠道", "青石水库", "管理处"}
    assert library.terms == ()


def test_the_editors_event_has_the_editors_name() -> None:
    config = Config(events=(EventName(id="drought", name="青石春旱", date="2023-03-09"),))
    library, _ = related([replace(entry, event="drought") for entry in TRIO], config=config)
    (event,) = library.events
    assert (event.name, event.day, event.articles, event.is_pinned) == (
        "青石春旱",
        "2023-03-09",
        ("dam", "chess", "fields"),
        True,
    )
    assert "same-event" in codes(library, "dam", "chess")


def test_reports_of_one_happening_are_an_event_and_years_later_are_not() -> None:
    again = replace(TRIO[0], id="again", url="https://f.org/x", title="青石水库水位再降两米", body=FIELDS + DAM[20:])
    (event,) = related([TRIO[0], replace(again, published=TRIO[1].published), TRIO[2]])[0].events
    assert event.articles == ("dam", "again")
    late = replace(again, published=article("x", day="2027-03-12").published)
    assert related([TRIO[0], late, TRIO[2]])[0].events == ()


def test_the_order_of_the_articles_does_not_count() -> None:
    config = Config()
    crowd = [
        replace(entry, id=f"{entry.id}{n}", url=f"https://e.org/{entry.id}{n}") for entry in TRIO for n in range(4)
    ]
    expected = related(crowd, config=config)[0]
    for seed in range(3):
        shuffled = random.Random(seed).sample(crowd, len(crowd))
        assert related(shuffled, config=config)[0] == expected


def test_fingerprints_travel() -> None:
    import pickle

    from site_builder.model import Body

    bodies = {entry.id: Body("", entry.body) for entry in TRIO}
    prints = [pickle.loads(pickle.dumps(fingerprint(entry, bodies[entry.id], Config()))) for entry in TRIO]
    assert link(TRIO[::-1], bodies, prints[::-1], Config()).library == related(TRIO)[0]


def test_empty_dossiers_and_empty_articles_are_no_problem() -> None:
    assert related([])[0].articles == ()
    library, _ = related([article("a"), article("b"), article("c", "只有标题")])
    assert [targets(library, name) for name in "abc"] == [[], [], []]
