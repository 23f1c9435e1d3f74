"""The language and script a text is written in, from the text itself: `zh-Hans`, `zh-Hant`, `ja`, `en` ... or ""."""

from __future__ import annotations

import re
from collections import Counter
from operator import itemgetter

SAMPLE = 3000
# Frequent characters whose simplified and traditional forms differ, and whose simplified form is no traditional
# character of its own (so 后, 里, 台, 只 are left out); the pairs stand at the same place.
_SIMPLE = "这个们来时为说发会过对学动现国与经开问还进长种义车将军没无见实样话电业机关边气应点东头"
_SIMPLE += "书华单权报给让认计设许论该请谁读调谢课记讲访评识语误织终绍绝统继续总观规视觉亲务势员"
_COMPLEX = "這個們來時為說發會過對學動現國與經開問還進長種義車將軍沒無見實樣話電業機關邊氣應點東頭"
_COMPLEX += "書華單權報給讓認計設許論該請誰讀調謝課記講訪評識語誤織終紹絕統繼續總觀規視覺親務勢員"
_SIMPLE += "数当间场从两议题资变产处导济区结运称广联师号检习领传审约战写罗证医门孙标录庆难图击诉类决术则条声带达测仅"
_SIMPLE += "历办钱参争护尔闻组备际显节线农选谈买顶级张项转创质忆获响协码纪随队却层连馆删况监远举财风压负吗专责独团维"
_SIMPLE += "费错恶杀严编预频汉环阳险欢岁冲断驻验担档热须属尽态陈伤执楼账黄帮络释刚卖爱惧满细贸试较装词虚辑双亿轻马简"
_SIMPLE += "陆亚签软销骗奥墙状纽币凯营税隐鱼摆灾红胁换烟宝赛阶虽摊职讨刘兴苏择辉丽笔紧诺梦旧围脑货针页额寻归临药订载"
_SIMPLE += "阅坚纸谓脱湾毕脸递鉴减灯钟鸦摄竞纳购键偿弃泪谋贵闭愤乐盖阴顿稳赔舆辩虑训违鲜乱挥毁沟盘轮伟劳弹穷缘卫补轨"
_SIMPLE += "杂缓罚乡园扩败献讯链驱恒损拥积县迁银剧妈岛叙暂邮饭册兰践镇宫栏画诊详诸输顺飞骂贫遗顾坠库荣础绩韩鹏汇扬欧"
_SIMPLE += "残奖疗礼纷绪缅"
_COMPLEX += "數當間場從兩議題資變產處導濟區結運稱廣聯師號檢習領傳審約戰寫羅證醫門孫標錄慶難圖擊訴類決術則條聲帶達測僅"
_COMPLEX += "歷辦錢參爭護爾聞組備際顯節線農選談買頂級張項轉創質憶獲響協碼紀隨隊卻層連館刪況監遠舉財風壓負嗎專責獨團維"
_COMPLEX += "費錯惡殺嚴編預頻漢環陽險歡歲衝斷駐驗擔檔熱須屬盡態陳傷執樓賬黃幫絡釋剛賣愛懼滿細貿試較裝詞虛輯雙億輕馬簡"
_COMPLEX += "陸亞籤軟銷騙奧牆狀紐幣凱營稅隱魚擺災紅脅換煙寶賽階雖攤職討劉興蘇擇輝麗筆緊諾夢舊圍腦貨針頁額尋歸臨藥訂載"
_COMPLEX += "閱堅紙謂脫灣畢臉遞鑑減燈鍾鴉攝競納購鍵償棄淚謀貴閉憤樂蓋陰頓穩賠輿辯慮訓違鮮亂揮毀溝盤輪偉勞彈窮緣衛補軌"
_COMPLEX += "雜緩罰鄉園擴敗獻訊鏈驅恆損擁積縣遷銀劇媽島敘暫郵飯冊蘭踐鎮宮欄畫診詳諸輸順飛罵貧遺顧墜庫榮礎績韓鵬匯揚歐"
_COMPLEX += "殘獎療禮紛緒緬"
_HANS, _HANT = re.compile(f"[{_SIMPLE}]"), re.compile(f"[{_COMPLEX}]")
_HAN_BYTES = bytes([*range(0x34, 0x4D), *range(0x4E, 0x9F)])  # first ones in UTF-16 of what is Han and nothing else
_KANA = re.compile("[\u3041-\u30ff]")
# Further ones that labels are written with; the simplified form of some is a traditional character too.
_LABELS = str.maketrans(
    "佈後裡裏臺於註週製匯網譯獻讚採劃瀏覽綜盡鐘籌託訊", "布后里里台于注周制汇网译献赞采划浏览综尽钟筹托讯"
)
_FOLDING = str.maketrans(_COMPLEX, _SIMPLE) | _LABELS
_FOLDABLE = re.compile(f"[{''.join(map(chr, _FOLDING))}]")  # looked for in a tenth of the time that translating takes
_SCRIPTS = (  # first and last code point of the letters that tell a language
    ("ko", 0xAC00, 0xD7AF),
    ("ru", 0x0400, 0x04FF),
    ("ar", 0x0600, 0x06FF),
    ("th", 0x0E00, 0x0E7F),
    ("bo", 0x0F00, 0x0FFF),
    ("el", 0x0370, 0x03FF),
    ("he", 0x0590, 0x05FF),
    ("hi", 0x0900, 0x097F),
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORDS = {
    "en": "the of and to in is that for it with as was on are by this be at from have not has",
    "fr": "le la les des et est une du que dans qui pour pas sur au par avec ce il sont",
    "de": "der die das und ist nicht ein eine zu den mit von auf dem des im sich auch es",
    "es": "el los las que una en por con para del se es como más su al lo no",
    "pt": "os uma que não para com dos da do em por na no se mais ao as um são",
    "it": "il che di non una per con del della gli sono le in è nel alla si più",
    "nl": "de het een van en niet dat op te zijn voor met die aan er ook als bij",
    "vi": "của và là các có không được trong cho một những với người này đã",
    "id": "yang dan di dengan untuk dari ini itu tidak dalam pada adalah akan oleh",
}
_LATIN = {language: frozenset(words.split()) for language, words in _LATIN_WORDS.items()}
_LINKS = re.compile(r"\]\([^)\s]*\)|https?://\S+|<[^>]+>")
_SIMPLIFIED, _TRADITIONAL = ("zh-hans", "zh-cn", "zh-sg", "zh-my"), ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def detect(text: str) -> str:
    """The language of a text as a BCP 47 tag, "" if there is too little to tell. Addresses do not count."""
    sample = _LINKS.sub(" ", text[:SAMPLE])
    if _is_mostly_han(sample):
        return _chinese(sample)
    letters = {c: n for c, n in Counter(sample).items() if c.isalpha()}
    total = sum(letters.values())
    if total < 2:
        return ""
    han = sum([n for c, n in letters.items() if "\u3400" <= c <= "\u9fff"])
    kana = sum([n for c, n in letters.items() if "\u3041" <= c <= "\u30ff"])
    if kana * 10 > han + kana:
        return "ja"
    if han * 3 >= total - han:  # a Han character says as much as three Latin letters
        return _chinese(sample)
    for language, first, last in _SCRIPTS:
        if sum(n for c, n in letters.items() if first <= ord(c) <= last) * 2 > total:
            return language
    return _latin(sample)


def _is_mostly_han(sample: str) -> bool:
    """At one look: so many Han characters that no count of the other letters could make the text anything else. Some
    Han characters are not counted, and with kana some signs are; both only make the answer more careful."""
    first = sample.encode("utf-16-be", "surrogatepass")[::2]
    han = len(first) - len(first.translate(None, _HAN_BYTES))
    return han >= 2 and len(sample) <= 4 * han and 9 * len(_KANA.findall(sample)) <= han


def _chinese(sample: str) -> str:
    simple, complex_ = len(_HANS.findall(sample)), len(_HANT.findall(sample))
    if simple == complex_:
        return "zh"
    return "zh-Hans" if simple > complex_ else "zh-Hant"


def _latin(sample: str) -> str:
    """The language whose commonest words are a twentieth of all words or more; English where two are equal."""
    words = [word.lower() for word in _WORD.findall(sample)]
    score, language = max(((sum(w in known for w in words), name) for name, known in _LATIN.items()), key=itemgetter(0))
    return language if score * 20 >= len(words) and score > 0 else ""


def plain(text: str) -> str:
    """Frequent traditional characters as simplified ones, place by place: for knowing labels (`發佈時間`) in either
    script, at no cost. `text.simplified` knows all characters."""
    return text.translate(_FOLDING) if _FOLDABLE.search(text) else text


def tag(printed: str) -> str:
    """A language as pages print it (`zh_CN`, `zh-hk`, `EN`) as a tidy BCP 47 tag; "" if it is none."""
    text = printed.strip().replace("_", "-")
    if not _TAG.fullmatch(text):
        return ""
    lower = text.lower()
    if lower.startswith(_SIMPLIFIED):
        return "zh-Hans"
    if lower.startswith(_TRADITIONAL):
        return "zh-Hant"
    first, *rest = lower.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])
