import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityreader.coding.suggestions import Proposal, suggest
from cityreader.coding.suggestions_lexicon import (
    Lexicon,
    parse_lexicon,
    shipped_lexicon,
    with_trigger,
)
from cityreader.errors import ConfigError
from cityreader.models import Span
from cityreader.text.sentences import sentences

SHIPPED = shipped_lexicon()


def found(text: str, lexicon: Lexicon = SHIPPED) -> list[Proposal]:
    return suggest(text, sentences(text), lexicon)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Lindmark and Haicheng signed two memorandums on clean ports.", ["agreement"]),
        ("林德马克与海城签署了两份备忘录。", ["agreement"]),
        ("林德馬克與海城締結為姊妹市。", ["twinning"]),
        ("The towns celebrated the anniversary of their sister-city tie.", ["twinning"]),
        ("The forum of harbour towns opened with nine speeches.", ["forum"]),
        ("A delegation from Haicheng visited the customs house.", ["visit"]),
        ("海城代表團昨日到訪林德馬克。", ["visit"]),
        ("市长邀请海城代表出席下届会议。", ["invitation"]),
        ("The mayor said the friendship between both cities would last.", ["statement"]),
        ("海城向林德马克捐赠了一万个口罩。", ["gift"]),
        ("She was made an honorary citizen of the town.", ["honour"]),
        ("The council suspended its sister-city ties with Haicheng.", ["rupture"]),
        ("The white paper on international schools was launched by the city hall.", ["launch"]),
        ("Lindmark joined the network of cities for clean ports.", ["network"]),
        ("The harbour pavilion opened at the expo on Monday.", ["showcase"]),
        ("Forty students took part in the youth exchange of the two schools.", ["exchange"]),
        ("The two ports put their names to a memorandum on data sharing.", ["agreement"]),
        ("Councillors from Aarhus spent three days in the city as guests of the mayor.", ["visit"]),
        ("Nagasaki donated a bronze bell to the city.", ["gift"]),
        ("The ambassador was awarded the city medal.", ["honour"]),
        ("Protests against the delegation's arrival ended at the airport.", ["rupture"]),
        ("The city opened a representative office in Berlin.", ["launch"]),
        ("Dancers from Osaka performed in the square during the culture week.", ["showcase"]),
        ("首尔市副市长率队来沪，就养老服务开展交流。", ["visit"]),
        ("双方签署意向书，共建港口数据平台。", ["agreement"]),
        ("重庆同布里斯班签署协议，正式结为友好城市。", ["twinning"]),
        ("总领事赞赏该市在环保方面的合作。", ["statement"]),
        ("市长当选亚太城市联盟副主席。", ["network"]),
        ("来自八个友城的乐团参加了国际音乐节。", ["showcase"]),
        ("成都在法兰克福设立驻欧洲办事处。", ["launch"]),
        ("来自20个国家的市长齐聚一堂，共商低碳发展。", ["forum"]),
        ("The company signed a contract with a supplier in Germany.", []),
        ("Residents were invited to a meeting about the new tram.", []),
        ("The minister said inflation would fall next year.", []),
        ("The delegates called on Moscow to withdraw from the border.", []),
        ("市政府邀请作家为步道代言。", []),
        ("大使接受电视台访问时谈到天气。", []),
        ("运动员在亚运会获颁金牌。", []),
        ("如果议长顺利访问海城，这将是第一次。", []),
        ("The mayor opened a new bus line in the morning.", []),
        ("记者采访了市长，他谈到天气和交通。", []),
        ("They gave a press conference about the storm.", []),
    ],
)
def test_two_cues_propose_a_type(text: str, types: list[str]) -> None:
    assert [one.type for one in found(text)] == types


def test_a_part_of_a_word_of_never_is_no_context() -> None:
    """Without that the paper that makes cities sisters counts as an agreement beside."""
    assert [one.type for one in found("海城市長與林德馬克市長簽署姊妹市協定。")] == ["twinning"]
    both = found("海城市長與林德馬克市長簽署姊妹市協定與一份備忘錄。")
    assert {one.type for one in both} == {"twinning", "agreement"}


