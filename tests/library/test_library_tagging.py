from pathlib import Path

import pytest

from cityreader.config import Config, Folders
from cityreader.errors import NotFoundError, UsageError
from cityreader.library.library import Library
from cityreader.models import Span
from shelf import CHINESE, ENGLISH, TAIWANESE, add_article, span_of

SIGNED = span_of(ENGLISH, "The harbour towns")
SENTENCE = span_of(ENGLISH, ENGLISH.split(". ")[0] + ".")
SECOND = span_of(ENGLISH, "Mayor Ada Berg received nine guests at the old customs house.")
FORUM = span_of(ENGLISH, "A forum on clean ports")
SIGNED_ZH = span_of(CHINESE, "签署了友好协议")
FORUM_ZH = span_of(CHINESE, "清洁港口论坛")


def steps(library: Library) -> list[str]:
    return [step.summary for step in reversed(library.history.steps())]


def test_tagging_makes_an_event_and_its_trigger_in_one_step(paired: Library) -> None:
    known = len(steps(paired))
    done = paired.coding.tag(1, SENTENCE, "agreement")
    assert done.event is not None
    assert (done.joined, done.repeated) == (False, False)
    mark, event = done.annotation, done.event
    assert (mark.tag, mark.role, mark.event_uuid) == ("agreement", "trigger", event.uuid)
    assert mark.exact == ENGLISH[mark.start : mark.end] == ENGLISH.split(" Mayor")[0]
    assert (mark.prefix, mark.suffix) == ("", ENGLISH[mark.end : mark.end + 32])
    assert (mark.status, mark.revision, mark.origin) == ("ok", 1, "manual")
    assert (event.type, event.status, event.origin) == ("agreement", "happened", "manual")
    assert event.annotation_uuids == (mark.uuid,)
    assert event.article_uuids == (paired.articles.get(1).uuid,)
    assert mark.coder_uuid == event.coder_uuid == paired.coder.uuid
    assert paired.coding.marks([1]) == [mark]
    assert paired.records.events("") == [event]
    assert len(steps(paired)) == known + 1
    assert steps(paired)[-1].startswith("Agreement “The harbour towns of")
    paired.history.undo()
    assert paired.coding.marks([1]) == []
    assert paired.records.events("") == []


def test_a_topic_never_makes_an_event(paired: Library) -> None:
    topic = paired.coding.codebook().topics[0].code
    done = paired.coding.tag(1, SENTENCE, topic)
    assert done.event is None
    assert (done.annotation.tag, done.annotation.role) == (topic, None)
    assert paired.records.events("") == []


def test_the_counterpart_sentence_joins_the_event(paired: Library) -> None:
    made = paired.coding.tag(1, SENTENCE, "agreement")
    joined = paired.coding.tag(2, SIGNED_ZH, "agreement")
    assert joined.joined
    assert made.event is not None
    assert joined.event is not None
    assert joined.event.uuid == made.event.uuid
    assert joined.event.annotation_uuids == (made.annotation.uuid, joined.annotation.uuid)
    assert len(paired.records.events("")) == 1
    assert paired.events.of_articles([2])[0].uuid == made.event.uuid
    paired.history.undo()
    assert len(paired.records.events("")) == 1
    assert paired.coding.marks([2]) == []


def test_only_the_same_type_in_the_same_row_is_joined(paired: Library) -> None:
    paired.coding.tag(1, SENTENCE, "agreement")
    assert not paired.coding.tag(2, SIGNED_ZH, "visit").joined
    assert not paired.coding.tag(2, FORUM_ZH, "agreement").joined
    assert len(paired.records.events("")) == 3


def test_a_second_mark_on_the_same_side_is_a_new_event(paired: Library) -> None:
    first = paired.coding.tag(1, SENTENCE, "agreement")
    second = paired.coding.tag(1, SIGNED, "agreement")
    assert not second.joined
    across = [
        paired.coding.tag(2, SIGNED_ZH, "agreement"),
        paired.coding.tag(2, span_of(CHINESE, "友好协议"), "agreement"),
        paired.coding.tag(2, span_of(CHINESE, "协议"), "agreement"),
    ]
    # The two events of the row are joined one after the other; then there is none left to join.
    assert [one.joined for one in across] == [True, True, False]
    events = [one.event.uuid for one in (second, first, *across) if one.event]
    assert sorted(events[:2]) == sorted(events[2:4])
    assert events[4] not in events[:4]


def test_anew_never_joins(paired: Library) -> None:
    paired.coding.tag(1, SENTENCE, "agreement")
    again = paired.coding.tag(2, SIGNED_ZH, "agreement", anew=True)
    assert not again.joined
    assert len(paired.records.events("")) == 2


