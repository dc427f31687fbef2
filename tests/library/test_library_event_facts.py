from dataclasses import replace
from pathlib import Path

import pytest

from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.library.event_places import places_and_participants
from cityreader.library.library import Library
from cityreader.models import NO_DATE, DateRange, Event, Span
from cityreader.text.han import count_han
from shelf import CHINESE, ENGLISH, add_article, span_of


def tagged(library: Library, article_id: int, words: str, code: str) -> Event:
    body = library.articles.body(article_id)
    event = library.coding.tag(article_id, span_of(body, words), code, anew=True).event
    assert event is not None
    return event


def date_the_article(library: Library, article_id: int, published: DateRange) -> None:
    article = library.articles.get(article_id)
    library.articles.edit_details(article_id, replace(article.details, published=published))


def test_a_tag_takes_the_date_that_its_sentence_states(paired: Library) -> None:
    event = tagged(paired, 1, "signed a friendship agreement", "agreement")
    assert (event.date.start, event.date.precision) == ("2025-03-14", "day")
    assert event.date.text == "Friday"
    assert event.date.basis == "sentence, from 2025-03-14"
    assert event.status == "happened"


def test_a_planned_event_lies_ahead(paired: Library) -> None:
    english = tagged(paired, 1, "forum on clean ports", "forum")
    chinese = tagged(paired, 2, "论坛", "forum")
    assert (english.date.start, english.date.precision) == ("2025-05-01", "month")
    assert (chinese.date.start, chinese.date.precision) == ("2026-05-01", "month")
    assert (english.status, chinese.status) == ("planned", "planned")


def test_a_whole_sentence_is_dated_by_what_names_the_event(library: Library) -> None:
    body = "Linked since 2010, the two towns signed an agreement on 5 May 2024."
    key = add_article(library, "Sign", body, "en", published="2024-05-06")
    event = library.coding.tag(key, Span(0, len(body)), "agreement").event
    assert event is not None
    assert event.date.start == "2024-05-05"


def test_without_words_the_date_of_the_article_is_proposed(paired: Library) -> None:
    event = tagged(paired, 1, "received nine guests", "visit")
    assert event.date == DateRange("2025-03-14", "2025-03-14", "day", basis="date of the article")


def test_the_counterpart_sentence_tells_a_date_too(library: Library) -> None:
    add_article(library, "One", "The mayor received nine guests.", "en", published="2025-03-20")
    add_article(library, "二", "市长周五接待了九位客人。", "zh-Hans", published="2025-03-20")
    library.pairs.link(1, 2)
    event = tagged(library, 1, "received nine guests", "visit")
    assert event.date.start == "2025-03-14"
    assert event.date.basis == "counterpart sentence, from 2025-03-20"


@pytest.mark.parametrize(
    ("body", "words", "status"),
    [
        ("The forum was cancelled in June because of the storm.", "forum", "cancelled"),
        ("双城论坛因疫情取消。", "论坛", "cancelled"),
        ("City hall denied that the delegation visited the port.", "visited", "denied"),
        ("市府否认代表团到访。", "到访", "denied"),
        ("The mayor proposed a forum of harbour towns.", "forum", "proposed"),
        ("市长提议举办论坛。", "论坛", "proposed"),
        ("The pact that will help schools was signed at noon.", "signed", "happened"),
        ("论坛将于海城举行。", "论坛", "planned"),
        ("两市签署了备忘录。", "签署", "happened"),
    ],
)
def test_words_tell_whether_it_happened(
    library: Library, body: str, words: str, status: str
) -> None:
    key = add_article(library, "Ports", body, "en", published="2025-03-14")
    assert tagged(library, key, words, "forum").status == status