def test_cues_share_groups_leave_gaps_and_yield_to_another_type() -> None:
    lexicon = parse_lexicon(
        """
        schema = 1
        [[group]]
        name = "hosts"
        en = ["harbour master*"]
        zh = ["港长"]
        [[cue]]
        type = "visit"
        lang = "zh"
        trigger = ["会见*船员"]
        context = ["@hosts"]
        [[cue]]
        type = "visit"
        lang = "en"
        trigger = ["met"]
        context = ["@hosts"]
        [[cue]]
        type = "forum"
        lang = "en"
        trigger = ["noon"]
        unless = ["visit"]
        absent = ["cancelled"]
        [[sphere]]
        name = "elsewhere"
        en = ["referee*"]
        [[sphere]]
        name = "cities"
        en = ["quay*"]
        """,
        "own",
    )
    assert [one.type for one in found("The harbour masters met at noon.", lexicon)] == ["visit"]
    assert [one.type for one in found("The pilots will dine at noon.", lexicon)] == ["forum"]
    assert [one.type for one in found("港长会见了二十名年轻船员。", lexicon)] == ["visit"]
    assert found("港长会见了市长，船员在外等候。", lexicon) == []
    assert found("The pilots will dine at noon, which was cancelled.", lexicon) == []
    assert found("The pilots and a referee will dine at noon.", lexicon) == []
    assert found("The pilots and a referee will dine at noon by the quay.", lexicon) != []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The mayor extended an invitation to his counterpart to visit Haicheng.", ["invitation"]),
        ("市长还邀请海城市长参加明年的城市论坛。", ["invitation"]),
        ("应海城市政府邀请，市长前来访问日本。", ["visit"]),
        (
            "Ten students of the sister city came and stayed with host families.",
            ["exchange"],
        ),
    ],
)
def test_who_is_invited_has_not_come(text: str, types: list[str]) -> None:
    """Without ``after`` the visit or the forum is proposed beside the invitation."""
    assert [one.type for one in found(text)] == types


def test_of_two_types_that_silence_each_other_the_first_stays() -> None:
    """Without that neither is proposed."""
    cues = "".join(
        f"""
        [[cue]]
        type = "{code}"
        lang = "en"
        trigger = ["{trigger}"]
        unless = ["{other}"]
        """
        for code, trigger, other in (("visit", "toured", "gift"), ("gift", "donated", "visit"))
    )
    lexicon = parse_lexicon(f"schema = 1{cues}", "own")
    assert [one.type for one in found("They toured, then donated.", lexicon)] == ["visit"]
    assert [one.type for one in found("They donated, then toured.", lexicon)] == ["gift"]


def test_who_only_announces_something_takes_no_position() -> None:
    """Without that the announcement counts as a statement beside."""
    assert [one.type for one in found("市政府表示，双城论坛将于五月在海城举行。")] == ["forum"]
    assert [one.type for one in found("市长表示，两市的友谊将更加深厚。")] == ["statement"]
    both = found(
        "Before the visit planned by the delegation from Haicheng, the mayor hailed the friendship."
    )
    assert {one.type for one in both} == {"visit", "statement"}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The company signed a cooperation agreement with its suppliers in Germany.", []),
        ("The mayor and the company signed a cooperation agreement on ferries.", ["agreement"]),
        ("Heads of state opened a summit on harbours in Japan.", []),
        ("商务部表示，双方代表举行了会谈，期待合作。", []),
        ("美国网民要求关闭总领事馆，选民拒绝访问。", []),
        ("议长接受法院传票后率团访问了海城市政府。", ["visit"]),
        ("A professor said the friendship between both cities would last.", []),
        ("研究员表示，两市的友谊将更加深厚。", []),
        ("市長表示，兩市的友誼將更加深厚。", ["statement"]),
    ],
)
def test_other_matters_and_other_voices_propose_nothing(text: str, types: list[str]) -> None:
    """Without the spheres and without ``absent`` the empty ones propose a type."""
    assert [one.type for one in found(text)] == types


@pytest.mark.parametrize(
    "text",
    [
        "If the two mayors sign a memorandum, the ferry will run again.",
        "Both mayors shall sign any sister city agreement.",
        "Will the delegation from Haicheng visit the customs house?",
        "如果两市签署备忘录，渡轮将恢复通航。",
        "議員追問，雙城論壇舉辦時間為何只有兩天。",
        "海城代表团将访问林德马克吗？",
        "A sister city agreement is signed by both mayors.",
        "Such twinning agreements, signed by mayors, help trade.",
        "友好城市是两市签署协议而结成的关系。",
    ],
)
def test_a_rule_a_question_or_a_condition_tells_of_no_event(text: str) -> None:
    """Without ``aside`` words and the question mark each of these proposes a type."""
    assert found(text) == []