@pytest.mark.parametrize("anew", [False, True])
def test_the_same_tag_on_the_same_span_is_not_stored_twice(paired: Library, anew: bool) -> None:
    first = paired.coding.tag(1, SENTENCE, "agreement")
    known = steps(paired)
    again = paired.coding.tag(1, SENTENCE, "agreement", anew=anew)
    assert again.repeated
    assert (again.annotation, again.event) == (first.annotation, first.event)
    assert steps(paired) == known
    assert len(paired.coding.marks([1])) == 1
    paired.coding.remove(first.annotation.uuid)
    assert not paired.coding.tag(1, SENTENCE, "agreement").repeated


def test_another_coder_may_set_the_same_mark_and_joins_only_own_events(
    paired: Library, tmp_path: Path, folders: Folders
) -> None:
    paired.coding.tag(1, SENTENCE, "agreement")
    config = Config(coder="Bob")
    with Library.open(tmp_path / "annotations.db", config=config, folders=folders) as of_bob:
        same = of_bob.coding.tag(1, SENTENCE, "agreement")
        assert not same.repeated
        assert not same.joined
        across = of_bob.coding.tag(2, SIGNED_ZH, "agreement")
        assert across.event is not None
        assert same.event is not None
        assert across.event.uuid == same.event.uuid
    assert len(paired.records.events("")) == 2


def test_three_languages_join_by_their_rows(paired: Library) -> None:
    third = add_article(paired, "兩座港口城市簽約", TAIWANESE, "zh-Hant")
    paired.pairs.link(1, third)
    made = paired.coding.tag(1, SENTENCE, "agreement")
    for article, words, body in ((2, "签署", CHINESE), (third, "簽署", TAIWANESE)):
        joined = paired.coding.tag(article, span_of(body, words), "agreement")
        assert joined.joined
        assert joined.event is not None
        assert made.event is not None
        assert joined.event.uuid == made.event.uuid


def test_an_event_of_an_article_in_the_trash_is_not_joined(paired: Library) -> None:
    paired.coding.tag(1, SENTENCE, "agreement")
    paired.articles.delete([1])
    assert not paired.coding.tag(2, SIGNED_ZH, "agreement").joined


def test_a_mention_anywhere_belongs_to_the_event(paired: Library) -> None:
    made = paired.coding.tag(1, SENTENCE, "agreement")
    assert made.event is not None
    more = paired.coding.mention(2, FORUM_ZH, made.event.uuid)
    assert more.joined
    assert (more.annotation.tag, more.annotation.role) == ("agreement", "trigger")
    assert more.event is not None
    assert more.event.annotation_uuids == (made.annotation.uuid, more.annotation.uuid)
    known = steps(paired)
    again = paired.coding.mention(2, FORUM_ZH, made.event.uuid)
    assert again.repeated
    assert again.annotation == more.annotation
    assert steps(paired) == known
    assert known[-1] == "same event “清洁港口论坛”"


def test_a_mark_that_stands_there_comes_over_to_the_mentioned_event(paired: Library) -> None:
    first = paired.coding.tag(1, SENTENCE, "agreement")
    other = paired.coding.tag(1, FORUM, "agreement")
    assert first.event is not None
    assert other.event is not None
    role = paired.roles.assign(1, SECOND, "place", other.event.uuid).annotation
    moved = paired.coding.mention(1, FORUM, first.event.uuid)
    assert moved.annotation.uuid == other.annotation.uuid
    assert [event.uuid for event in paired.records.events("")] == [first.event.uuid]
    marks = {mark.uuid: mark.event_uuid for mark in paired.coding.marks([1])}
    assert marks == dict.fromkeys(
        (first.annotation.uuid, other.annotation.uuid, role.uuid), first.event.uuid
    )
    paired.history.undo()
    assert len(paired.records.events("")) == 2
    assert paired.coding.mark(other.annotation.uuid).event_uuid == other.event.uuid


def test_removing_the_last_mention_removes_the_event_with_its_roles(paired: Library) -> None:
    first = paired.coding.tag(1, SENTENCE, "agreement")
    assert first.event is not None
    event = first.event.uuid
    second = paired.coding.tag(2, SIGNED_ZH, "agreement")
    paired.roles.assign(1, SIGNED, "actor", event)
    paired.coding.remove(first.annotation.uuid)
    assert paired.events.get(event).annotation_uuids[0] == second.annotation.uuid
    paired.coding.remove(second.annotation.uuid)
    assert paired.records.events("") == []
    assert paired.coding.marks([1, 2]) == []
    with pytest.raises(NotFoundError):
        paired.events.get(event)
    with pytest.raises(NotFoundError):
        paired.coding.remove(second.annotation.uuid)
    step = paired.history.undo()
    assert step is not None
    assert step.article_id == 2
    assert {mark.role for mark in paired.coding.marks([1, 2])} == {"trigger", "actor"}
    assert paired.events.get(event).annotation_uuids


