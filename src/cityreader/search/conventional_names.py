"""Latin names of Chinese places that no romanisation spells: postal names and names by custom."""

from cityreader.text.scripts import fold

CONVENTIONAL_NAMES = {
    "aigun": "瑷珲", "amoy": "厦门", "anking": "安庆", "antung": "安东", "canton": "广州",
    "chahar": "察哈尔", "changchow": "漳州", "chefoo": "烟台", "chekiang": "浙江",
    "chengchow": "郑州", "chinchew": "泉州", "chinkiang": "镇江", "chinwangtao": "秦皇岛",
    "chiufen": "九份", "chuchow": "株洲", "chungking": "重庆", "chusan": "舟山", "dairen": "大连",
    "fatshan": "佛山", "foochow": "福州", "formosa": "台湾", "fukien": "福建", "hangchow": "杭州",
    "hankow": "汉口", "harbin": "哈尔滨", "hohhot": "呼和浩特", "hoihow": "海口", "hokkien": "福建",
    "honan": "河南", "hongkong": "香港", "hsinking": "长春", "hsuchow": "徐州", "huchow": "湖州",
    "huhehot": "呼和浩特", "ichang": "宜昌", "ilan": "宜兰", "jehol": "热河", "kalgan": "张家口",
    "kashgar": "喀什", "keelung": "基隆", "kiangsi": "江西", "kiangsu": "江苏", "kiaochow": "胶州",
    "kinmen": "金门", "kirin": "吉林", "kiukiang": "九江", "kongmoon": "江门", "kowloon": "九龙",
    "kulangsu": "鼓浪屿", "kwangchow": "广州", "kwangsi": "广西", "kwangtung": "广东",
    "kweichow": "贵州", "kweilin": "桂林", "kweiyang": "贵阳", "lanchow": "兰州", "lhasa": "拉萨",
    "loyang": "洛阳", "luchow": "泸州", "lungkow": "龙口", "macao": "澳门", "macau": "澳门",
    "matsu": "马祖", "mongkok": "旺角", "mukden": "沈阳", "nanking": "南京", "newchwang": "营口",
    "ningpo": "宁波", "ningsia": "宁夏", "pakhoi": "北海", "paotow": "包头", "peking": "北京",
    "pescadores": "澎湖", "pootung": "浦东", "portarthur": "旅顺", "quemoy": "金门",
    "samshui": "三水", "shaanxi": "陕西", "shansi": "山西", "shatin": "沙田", "shensi": "陕西",
    "shigatse": "日喀则", "shumchun": "深圳", "sian": "西安", "sining": "西宁", "sinkiang": "新疆",
    "soochow": "苏州", "suchow": "徐州", "swabue": "汕尾", "swatow": "汕头", "szechuan": "四川",
    "szechwan": "四川", "taichow": "台州", "taihoku": "台北", "taipa": "氹仔", "takao": "高雄",
    "tamsui": "淡水", "tatsienlu": "康定", "tibet": "西藏", "tientsin": "天津", "tihwa": "迪化",
    "toishan": "台山", "tsimshatsui": "尖沙咀", "tsinan": "济南", "tsinghai": "青海",
    "tsingtao": "青岛", "tsining": "济宁", "tsitsihar": "齐齐哈尔", "urumchi": "乌鲁木齐",
    "urumqi": "乌鲁木齐", "weihaiwei": "威海", "wenchow": "温州", "whampoa": "黄埔",
    "whangpoo": "黄浦", "woosung": "吴淞", "wuchow": "梧州", "wusih": "无锡", "yangchow": "扬州",
    "yangtze": "长江", "yunnanfu": "昆明", "zikawei": "徐家汇",
}  # fmt: skip
"""By the name, joined and in small letters, what the place is called."""

SHORTEST_BEGUN = 4
"""Letters from which the beginning of a name stands for it."""


def places_named(word: str, *, unfinished: bool) -> list[str]:
    """What the places are called, folded, that have this name.

    If it is ``unfinished``, those whose name begins so.
    """
    found = [CONVENTIONAL_NAMES[word]] if word in CONVENTIONAL_NAMES else []
    if not found and unfinished and len(word) >= SHORTEST_BEGUN:
        found = [place for name, place in CONVENTIONAL_NAMES.items() if name.startswith(word)]
    return list(dict.fromkeys(map(fold, found)))