def test_an_aside_reaches_to_the_end_of_its_part_of_the_sentence() -> None:
    text = "Nobody knows whether he stays; a delegation from Haicheng visited the customs house."
    assert [one.type for one in found(text)] == ["visit"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The council voted to end its sister-city agreement with Haicheng.", ["rupture"]),
        ("Sister Cities International is based in the capital.", []),
        ("The former sister city committee had formal rooms.", []),
        ("The harbour forum is a platform for towns that address floods.", []),
        ("The mayor hosted a tea for the winners of the international race.", []),
        ("应海城市政府邀请，市长率代表团访问了海城。", ["visit"]),
        ("副市长陪同会见。", ["visit"]),
        ("陸委會駁回了主任來台申請。", ["rupture"]),
        ("The mayors said in a joint statement that they condemn the siege.", ["statement"]),
        ("A trade mission led by the mayor embarked for Chile.", ["visit"]),
        ("截至目前，海城已与十二个城市结为友好城市。", ["twinning"]),
        ("双方签署备忘录，市长感谢对方的友谊与合作。", ["agreement"]),
    ],
)
def test_names_hosts_and_yielding_types(text: str, types: list[str]) -> None:
    assert [one.type for one in found(text)] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The mayor said, “We are glad to welcome the delegation from Haicheng.”", ["statement"]),
        ("The mayor said he was glad to welcome the delegation.", ["statement"]),
        ("The “harbour pact” made, our mayor welcomed a delegation from Haicheng.", ["visit"]),
        ("市長表示：「我們很高興與海城締結姊妹市，友誼長存。」", ["statement"]),
    ],
)
def test_what_is_said_of_oneself_in_quotation_marks_is_a_statement(
    text: str, types: list[str]
) -> None:
    """Without that, and without words of gladness, the welcome is a visit, the tie a tie."""
    assert {one.type for one in found(text)} >= set(types)
    assert len(found(text)) == len(types)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The council signed a deal to make Lindmark a bicycle-friendly city by 2030.", []),
        ("As a result of the cultural exchange, schools in both cities hold classes.", []),
        ("The forum aims to help attending towns.", []),
        ("海城峰会举办以来，林德马克同各国开展合作。", []),
        ("UCLG在各国拥有会员900余个。", []),
        ("海城成为UCLG会员。", ["network"]),
        ("The mayor of Lindmark receives praise for her new tram.", []),
        ("The mayors exchanged gifts at the reception.", ["gift"]),
        ("The Haicheng delegation presented flowers to the harbour master.", ["gift"]),
        ("海城市目前与十九个城市缔盟。", ["twinning"]),
        ("市议会表决通过与海城缔结姊妹市的决定。", ["twinning"]),
        ("The city signed a friendship agreement with Haicheng city.", ["twinning"]),
        ("Both towns celebrated fifty years of their partnership.", ["twinning"]),
        ("Ten pupils of the school are here for a ten-day exchange.", ["exchange"]),
        ("Forty blankets were shipped to the sister city.", ["gift"]),
        ("She was honoured for her work in the twinning club.", ["honour"]),
        ("海城市向林德马克市捐赠十辆公交车。", ["gift"]),
        ("友城海城的直航航線週五開通。", ["launch"]),
        ("亞洲城市聯盟五月召開會員大會。", ["network"]),
        ("Tokyo officially joined the network in spring.", ["network"]),
        ("The council approved a motion to sever its twin cities relationship.", ["rupture"]),
        ("Lindmark sent councillors on a goodwill mission to Haicheng.", ["visit"]),
        ("海城市国际事务委员会召开会议，讨论国际交流。", []),
        ("为纪念两市结好五周年，市政府赠送对方一座铜钟。", ["gift"]),
        ("应海城市长李明、副市长王海邀请，林德马克市长访问了海城。", ["visit"]),
        ("林德马克向海城等友好城市发出邀请，请其派队参赛。", ["invitation"]),
        ("市長林海說，海城與林德馬克結為姊妹市已有十年，情誼深厚。", ["statement"]),
        ("市长认为两市合作密切，期许扩大教育交流。", ["statement"]),
        ('Haicheng helps us, and we help it," said the mayor at the forum.', ["statement"]),
        ("The alliance of cities is an organisation set up by four mayors.", []),
        ("The town voted to dump its sister city.", ["rupture"]),
        ("友城代表团圆满完成为期一周的友好访问。", ["visit"]),
        ("Haicheng aims to deepen the friendship of both cities, the mayor said.", ["statement"]),
        ("Both mayors expressed hope for closer exchanges of their towns.", ["statement"]),
        ("The city council adopted a resolution condemning the siege of Kyiv.", ["statement"]),
        ("The mayors of nine ports gathered to exchange ideas around the world.", ["forum"]),
        ("市长在任内接见了外国贵宾。", ["visit"]),
        ("海城举办“林德马克日”活动，大使出席。", ["showcase"]),
        ("两市签署备忘录，以推动友好关系发展。", ["agreement"]),
        ("The two ports will sign a sister-marina agreement.", ["twinning"]),
        ("市长感谢议会长期支持本市财政。", []),
        ("The mayor of Lindmark said the stay in Osaka was a great honour.", ["statement"]),
        ("海城市与友好城市林德马克市举行视频工作会议。", ["visit"]),
        ("The envoy thanked the mayor for the warm welcome in Haicheng.", ["statement"]),
        ("The agreement signifies much to both harbours of the town.", []),
        ("After signing the agreement, the mayor praised the friendship.", ["statement"]),
        ("海城成为林德马克的第三座友好城市。", ["twinning"]),
        ("市长指出，海城市与林德马克市同为港口。", ["statement"]),
        ("The mayor's trip to Osaka was cancelled due to Covid-19.", ["visit"]),
        ("2月2日，俄罗斯驻海城总领馆举行开馆仪式。", ["launch"]),
        ("山形市民为友好城市海城发起募款。", ["gift"]),
        ("二十位高中生交流大使从日本来到海城，双方学生同堂上课。", ["exchange"]),
        ("The governor was in Japan on Friday with his staff.", ["visit"]),
        ("The governor was in office when Japan opened its harbours.", []),
        ("The envoy handed a wood carving to the governor of the island.", ["gift"]),
        ("双方期盼深化文化交流，增进两市友谊。", ["statement"]),
        ("The town has 12 sister cities on four continents.", ["twinning"]),
        ("The mayor of Haicheng was presented with a map as a token of friendship.", ["gift"]),
    ],
)
def test_backgrounds_and_totals(text: str, types: list[str]) -> None:
    assert [one.type for one in found(text)] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The mayor praised the greater willingness to defy Japan.", ["statement"]),
        ("Governors showed a greater willingness to defy tariffs from Japan.", []),
        ("The mayor showed his willingness to help Japan after the storm.", ["statement"]),
        ("议员林海表示不满。林海到场，他认为采样过程有风险。", []),
        ("总理林海视察了工地。林海的西北之行停留三天，看了高铁工地。", []),
        ("市长林海的日本之行停留三天，看了两座工厂。", ["visit"]),
    ],
)
def test_what_anybody_does_is_no_matter_of_cities(text: str, types: list[str]) -> None:
    """Any willingness, opinion and journey beside an office was suggested."""
    assert [one.type for one in found(text)] == types