def test_an_undated_article_dates_its_events_once_it_has_a_date(library: Library) -> None:
    add_article(library, "Two harbour towns sign", ENGLISH, "en")
    event = tagged(library, 1, "signed a friendship agreement", "agreement")
    assert (event.date.start, event.date.basis) == (None, "undated article")
    date_the_article(library, 1, DateRange("2025-03-16", "2025-03-16", "day", basis="by hand"))
    assert library.events.get(event.uuid).date.start == "2025-03-14"
    library.history.undo()
    assert library.events.get(event.uuid).date == event.date
    assert library.articles.get(1).published.start is None


def test_a_new_dateline_leaves_what_a_person_set(paired: Library) -> None:
    derived = tagged(paired, 1, "signed a friendship agreement", "agreement")
    waiting = tagged(paired, 1, "received nine guests", "visit")
    own = DateRange("2025-03-01", "2025-03-01", "day", basis="by hand")
    kept = paired.events.save(replace(waiting, date=own))
    cleared = tagged(paired, 1, "Forty towns have promised", "statement")
    paired.events.save(replace(cleared, date=NO_DATE))
    date_the_article(paired, 1, DateRange("2025-04-09", "2025-04-09", "day", basis="by hand"))
    assert paired.events.get(derived.uuid).date.start == "2025-04-04"
    assert paired.events.get(kept.uuid).date == own
    assert paired.events.get(cleared.uuid).date == NO_DATE


def test_one_undo_takes_back_the_tag_with_its_facts(paired: Library) -> None:
    tagged(paired, 1, "signed a friendship agreement", "agreement")
    paired.history.undo()
    assert paired.records.events("") == []
    assert paired.coding.marks([1]) == []


def test_dates_are_worked_out_in_chinese(library: Library) -> None:
    add_article(library, "两座港口城市签约", CHINESE, "zh-Hans", published="2025-03-15")
    event = tagged(library, 1, "签署了友好协议", "agreement")
    assert (event.date.start, event.date.text) == ("2025-03-14", "周五")


def test_cities_of_both_sentences_take_part(library: Library) -> None:
    add_article(library, "One", "The forum of Prague and Taipei opened in Osaka.", "en")
    add_article(library, "二", "布拉格与台北论坛在大阪开幕，釜山也参加。", "zh-Hans")
    library.pairs.link(1, 2)
    event = tagged(library, 1, "forum", "forum")
    assert (event.place.name, event.place.country, event.place.text) == ("Osaka", "JP", "Osaka")
    assert (event.place.lat, event.place.lon) == (34.69, 135.5)
    cities = [(one.name, one.name_zh, one.kind) for one in event.participants]
    assert cities == [
        ("Prague", "布拉格", "city"),
        ("Taipei", "台北", "city"),
        ("Busan", "釜山", "city"),
    ]


def test_a_city_may_be_the_place_and_take_part(library: Library) -> None:
    body = "The Prague-Taipei forum opened in Prague."
    add_article(library, "One", body, "en")
    event = tagged(library, 1, "forum", "forum")
    assert event.place.name == "Prague"
    assert [one.name for one in event.participants] == ["Prague", "Taipei"]


def test_names_of_the_glossary_take_part_and_are_linked(library: Library) -> None:
    berg = library.glossary.add({"en": ["Ada Berg"], "zh-Hans": ["艾达·贝格"]}, kind="person")
    library.glossary.add({"en": ["customs house"]}, kind="term")
    add_article(library, "One", "Ada Berg received guests at the customs house.", "en")
    (person,) = tagged(library, 1, "received", "visit").participants
    assert (person.name, person.name_zh, person.kind) == ("Ada Berg", "艾达·贝格", "person")
    assert person.glossary_uuid == berg.uuid


def test_an_ambiguous_city_shows_its_region(library: Library) -> None:
    add_article(library, "One", "A delegation from Johns Creek arrived.", "en")
    (city,) = tagged(library, 1, "arrived", "visit").participants
    assert city.name == "Johns Creek, Georgia"


