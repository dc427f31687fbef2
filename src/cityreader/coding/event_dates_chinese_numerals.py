"""Numbers of Chinese dates, in digits of either width or in characters."""

_DIGITS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": "0", "○": "0", "Ｏ": "0", "两": "2", "兩": "2"}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def number_of(words: str) -> int:
    """What digits of either width, ``二十四``, ``廿四``, ``一百零八`` or ``二〇二三`` stand for.

    Raises ValueError for anything else.
    """
    words = words.translate(_FULL_WIDTH)
    if words.isdecimal() and words.isascii():
        return int(words)
    if words == "元":
        return 1
    words = words.replace("廿", "二十").replace("卅", "三十")
    if not set(words) & {"十", "百"}:
        return int("".join(_DIGITS.get(character, character) for character in words))
    hundreds, hundred, rest = words.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * _digit(hundreds, 1) if hundred else 0
    value += 10 * _digit(tens.strip("零〇"), 1) if ten else 0
    return value + _digit(ones.strip("零〇"), 0)


def _digit(words: str, empty: int) -> int:
    digits = "".join(_DIGITS.get(character, character) for character in words)
    return int(digits) if digits else empty