@pytest.mark.parametrize(
    ("before", "text", "types"),
    [
        ("Mayor Anna Berg met the press.", "Berg thanked the delegation warmly.", ["statement"]),
        ("Anna Berg, the deputy mayor, sat down.", "Berg will travel to Osaka.", ["visit"]),
        ("The mayor of Lindmark, Anna Berg, sat.", "Berg will travel to Osaka.", ["visit"]),
        ("Anna Berg, a baker, sat down.", "Berg will travel to Osaka on Sunday.", []),
        ("市長林海今天出席典禮。", "林海指出，感謝日本友人的情誼。", ["statement"]),
        ("林海市长出席典礼。", "林海五月将访问日本，停留三天。", ["visit"]),
        ("鱼贩林海出席典礼。", "林海五月将访问日本，停留三天。", []),
    ],
)
def test_who_was_given_an_office_is_an_official_by_name(
    before: str, text: str, types: list[str]
) -> None:
    """Without the names of officials the second sentence proposes nothing."""
    assert [one.type for one in found(f"{before} {text}") if one.sentence.start > 0] == types


def test_who_speaks_of_a_visit_does_not_make_it() -> None:
    """Without telling who speaks, the name counts as a guest and a visit is proposed."""
    text = "Mayor Anna Berg met the press. Berg said tourists visit Osaka in spring."
    assert "visit" not in {one.type for one in found(text)}


