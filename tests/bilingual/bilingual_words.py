"""A dictionary for the tests of this folder, made of a few words."""

from collections.abc import Collection

from cityreader.models import DictionaryEntry

_WORDS = """
河口 he2 kou3 estuary/the mouth of a river
山顶 shan1 ding3 hilltop
市 shi4 market/city
友好 you3 hao3 friendly/friendship
协定 xie2 ding4 agreement/pact
市长 shi4 zhang3 mayor
海关 hai3 guan1 customs (border inspection)
楼 lou2 house with more than one story/building
签署 qian1 shu3 to sign (an agreement)
文件 wen2 jian4 document/file
护士 hu4 shi5 nurse
出发 chu1 fa1 to set out/to leave
城市 cheng2 shi4 city/town
发言人 fa1 yan2 ren2 spokesperson/spokesman
浙 zhe4 abbr. for Zhejiang province
江 jiang1 river/surname Jiang
港口 gang3 kou3 port/harbor
开放 kai1 fang4 to open
雨 yu3 rain
下雨 xia4 yu3 to rain
船 chuan2 boat/ship
国外 guo2 wai4 abroad
吃 chi1 to eat
女 nu:3 woman
"""


class FewWords:
    """A lexicon of the words above."""

    def __init__(self) -> None:
        self._entries: dict[str, list[DictionaryEntry]] = {}
        for line in _WORDS.strip().splitlines():
            word, rest = line.split(" ", 1)
            pinyin = " ".join(rest.split(" ")[: len(word)])
            senses = rest.removeprefix(pinyin).strip().split("/")
            entry = DictionaryEntry(word, word, pinyin, tuple(senses))
            self._entries.setdefault(word, []).append(entry)

    def entries(self, words: Collection[str]) -> dict[str, list[DictionaryEntry]]:
        return {word: self._entries[word] for word in words if word in self._entries}