def test_words_marked_as_the_date_are_counted_anew(library: Library) -> None:
    body = "The pact was signed on Monday, and the guests left last Friday."
    add_article(library, "A pact", body, "en", published="2024-05-15")
    event = tagged(library, 1, "signed", "agreement")
    library.roles.assign(1, span_of(body, "last Friday"), "date", event.uuid)
    assert library.events.get(event.uuid).date.start == "2024-05-10"
    date_the_article(library, 1, DateRange("2024-06-19", "2024-06-19", "day"))
    assert library.events.get(event.uuid).date.start == "2024-06-14"


def test_words_marked_as_the_date_wait_for_that_of_the_article(library: Library) -> None:
    body = "The pact was signed on Monday, and the guests left last Friday."
    add_article(library, "A pact", body, "en")
    event = tagged(library, 1, "signed", "agreement")
    library.roles.assign(1, span_of(body, "last Friday"), "date", event.uuid)
    assert library.events.get(event.uuid).date.start is None
    date_the_article(library, 1, DateRange("2024-06-19", "2024-06-19", "day"))
    assert library.events.get(event.uuid).date.start == "2024-06-14"


def test_the_dateline_of_a_counterpart_counts_too(library: Library) -> None:
    add_article(library, "One", "The mayor received nine guests.", "en")
    add_article(library, "二", "市长周五接待了九位客人。", "zh-Hans", published="2025-03-20")
    library.pairs.link(1, 2)
    event = tagged(library, 1, "received nine guests", "visit")
    date_the_article(library, 2, DateRange("2025-03-27", "2025-03-27", "day"))
    assert library.events.get(event.uuid).date.start == "2025-03-21"


def test_a_new_dateline_of_the_file_is_followed_in_the_step_of_the_import(
    library: Library, tmp_path: Path
) -> None:
    """Without ``recount_dates`` in the import the derived date stays on the old Friday."""
    text = f"---\ntitle: Two harbour towns sign\ndate: {{day}}\n---\n\n{ENGLISH}\n"
    file = tmp_path / "towns.md"
    file.write_text(text.format(day="2025-03-14"), encoding="utf-8")
    library.importing.run([file])
    derived = tagged(library, 1, "signed a friendship agreement", "agreement")
    own = DateRange("2025-03-01", "2025-03-01", "day", basis="by hand")
    kept = library.events.save(replace(tagged(library, 1, "received", "visit"), date=own))
    steps = len(library.history.steps())
    file.write_text(text.format(day="2025-03-26"), encoding="utf-8")
    library.importing.run([file])
    assert library.events.get(derived.uuid).date.start == "2025-03-21"
    assert library.events.get(kept.uuid).date == own
    assert len(library.history.steps()) == steps + 1
    library.history.undo()
    assert library.events.get(derived.uuid).date.start == "2025-03-14"


def test_the_form_is_told_where_the_mentions_disagree(paired: Library) -> None:
    event = tagged(paired, 1, "forum on clean ports", "forum")
    sheet = paired.events.sheet(event.uuid)
    readings = [(one.date.start, one.date.text, one.lang) for one in sheet.readings]
    assert readings == [
        ("2025-05-01", "next May", "en"),
        ("2026-05-01", "明年五月", "zh-Hans"),
    ]
    signed = tagged(paired, 1, "signed a friendship agreement", "agreement")
    assert paired.events.sheet(signed.uuid).readings == ()


def test_the_form_is_told_every_date_of_the_sentence(library: Library) -> None:
    """Without the dates behind the nearest one there is nothing to choose from."""
    body = "They arrived in Taipei on Monday and signed a memorandum with Taipei on Wednesday."
    add_article(library, "One", body, "en", published="2025-03-07")
    event = tagged(library, 1, "signed a memorandum", "agreement")
    assert (event.date.start, event.date.text) == ("2025-03-05", "Wednesday")
    readings = days_told(library, event)
    assert readings == [("2025-03-05", "Wednesday"), ("2025-03-03", "Monday")]
    add_article(
        library, "二", "代表团去年访问台北，今年签署备忘录。", "zh-Hans", published="2025-03-07"
    )
    chinese = tagged(library, 2, "签署备忘录", "agreement")
    assert days_told(library, chinese) == [("2025-01-01", "今年"), ("2024-01-01", "去年")]