def test_a_role_belongs_to_its_event_and_carries_no_tag(paired: Library) -> None:
    made = paired.coding.tag(1, SENTENCE, "agreement")
    assert made.event is not None
    role = paired.roles.assign(1, SIGNED, "actor", made.event.uuid).annotation
    assert (role.role, role.tag, role.event_uuid) == ("actor", None, made.event.uuid)
    known = steps(paired)
    assert paired.roles.assign(1, SIGNED, "actor", made.event.uuid).annotation == role
    assert steps(paired) == known
    # The span of a role can be a mention as well.
    assert not paired.coding.mention(1, SIGNED, made.event.uuid).repeated
    for wrong in ("trigger", "king"):
        with pytest.raises(UsageError, match="actor, recipient, place, date"):
            paired.roles.assign(1, SIGNED, wrong, made.event.uuid)
    paired.events.remove(made.event.uuid)
    with pytest.raises(NotFoundError):
        paired.roles.assign(1, SIGNED, "actor", made.event.uuid)
    with pytest.raises(NotFoundError):
        paired.coding.mention(1, SIGNED, made.event.uuid)


def test_notes(paired: Library) -> None:
    noted = paired.coding.note(1, SIGNED, "  who \x1b[31mexactly?\u202e ")
    assert (noted.note, noted.tag, noted.role) == ("who exactly?", None, None)
    known = steps(paired)
    assert paired.coding.note(1, SIGNED, "who exactly?") == noted
    assert steps(paired) == known
    assert paired.coding.note(1, SIGNED, "found out").uuid == noted.uuid
    assert [mark.note for mark in paired.coding.marks([1])] == ["found out"]
    paired.history.undo()
    assert paired.coding.mark(noted.uuid).note == "who exactly?"
    with pytest.raises(UsageError):
        paired.coding.note(1, SIGNED, " \x07 ")
    with pytest.raises(UsageError, match="only a note"):
        paired.coding.set_note(noted.uuid, "")
    tagged = paired.coding.tag(1, SENTENCE, "agreement").annotation
    assert paired.coding.set_note(tagged.uuid, "sure?").note == "sure?"
    assert paired.history.steps()[0].article_id == 1
    assert paired.coding.set_note(tagged.uuid, "").note is None
    known = steps(paired)
    paired.coding.set_note(tagged.uuid, "")
    assert steps(paired) == known


def test_a_tag_can_come_with_a_note(paired: Library) -> None:
    mark = paired.coding.annotate(1, "signed a friendship agreement", code="agreement", note="a\tb")
    assert (mark.tag, mark.note, mark.exact) == (
        "agreement",
        "a b",
        "signed a friendship agreement",
    )
    again = paired.coding.annotate(1, "signed a friendship agreement", code="agreement", note="c")
    assert (again.uuid, again.note) == (mark.uuid, "c")
    known = steps(paired)
    paired.coding.annotate(1, "signed a friendship agreement", code="agreement")
    assert steps(paired) == known
    assert paired.coding.annotate(2, "海城", occurrence=2, note="place").start == (
        CHINESE.rindex("海城")
    )


def test_what_cannot_be_annotated_writes_nothing(paired: Library) -> None:
    known = steps(paired)
    coding = paired.coding
    for wrong in (
        lambda: coding.annotate(1, "not in the text", code="agreement"),
        lambda: coding.annotate(1, "harbour", occurrence=2, code="agreement"),
        lambda: coding.annotate(1, "harbour", code="no-such-tag"),
        lambda: coding.annotate(1, "harbour"),
        lambda: coding.annotate(1, "harbour", note=" "),
        lambda: coding.tag(1, Span(0, len(ENGLISH) + 1), "agreement"),
        lambda: coding.tag(1, Span(3, 3), "agreement"),
        lambda: coding.tag(1, Span(-1, 3), "agreement"),
    ):
        with pytest.raises(UsageError):
            wrong()
    for lost in (
        lambda: coding.annotate(99, "harbour", code="agreement"),
        lambda: coding.tag(99, SENTENCE, "agreement"),
        lambda: coding.note(99, SENTENCE, "x"),
        lambda: coding.mark("no-such-mark"),
    ):
        with pytest.raises(NotFoundError):
            lost()
    assert steps(paired) == known


