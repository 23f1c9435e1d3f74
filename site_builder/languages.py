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
_HANS, _HANT = frozenset(_SIMPLE), frozenset(_COMPLEX)
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
    letters = Counter(sample)
    for character in [c for c in letters if not c.isalpha()]:
        del letters[character]
    total = letters.total()
    if total < 2:
        return ""
    han = sum(n for c, n in letters.items() if "\u3400" <= c <= "\u9fff")
    kana = sum(n for c, n in letters.items() if "\u3041" <= c <= "\u30ff")
    if kana * 10 > han + kana:
        return "ja"
    if han * 3 >= total - han:  # a Han character says as much as three Latin letters
        return _chinese(letters)
    for language, first, last in _SCRIPTS:
        if sum(n for c, n in letters.items() if first <= ord(c) <= last) * 2 > total:
            return language
    return _latin(sample)


def _chinese(letters: Counter[str]) -> str:
    simple = sum(letters[c] for c in _HANS & letters.keys())
    complex_ = sum(letters[c] for c in _HANT & letters.keys())
    if simple == complex_:
        return "zh"
    return "zh-Hans" if simple > complex_ else "zh-Hant"


def _latin(sample: str) -> str:
    """The language whose commonest words are a twentieth of all words or more; English where two are equal."""
    words = [word.lower() for word in _WORD.findall(sample)]
    score, language = max(((sum(w in known for w in words), name) for name, known in _LATIN.items()), key=itemgetter(0))
    return language if score * 20 >= len(words) and score > 0 else ""


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