def days_told(library: Library, event: Event) -> list[tuple[str | None, str | None]]:
    return [(one.date.start, one.date.text) for one in library.events.sheet(event.uuid).readings]


def test_the_form_is_told_which_article_mentions_the_event(paired: Library) -> None:
    """Taken out: over an event of the counterpart alone stood the title of the open article."""
    event = tagged(paired, 2, "论坛", "forum")
    assert paired.events.sheet(event.uuid).article_title == paired.articles.get(2).title


def test_the_form_is_told_of_an_article_without_a_date(library: Library) -> None:
    add_article(library, "One", "The mayor received nine guests on Friday.", "en")
    event = tagged(library, 1, "received", "visit")
    sheet = library.events.sheet(event.uuid)
    assert sheet.undated is not None
    assert sheet.undated.id == 1
    library.articles.set_published(1, DateRange("2025-03-20", "2025-03-20", "day"))
    sheet = library.events.sheet(event.uuid)
    assert (sheet.undated, sheet.event.date.start) == (None, "2025-03-14")


def test_a_dateline_that_is_edited_in_the_text_is_followed(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "sign.txt"
    body = "Taipei, Sept. 4, 2024 (CNA) Two towns signed an agreement on Tuesday. Rain fell."
    file.write_text(f"Two towns sign\n\n{body}\n", encoding="utf-8")
    library.importing.run([file])
    assert library.articles.get(1).published.basis == "dateline"
    event = tagged(library, 1, "signed an agreement", "agreement")
    assert event.date.start == "2024-09-03"
    text = library.articles.body(1)
    library.articles.edit_body(1, text.replace("Sept. 4, 2024", "Sept. 12"))
    assert library.articles.get(1).published.start == "2024-09-12"
    assert library.events.get(event.uuid).date.start == "2024-09-10"
    library.history.undo()
    assert library.articles.get(1).published.start == "2024-09-04"
    assert library.events.get(event.uuid).date.start == "2024-09-03"
    library.articles.set_published(1, DateRange("2024-10-02", "2024-10-02", "day", basis="by hand"))
    library.articles.edit_body(1, text.replace("Sept. 4, 2024", "Sept. 12"))
    assert library.articles.get(1).published.start == "2024-10-02"


def test_the_lexicon_is_read_before_a_tag_holds_the_library(
    paired: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ``prepare`` the first tag held it a tenth of a second for that; seen to fail."""
    loaded = []
    unit = type(paired.coding._context).unit

    def watched(*arguments: object, **named: object) -> object:
        loaded.append(shipped_lexicon.cache_info().currsize)
        return unit(*arguments, **named)

    monkeypatch.setattr(type(paired.coding._context), "unit", watched)
    shipped_lexicon.cache_clear()
    tagged(paired, 1, "signed a friendship agreement", "agreement")
    assert loaded == [1]
    assert shipped_lexicon() is shipped_lexicon()


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        (
            "The Toronto Star reported that the mayor of Lyon met guests from Osaka.",
            "",
            "Lyon Osaka",
        ),
        ("The Paris Agreement was praised by the mayor of Lyon in Berlin.", "Berlin", "Lyon"),
        ("副市长会见俄罗斯驻沈阳总领事馆总领事，并邀请广州市长。", "", "广州"),
        ("代表团在重庆参观，并访问武汉大学与上海。", "Chongqing", "上海"),
    ],
)
def test_what_is_called_after_a_city_takes_no_part(text: str, place: str, names: str) -> None:
    """Without that the paper, the treaty, the consulate and the university take part."""
    lang = "zh-Hans" if count_han(text) else "en"
    there, taking_part = places_and_participants([text], lang, [])
    assert (there.name or "") == place
    assert [one.name for one in taking_part] == names.split()


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("台北和里昂举行了视频会议。", "", "台北 里昂"),
        ("上海市与芝加哥市举行结好仪式。", "", "上海 芝加哥"),
        ("新北市與京都市開幕聯展。", "", "新北 京都"),
        ("青岛暨大邱举行友城论坛。", "", "青岛 大邱"),
        ("上海、大阪、釜山举行三城会议。", "", "上海 大阪 釜山"),
        ("里昂与大阪在重庆举行签约仪式。", "Chongqing", "里昂 大阪"),
        ("论坛在台北和里昂举行。", "Taipei", ""),
        ("双城论坛台北登场。", "Taipei", ""),
    ],
)
def test_who_acts_with_another_is_no_place(text: str, place: str, names: str) -> None:
    """Without that the last name before 举行 was the place and took no part."""
    there, taking_part = places_and_participants([text], "zh-Hans", [])
    assert (there.name or "") == place
    assert [one.name for one in taking_part] == names.split()


@pytest.mark.parametrize(
    "text",
    [
        "上海合作组织峰会开幕。",
        "上海合作組織秘書長致詞。",
        "各国履行巴黎协定。",
        "北京时间五月三日开幕。",
        "华盛顿邮报报道此事。",
        "学生来自上海交通大学。",
        "The Shanghai Cooperation Organisation held a summit.",
        "The Shanghai Cooperation Organization held a summit.",
        "The Treaty of Nanjing and the Kyoto Protocol were shown.",
        "Guests of the University of Chicago and Kyoto University came.",
    ],
)
def test_what_bears_the_name_of_a_city_is_none(text: str) -> None:
    assert places_and_participants([text], "zh-Hans" if count_han(text) else "en", [])[1] == ()


def test_the_state_that_a_text_names_stands_with_its_city() -> None:
    text = "The mayor of Portland, Maine, met the mayor of Portland, Oregon."
    names = [one.name for one in places_and_participants([text], "en", [])[1]]
    assert names == ["Portland, Maine", "Portland, Oregon"]


def test_a_longer_name_of_the_glossary_is_the_city_it_begins_with(library: Library) -> None:
    entry = library.glossary.add({"en": ["Taipei City"], "zh-Hant": ["台北市"]}, kind="city")
    (one,) = places_and_participants(["Taipei City met guests.", "台北接見訪客"], "en", [entry])[1]
    assert (one.name, one.glossary_uuid) == ("Taipei City", entry.uuid)


@pytest.mark.parametrize(
    ("sentences", "lang", "chinese"),
    [
        (["The mayor of Fukuoka met guests.", "福岡市長會見了訪客。"], "en", "福岡"),
        (["The mayor of Fukuoka met guests.", "福冈市长会见了访客。"], "en", "福冈"),
        (["The mayor of Fukuoka (福岡) met guests."], "en", "福岡"),
        (["The mayor of Fukuoka met guests."], "en", "福冈"),
        (["福岡市長會見了訪客。"], "zh-Hant", "福岡"),
        (["福冈市长会见了访客。"], "zh-Hans", "福冈"),
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_chinese_names_are_in_the_script_of_the_texts(
    sentences: list[str], lang: str, chinese: str, known: bool, library: Library
) -> None:
    """By the language of the event's own article alone, 福岡 beside English became 福冈."""
    forms = {"en": ["Fukuoka"], "zh-Hans": ["福冈"], "zh-Hant": ["福岡"]}
    entries = [library.glossary.add(forms, kind="city")] if known else []
    (one,) = places_and_participants(sentences, lang, entries)[1]
    assert (one.name_en, one.name_zh) == ("Fukuoka", chinese)
    assert one.name == ("Fukuoka" if lang == "en" else chinese)