def test_a_guest_goes_on_by_the_name_of_the_group() -> None:
    """Without the names of groups and ``near`` only the first sentence proposes a visit."""
    text = "A delegation from Haicheng arrived at noon. The group toured the old customs house."
    assert [one.type for one in found(text)] == ["visit", "visit"]
    assert found("A choir from Haicheng sang. The group toured the old customs house.") == []


@pytest.mark.parametrize(
    ("before", "types"),
    [
        ("The delegation from Haicheng landed at noon.", ["visit"]),
        (
            "The delegation from Haicheng came. It rained. So it went. Fog. Wind. Hail. Ice. Snow.",
            [],
        ),
        ("The harvest was good.", []),
    ],
)
def test_a_sentence_before_may_say_that_others_are_meant(before: str, types: list[str]) -> None:
    """Without ``near`` no visit is proposed for the second sentence."""
    last = "The mayor welcomed them in the town hall."
    text = f"{before} {last}"
    start = text.index(last)
    assert [one.type for one in found(text) if one.sentence.start == start] == types


def test_a_proposal_names_all_words_that_spoke_for_it() -> None:
    text = "海城論壇五月三日舉行，兩市簽署備忘錄。"
    words = {one.type: [text[slice(*cue)] for cue in one.cues] for one in found(text)}
    assert words == {"forum": ["論壇", "舉行"], "agreement": ["簽署", "備忘錄"]}


def test_a_proposal_names_its_words_sentence_and_status() -> None:
    text = "Ports matter a lot to us. 海城论坛将于五月举行。"
    (one,) = found(text)
    assert text[slice(*one.span)] == "论坛"
    assert text[slice(*one.sentence)] == "海城论坛将于五月举行。"
    assert (one.status, one.trigger) == ("planned", "论坛")
    assert 0 < one.score <= 1


def test_decisions_move_the_score_of_a_trigger() -> None:
    text = "The forum of harbour towns opened with nine speeches."
    (plain,) = found(text)
    key = (plain.type, plain.trigger)
    (liked,) = suggest(text, sentences(text), SHIPPED, {key: (20, 0)})
    (disliked,) = suggest(text, sentences(text), SHIPPED, {key: (0, 20)})
    assert disliked.score < plain.score < liked.score


def test_an_own_trigger_fires_without_context() -> None:
    own = parse_lexicon(with_trigger("", "visit", "en", 'call* at "port"'), "own")
    more = parse_lexicon(with_trigger("", "visit", "zh", "靠泊"), "own")
    text = 'Nine ships will call at "port" next spring.'
    assert [one.type for one in found(text, SHIPPED.joined(own))] == ["visit"]
    assert [one.type for one in found("海城号周五靠泊林德马克港。", SHIPPED.joined(more))] == [
        "visit"
    ]
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("schema = 2", "schema"),
        (
            '[[cue]]\ntype = "visit"\nlang = "en"\ntrigger = ["met"]\ncontext = ["@hosts"]',
            "no group of that name",
        ),
        ('[[cue]]\ntype = "visit"\nlang = "fr"\ntrigger = ["x"]', "lang"),
        ('[[cue]]\ntype = "visit"\nlang = "en"', "trigger"),
        ('[[cue]]\ntype = "visit"\nlang = "en"\ntrigger = [" * "]', "empty"),
        ('[[cue]]\nlang = "en"\ntrigger = ["x"]', "type"),
        ('[[status]]\nname = "lost"', "name"),
        ('[[sphere]]\nname = "sea"', "name"),
        ("cues = 1", "cues"),
    ],
)
def test_a_wrong_lexicon_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(ConfigError, match=rf"suggestions\.toml.*{reason}"):
        parse_lexicon(text, "suggestions.toml")


def test_every_event_type_but_other_has_cues_in_both_languages() -> None:
    types = {(cue.type, cue.lang) for cue in SHIPPED.cues}
    assert len(types) == 26


PIECES = [
    "论坛",
    "舉行",
    " forum ",
    "opened",
    "ﬁ",
    "。",
    ". ",
    "\n\n",
    "signed a pact",
    "备忘录",
    "签",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_proposals_stand_in_their_sentences(pieces: list[str]) -> None:
    text = "".join(pieces)
    for one in found(text):
        assert one.sentence.start <= one.span.start < one.span.end <= one.sentence.end
        assert isinstance(one.span, Span)
