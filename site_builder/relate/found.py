"""Names in the texts that nobody listed: better none than a wrong one.

Three sources, all of them strict: the gazetteer, administrative places and institutions that the tagger knows and whose
ending says what they are, and Chinese full names of three characters with one of the commonest family names.
"""

from __future__ import annotations

import re

from site_builder.model import TermKind
from site_builder.relate.gazetteer import known

# Family names (the commonest that are not also the first half of common nouns).
FAMILY = frozenset(
    "王李张刘陈杨赵吴周徐孙朱胡郭林梁宋唐韩冯邓曹彭曾萧肖董袁潘蒋蔡余杜苏魏吕丁沈姚卢姜崔钟谭陆汪廖贾邹孟熊秦邱尹薛闫"
    "陶黎顾龚邵钱覃樊殷庞鲁翟詹耿焦甘童凌裴涂苗谷翁骆蔺缪苟"
)
# Characters of transliterated names.
_FOREIGN = (
    "尔斯特克夫姆格瑟普顿伦伯逊拉娜玛蒂茨撒莱奇萨坦兹巴洛黎瓦森姬加弗莉罗卡利埃塔阿哈谢诺肯索佩坎伊莫底奥戈赞基里达"
)
TRANSLITERATED = frozenset(_FOREIGN + "德布尼安亚西米迪科丹多艾汉史托比杰曼鲁卢努马丽雷威沃菲维")
# The first of them, which no given name has, and characters of words that only look like names.
_NO_GIVEN_NAME = frozenset(
    f"{_FOREIGN}们"
    "氏家某士生父母婆爷叔姐哥弟妹案村镇县市省区路街及则等说性感法者化力量度员会院部局社团厂店版报网站系校的了是在于与"
    "和为所被把让向从到过着也都又就才却已将能要应可不没未无有上下中内外前后间时日月年天次第一二三四五六七八九十百千万"
    "亿两纳德因刀花堂山岛井师镜帕发勒门萝蝠尚问带回筹代作称指认拒拟表获任遭涉当该此其并但据对帮用"
)
_PLACE = re.compile(r"^[一-鿿]{2,6}(?:自治区|自治州|特别行政区|省|市|县|区|州|岛|半岛|海峡|群岛)$")
_NO_PLACE = re.compile(
    r"[非元心人亚太各全本该外两城都郊山灾疫社小校厂景园辖市地港股超夜菜门]$|^(?:城市|都市|各|全|本|该|大|小|新|老|沿海|周边|山|灾)"
)
_BODY = re.compile(
    r"^[一-鿿]{2,}(?:大学|学院|研究院|科学院|委员会|理事会|基金会|常委会|公安局|检察院|法院|外交部|国防部"
    r"|财政部|司法部|商务部|教育部|卫生部|国务院|参议院|众议院|议会|国会|大使馆|通讯社|广播公司|电视台|博物馆"
    r"|出版社|人民银行|中央银行|证券交易所)$"
)
_NO_BODY = frozenset(
    ("高级人民法院", "中级人民法院", "联邦最高法院", "中央委员会", "国防委员会", "经济委员会", "人权委员会")
)
_SHORTEST_BODY = 5
NAMED = frozenset(("nt", "ns", "nr"))  # the tagger's classes of bodies, places and people


def name(word: str, kind: str) -> tuple[TermKind, str] | None:
    """What kind of name a folded word of the tagger's class `kind` is, and how it is called; None if it is no name."""
    listed = known().get(word)
    if listed:
        return listed
    if kind == "nt" and len(word) >= _SHORTEST_BODY and _BODY.match(word) and word not in _NO_BODY:
        return "organisation", word
    if kind == "ns" and len(word) > 2 and _PLACE.match(word) and not _NO_PLACE.search(word[:-1]):
        return "place", word
    if kind == "nr" and len(word) == 3 and word[0] in FAMILY and not _NO_GIVEN_NAME & set(word[1:]):
        return "person", word
    return None
