"""A dossier of a few articles knows little of the language, and says so rather than link the least bad."""

import pytest

from .articles import article, codes, related, targets

# Six texts on six matters, which share nothing but ordinary words.
TEXTS = {
    "ferry": (
        "渡口昨日停航",
        "县交通局昨天宣布，运营了六十年的白沙渡口正式停航。负责人表示，大桥通车以后客流持续下降，目前每天只有几十人过江。"
        "最后一班船是傍晚开的。老船工在这里工作了三十年，他说接下来可能去码头做搬运，也可能回家种橘子。"
        "有关部门已经提供两个岗位，并要求在月底前完成安置。记者看到，售票窗口已经上锁，岸边没有人等船。",
    ),
    "observatory": (
        "天文台发现一颗新彗星",
        "高山天文台的研究人员上周发现一颗此前没有记录的彗星，观测结果已经提交国际小行星中心。团队表示，这颗彗星目前位于木星"
        "轨道之外，明年春天可能用双筒望远镜看到。他们认为，它的轨道周期超过四百年。为了确认亮度变化，天文台将继续进行拍摄，"
        "并要求附近的旅游设施在夜间减少照明。负责人说，发现的过程有一半是运气。",
    ),
    "bakery": (
        "面粉涨价，老面包房改用荞麦",
        "城东的面包房开了四代，最近因为小麦价格上涨，开始尝试荞麦面包。店主表示，面粉成本一年增加了三成，他没有选择涨价，"
        "而是改变配方。顾客的反应出现分化：有人觉得口感粗糙，有人认为更香。店里工作的师傅说，发酵时间需要延长两个小时。"
        "接下来他们可能推出黑麦系列，目前已经开始与农场谈采购。",
    ),
    "chess": (
        "十五岁棋手夺得全国冠军",
        "全国象棋锦标赛昨天结束，十五岁的中学生以七胜二和的成绩获得冠军。决赛进行了五个小时，对手在残局中走错一步。"
        "教练表示，她每天训练四个小时，没有请过假。她说自己最喜欢马和炮的配合，接下来希望参加世界青年赛。"
        "学校认为学习与下棋可以兼顾，已经决定提供奖学金。",
    ),
    "library": (
        "图书馆通宵开放引来争论",
        "大学图书馆本月开始通宵开放，引起师生不同看法。学生表示，期末需要安静的地方，宿舍十一点熄灯以后没有选择。"
        "管理员则认为人手不够，夜班补贴没有落实。学校回应说，目前仍是试行，会根据借阅数据进行调整，"
        "可能改为只开放自习区。记者看到，凌晨两点仍有一百多人在座。",
    ),
    "frogs": (
        "湿地里的青蛙少了一半",
        "生态学者连续五年在南湖湿地调查蛙类，发现数量下降了一半。报告认为，原因可能包括水温升高、外来鱼类和农药。"
        "学者表示，雄蛙的叫声出现的时间比过去早了两周，没有配对成功的个体增加。他们要求在繁殖季节停止清淤，"
        "并继续进行监测。当地部门说已经看到报告，正在研究措施。",
    ),
}
FERRY_AGAIN = (
    "白沙渡口的最后一班船",
    "白沙渡口停航前的傍晚，船上坐着十一个人，多数是来告别的。老船工把缆绳盘好，锁上售票窗口。大桥通车以后，"
    "过江的人一天比一天少，县交通局说渡口的设备会送进博物馆。",
)


@pytest.mark.parametrize("size", range(2, len(TEXTS) + 1))
def test_articles_on_different_matters_are_not_linked(size: int) -> None:
    chosen = list(TEXTS.items())[:size]
    articles = [article(name, title, day="2023-05-04", body=body) for name, (title, body) in chosen]
    library, _ = related(articles)
    assert {name: targets(library, name) for name, _ in chosen} == {name: [] for name, _ in chosen}
    assert library.events == ()


def test_among_them_two_on_one_matter_are() -> None:
    articles = [article(name, title, day="2023-05-04", body=body) for name, (title, body) in TEXTS.items()]
    articles.append(article("again", FERRY_AGAIN[0], day="2023-06-20", body=FERRY_AGAIN[1]))
    library, _ = related(articles)
    assert {a.id: targets(library, a.id) for a in articles} == {
        **{name: [] for name in TEXTS},
        "ferry": ["again"],
        "again": ["ferry"],
    }
    assert codes(library, "ferry", "again") == ["both-name", "days-apart"]


def test_two_articles_on_one_matter_are_enough() -> None:
    ferry = article("ferry", TEXTS["ferry"][0], day="2023-05-04", body=TEXTS["ferry"][1])
    again = article("again", FERRY_AGAIN[0], day="2023-06-20", body=FERRY_AGAIN[1])
    library, _ = related([ferry, again])
    assert (targets(library, "ferry"), library.events) == (["again"], ())