def test_a_span_never_cuts_a_character(library: Library) -> None:
    key = add_article(library, "Flags", "Flags 🇫🇷🇩🇪 and e\u0302\u0323 and 👩\u200d🌾 flew.")
    body = library.articles.body(key)
    for words in ("🇫🇷", "👩\u200d🌾"):
        whole = span_of(body, words)
        assert library.coding.tag(key, whole, "forum").annotation.exact == words
        with pytest.raises(UsageError, match="cuts"):
            library.coding.tag(key, Span(whole.start, whole.end - 1), "forum")


def test_tagging_notes_that_the_article_was_opened(paired: Library) -> None:
    assert paired.readings.counts().new == 1
    paired.coding.tag(1, SENTENCE, "agreement")
    assert paired.search.first_lines(1)[0].state == "opened"
    assert paired.readings.counts().new == 0
    paired.history.undo()
    assert paired.readings.counts().new == 1


def test_topics_of_articles(paired: Library) -> None:
    one, two = (tag.code for tag in paired.coding.codebook().topics[:2])
    assert paired.coding.change_topics([1, 2], [one, two]) == 4
    assert paired.coding.topics_of(1) == sorted([one, two])
    assert paired.articles.get(2).tags == tuple(sorted([one, two]))
    known = steps(paired)
    assert paired.coding.change_topics([1], [one]) == 0
    assert steps(paired) == known
    assert paired.coding.change_topics([1], [], [two]) == 1
    assert paired.coding.topics_of(1) == [one]
    paired.history.undo()
    paired.history.undo()
    assert paired.coding.topics_of(1) == []
    with pytest.raises(UsageError, match="event type"):
        paired.coding.change_topics([1], ["agreement"])
    with pytest.raises(UsageError, match="not in the codebook"):
        paired.coding.change_topics([1], ["no-such-topic"])


def small_codebook(*codes: str, version: str = "2") -> str:
    """A codebook with these event types and the topic ``ports``."""
    head = f'schema = 1\nid = "small"\nlanguages = ["en"]\nversion = "{version}"\n'
    tags = [(code, "event") for code in codes] + [("ports", "topic")]
    return head + "".join(
        f'\n[[tag]]\ncode = "{code}"\nkind = "{kind}"\nkey = "{code[0]}"\n'
        f'color = "#336699"\nlabel = {{ en = "{code.title()}" }}\ndefinition = "One."\n'
        for code, kind in tags
    )


def test_loading_a_codebook_keeps_the_tags_in_use_retired(paired: Library) -> None:
    mark = paired.coding.tag(1, SENTENCE, "agreement").annotation
    before = paired.coding.codebook()
    loaded = paired.coding.load_codebook(small_codebook("forum", "race"), "small.toml")
    assert (loaded.id, loaded.version) == ("small", "2")
    assert [tag.code for tag in loaded.event_types] == ["forum", "race"]
    kept = loaded.get("agreement")
    assert kept is not None
    assert kept.retired
    assert loaded.get("visit") is None
    assert loaded.tags[-1].code == "agreement"
    with pytest.raises(UsageError, match="retired"):
        paired.coding.tag(1, SECOND, "agreement")
    assert paired.coding.mark(mark.uuid).tag == "agreement"
    known = steps(paired)
    paired.coding.load_codebook(small_codebook("forum", "race"), "small.toml")
    assert steps(paired) == known
    paired.history.undo()
    assert paired.coding.codebook() == before
    paired.history.redo()
    assert paired.coding.codebook() == loaded


def test_undoing_a_codebook_keeps_a_new_tag_that_was_used(paired: Library) -> None:
    before = paired.coding.codebook()
    paired.coding.load_codebook(small_codebook("race"), "small.toml")
    paired.coding.tag(1, SENTENCE, "race")
    paired.history.undo()
    paired.history.undo()
    after = paired.coding.codebook()
    assert after.event_types == before.event_types
    assert (after.id, after.version, after.text) == (before.id, before.version, before.text)
    race = after.get("race")
    assert race is not None
    assert race.retired
    assert paired.history.redo() is not None
    assert paired.history.redo() is not None
    assert paired.coding.marks([1])[0].tag == "race"


def test_a_retired_topic_can_still_be_taken_away(paired: Library) -> None:
    topic = paired.coding.codebook().topics[0].code
    paired.coding.change_topics([1], [topic])
    paired.coding.load_codebook(small_codebook("race"), "small.toml")
    assert paired.coding.change_topics([1], [], [topic]) == 1
    assert paired.coding.topics_of(1) == []
