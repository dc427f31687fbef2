"""Edits as newsrooms make them, and where a mark must stand after each; none silently wrong."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.anchors import carry_over, find_quote
from cityreader.models import Span

ENGLISH = (
    "Brackwater, 3 May. The mayors of Brackwater and Osterholm opened a joint rescue school.\n\n"
    "The school trains divers, pilots and nurses. It is open to both towns. Both towns pay half "
    "of it.\n\n"
    "Mayor Lena Quist said the school would stay open. Mayor Piet Haan said the same.\n\n"
    "A second school is planned in Osterholm. The council votes in June."
)
CHINESE = (
    "布雷克市五月三日电。布雷克市与奥斯特市市长周一为联合救援学校揭幕。\n\n"
    "学校培训潜水员、引水员和护士。学校向两市开放。两市各付一半费用。\n\n"
    "市长奎斯特表示，学校将继续开放。市长哈恩也这样表示。\n\n"
    "奥斯特市计划开办第二所学校。市议会六月表决。"
)
MIXED = (
    "布雷克市长在 Harbour Forum 上宣布加入 BlueNet 网络。该网络有40个成员。\n\n"
    "Harbour Forum 每年举行。"
)
CALLS = (
    "The charter calls for calm. It calls for shared rescue. It calls for a youth council.\n\n"
    "Two ferries, two pilots and two nurses are paid for. Rain fell on the ferry in Marsk."
)
SIGNED = "甲市市长首先签字。乙市市长随后签字。丙市市长最后签字。"
HARBOUR = (
    "The port of Marsk closes its gates at the end of the summer season.\n\n"
    "The harbour board said so on Monday.\n\n"
    "The harbour board meets in Ulm. The pilots want “calm waters” on Sundays."
)
BOARD = "The harbour board said so on Monday.\n\n"
FERRY = "The ferry from Osterholm sank. Nobody was hurt, the coast guard said on Monday."

Edit = Callable[[str], str]


def put(old: str, new: str) -> Edit:
    return lambda body: body.replace(old, new, 1)


def order(*numbers: int) -> Edit:
    def ordered(body: str) -> str:
        parts = body.split("\n\n")
        return "\n\n".join(parts[number] for number in numbers)

    return ordered


def whole(body: str) -> Edit:
    return lambda _: body


LENA = "Mayor Lena Quist said the school would stay open. "
OPENING = "The mayors of Brackwater and Osterholm opened a joint rescue school."
OPENED = "opened a joint rescue school"

# Text, marked words and which of them, edit; then the status and the words with their occurrence.
CASES: list[tuple[str, str, int, Edit, str, str | None, int]] = [
    (ENGLISH, OPENED, 1, put("3 May. ", "3 May. Rain fell. "), "ok", OPENED, 1),
    (ENGLISH, OPENED, 1, put("opened a", "closed a"), "review", "closed a joint rescue school", 1),
    (ENGLISH, "school would stay open", 1, put("would", "would not"), "review",
     "school would not stay open", 1),
    (ENGLISH, "pay half of it", 1, put("half", "a third"), "review", "pay a third of it", 1),
    (ENGLISH, "Piet Haan said the same", 1, put(LENA, "Mayor Piet Haan said the same. " + LENA),
     "ok", "Piet Haan said the same", 2),
    (ENGLISH, "It is open to both towns", 1, order(0, 1, 1, 2, 3), "review",
     "It is open to both towns", 2),
    (ENGLISH, "towns", 1, put(" It is open to both towns.", ""), "orphan", None, 0),
    (ENGLISH, "towns", 2, put(" It is open to both towns.", ""), "ok", "towns", 1),
    (ENGLISH, "A second school is planned", 1, order(3, 0, 1, 2), "moved",
     "A second school is planned", 1),
    (ENGLISH, "June", 1, order(3, 0, 1, 2), "moved", "June", 1),
    (ENGLISH, "Mayor Piet Haan", 1, whole(ENGLISH.replace(LENA, "").replace(
        "said the same.", "said the same. " + LENA.strip())), "moved", "Mayor Piet Haan", 1),
    (ENGLISH, OPENED, 1, whole(FERRY), "orphan", None, 0),
    (ENGLISH, "Osterholm", 1, whole(FERRY), "orphan", None, 0),
    (ENGLISH, OPENED, 1, put("joint rescue", "joint\nrescue"), "review",
     "opened a joint\nrescue school", 1),
    (ENGLISH, "joint rescue school", 1, put("joint rescue", "Joint Rescue"), "review",
     "Joint Rescue school", 1),
    (ENGLISH, "Brackwater, 3 May", 1, put("Brackwater", "Brackwatter"), "review",
     "Brackwatter, 3 May", 1),
    (ENGLISH, "The school trains divers, pilots and nurses. It is open", 1,
     put("nurses. It", "nurses.\n\nIt"), "review",
     "The school trains divers, pilots and nurses.\n\nIt is open", 1),
    (ENGLISH, "The council votes in June", 1, put(" in June.", ""), "review",
     "The council votes", 1),
    (ENGLISH, "Both towns pay half of it", 1, put("Both towns", "👍🏽Both towns"), "ok",
     "Both towns pay half of it", 1),
    (ENGLISH, OPENED, 1, lambda body: f"Two towns {OPENED}\n\n{body}", "ok", OPENED, 2),
    (CHINESE, "为联合救援学校揭幕", 1, put("周一", "周一上午"), "ok", "为联合救援学校揭幕", 1),
    (CHINESE, "计划开办第二所学校", 1, put("计划", "不再"), "review", "不再开办第二所学校", 1),
    (CHINESE, "揭幕", 1, put("揭幕", "奠基"), "orphan", None, 0),
    (CHINESE, "表示", 1, put("市长奎斯特表示，学校将继续开放。", ""), "orphan", None, 0),
    (CHINESE, "表示", 2, put("市长奎斯特表示，学校将继续开放。", ""), "ok", "表示", 1),
    (CHINESE, "联合救援学校", 1, put("联合救援学校", "聯合救援學校"), "review",
     "聯合救援學校", 1),
    (CHINESE, "市议会六月表决", 1, order(3, 0, 1, 2), "moved", "市议会六月表决", 1),
    (CHINESE, "两市各付一半费用", 1, put("费用。\n\n", "费用。"), "ok", "两市各付一半费用", 1),
    (CHINESE, "学校向两市开放", 1, put("学校向两市开放。", "学校向两市开放。" * 2), "review",
     "学校向两市开放", 1),
    (CHINESE, "潜水员、引水员", 1, put("、", ","), "review", "潜水员,引水员", 1),
    (MIXED, "BlueNet 网络", 1, put("加入", "正式加入"), "ok", "BlueNet 网络", 1),
    (MIXED, "Harbour Forum", 1, put("在 Harbour Forum 上", ""), "orphan", None, 0),
    (MIXED, "Harbour Forum", 2, put("在 Harbour Forum 上", ""), "ok", "Harbour Forum", 1),
    (MIXED, "40", 1, put("40个", "41个"), "orphan", None, 0),
    (CALLS, "It calls for", 1, put(" It calls for shared rescue.", ""), "orphan", None, 0),
    (CALLS, "It calls for", 2, put(" It calls for shared rescue.", ""), "ok", "It calls for", 1),
    (CALLS, "It calls for", 1, put("It calls for s", "It calls for rain. It calls for s"),
     "review", "It calls for", 2),
    (CALLS, "two", 2, put("two pilots and ", ""), "review", "two", 1),
    (CALLS, "It calls for", 1, put("shared rescue. It calls for a youth council.",
                                   "a youth council. It calls for shared rescue."), "review",
     "It calls for", 1),
    (SIGNED * 2, "首先签字", 1, whole(SIGNED), "review", "首先签字", 1),
    (SIGNED, "签字", 2, put("乙市市长随后签字。", ""), "orphan", None, 0),
    (SIGNED, "签字", 3, put("乙市市长随后签字。", ""), "ok", "签字", 2),
    (HARBOUR, "season.\n\nThe harbour", 1, put(BOARD, ""), "review",
     "season.\n\nThe harbour", 1),
    (HARBOUR, "end of the summer season.\n\nThe harbour", 1, put(BOARD, ""), "review",
     "end of the summer season.", 1),
    (ENGLISH, "is planned", 1, lambda body: order(3, 0, 3, 1, 2)(body).replace("June", "May", 1),
     "review", "is planned", 2),
    (HARBOUR, "The harbour board meets in Ulm", 1, order(2, 0, 1), "moved",
     "The harbour board meets in Ulm", 1),
    (HARBOUR, "calm waters", 1, lambda body: body.replace("“", "「").replace("”", "」"), "ok",
     "calm waters", 1),
    ("Tea &amp; Cake &lt;club&gt; met.", "met", 1, whole("Tea & Cake <club> met."), "ok", "met", 1),
    ("Tea &amp; Cake &lt;club&gt; met.", "Tea &amp; Cake", 1, whole("Tea & Cake <club> met."),
     "review", "Tea & Cake", 1),
    (ENGLISH, "The council votes in June", 1, put(
        "A second school is planned in Osterholm. The council votes in June.",
        "The council votes in June. A second school is planned in Osterholm."), "moved",
     "The council votes in June", 1),
    (ENGLISH, "It is open to both towns", 1,
     whole(f"It is open to both towns. Rain fell. {OPENING}"), "review",
     "It is open to both towns", 1),
    ("Menu of the day in the harbour hall:\n- Rye bread\n- Eel\n- Plum cake", "Eel", 1,
     put("- Rye bread\n- Eel\n- Plum cake", "- Plum cake\n- Eel\n- Rye bread"), "review", "Eel", 1),
    (HARBOUR, "The harbour board said so on Monday", 1, lambda body: body.replace(
        "summer season.", "autumn.").replace("The harbour board meets", "Its council meets"),
     "ok", "The harbour board said so on Monday", 1),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_a_mark_after_an_edit(case: tuple[str, str, int, Edit, str, str | None, int]) -> None:
    """Each of these protections was taken out once, and a case failed.

    Without ``_has_rival`` the repeated paragraph takes its marks along without a word; without the
    shift of ``Slides`` “It calls for” of a sentence that went passes to the next one; without
    ``is_loose`` a mark passes to the copy that is left; without ``_is_held`` the end of one
    paragraph and the start of a new one are taken for the words marked, and of two sentences that
    changed places one gets the mark of the other; without ``_RIVAL_SHARE`` one of two new copies
    is taken; without ``_is_joined`` a few equal letters hold what is made of two ends; without
    ``_SAME_ARTICLE`` a common sentence is taken for the same one in another article.
    """
    old, words, occurrence, edit, status, left, where = case
    new = edit(old)
    wanted = None if left is None else find_quote(new, left, where)
    assert carry_over(old, new, find_quote(old, words, occurrence)) == (wanted, status)


SENTENCES = [
    "Lindmark signed the pact in May. ",
    "Nobody in Haicheng has read the pact. ",
    "When the pact was new, Osterholm had no port. ",
    "Brackwater calls the pact a gift. ",
    "Lawyers say the pact binds Quistby alone. ",
    "Without the pact no ferry sails to Haanfurt. ",
    "The mayor of Marsk keeps the pact in a drawer. ",
    "It rained in Ulm while the pact was read out. ",
]


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_shared_words_stay_in_their_own_sentence(data: st.DataObject) -> None:
    """Sentences are dropped, moved and repeated; the words of one never go to another for sure.

    With nothing asked of the surroundings of short words they do.
    """
    size = data.draw(st.integers(2, len(SENTENCES)))
    old_order = list(range(size))
    new_order = data.draw(st.lists(st.integers(0, len(SENTENCES) - 1), min_size=1, max_size=9))
    old = "".join(SENTENCES[number] for number in old_order)
    new = "".join(SENTENCES[number] for number in new_order)
    number = data.draw(st.integers(0, size - 1))
    words = data.draw(st.sampled_from(["the pact", "pact", "."]))
    start = sum(len(SENTENCES[one]) for one in old_order[:number])
    start += SENTENCES[number].index(words)
    found, status = carry_over(old, new, Span(start, start + len(words)))
    if status in ("ok", "moved") and found is not None:
        assert new[slice(*found)] == words
        before = new.rfind(". ", 0, found.start)
        assert new[before + 2 if before >= 0 else 0 :].startswith(SENTENCES[number])


NUMBERED = ["".join((f"word{number} ", f"第{number}号文件、", f"Clause{number}. ")[number % 3])
            for number in range(40)]  # fmt: skip
PIECES = st.sampled_from(["", "Rain fell. ", "六月", "new ", "👍🏽", "\n\n", "(1) "])
EDITS = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 2), PIECES), max_size=8)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 36), st.integers(2, 4), EDITS)
def test_edits_around_a_mark_leave_its_words_and_its_place(
    first: int, count: int, edits: list[tuple[int, int, str]]
) -> None:
    """Words stand once, so that only one place is right; short ones may be given up, never moved.

    With offsets that are kept as they were instead of carried over it fails at once.
    """
    parts = list(NUMBERED)
    for number, removed, put_in in edits:
        for place in range(number, min(number + removed, len(parts))):
            if not first <= place < first + count:
                parts[place] = ""
        if not first < number < first + count:
            parts[number] = put_in + parts[number]
    words = "".join(NUMBERED[first : first + count]).strip()
    parts[first] = parts[first].removesuffix(NUMBERED[first]) + NUMBERED[first]
    start = sum(map(len, NUMBERED[:first]))
    old, new = "".join(NUMBERED), "".join(parts)
    found, status = carry_over(old, new, Span(start, start + len(words)))
    assert found == Span(new.index(words), new.index(words) + len(words))
    assert status in ("ok", "moved", "review")


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from([ENGLISH, CHINESE, MIXED]), PIECES.filter(bool))
def test_an_edit_inside_a_mark_is_never_certain(data: st.DataObject, old: str, piece: str) -> None:
    start = data.draw(st.integers(0, len(old) - 4))
    end = data.draw(st.integers(start + 3, min(start + 40, len(old))))
    where = data.draw(st.integers(start + 1, end - 1))
    cut = data.draw(st.integers(0, end - 1 - where))
    new = old[:where] + piece + old[where + cut :]
    found, status = carry_over(old, new, Span(start, end))
    if old[start:end] not in new:
        assert status in ("review", "orphan")
    assert found is None or 0 <= found.start < found.end <= len(new)
