"""Sentences of each status; what names the event stands in brackets."""

import pytest

from cityreader.coding.suggestions import suggest
from cityreader.coding.suggestions_lexicon import shipped_lexicon
from cityreader.models import Span
from cityreader.text.han import count_han
from cityreader.text.scripts import fold, to_traditional

HAPPENED = """
The postponed sister city [forum] was held in Lyon on Monday.
The sister city [forum] was postponed in May and was held in Lyon in June.
The cancelled [forum] was held at last in Lyon.
双城[论坛]推迟两年后昨日在台北开幕。
The [forum] was held in Lyon but the dinner was cancelled.
两岸官方沟通全部中断，两市照常举行双城[论坛]。
雙城圖書[交換計畫]昨天啟動。
两市友城[交流计划]昨天启动。
展览在取消门票后[吸引]了十万观众。
因疫情中断三年后，[论坛]今日重启。
市長昨[會見]訪團，盼雙方持續交流。
兩市[簽署]合作意向書，未來可望增加直航班次。
代表团为希望小学的孩子们[送去]书包。
两市于1988年[缔结]友好关系，明年将迎来四十周年。
市长率团[访问]友城，计划考察三家企业。
论坛以虚拟方式[举行]，三十城参加。
签约仪式上，双方[签署]了拟定已久的协议。
市长在[论坛]上发表演讲，希望加强合作。
名将之后李先生[访问]了神户。
同学们将自己的画作[赠送]给友城学生。
神户将两棵樱花树[赠予]西雅图。
市政府将荣誉市民称号[授予]三位外国友人。
两市将军民融合列入协议并[签署]。
The mayor arrived in Kobe for a [visit] that had been postponed twice.
Organisers said the [forum] was held online because travel was suspended.
The orchestra [played] in Lyon, the first of three planned concerts.
Lyon and Guangzhou, [twinned] since 1988, will celebrate in May.
The two ports [opened] a shipping line expected to cut transit by two days.
Osaka [sent] 20,000 masks, and more could follow.
The delegates, who will return home on Sunday, attended the [forum].
The accord [signed] on Monday will take effect in July.
During the visit he [met] students who may study in Lyon next year.
Where there is a will there is a way, the mayor told the [forum].
Mayor Will Ferris [met] his Kobe counterpart.
By May the two cities had [signed] three accords.
The 2025 May [forum] drew 300 guests.
The envoy, May Lin, [visited] Graz.
On 3 May the city of Lyon also [honoured] the poet Li Wei.
The mayor of Lyon [visited] Osaka on 14 May.
The Chicago Sister Cities [forum] opened on 14 May in Osaka.
In May 2023 a delegation [visited] the port of Busan.
In May last year a delegation from Kobe [visited] Seattle.
On 3 May the city of Lyon also [honoured] the poet.
Theresa May [visited] Osaka.
LYON, May 6 - The two cities [signed] a memorandum of understanding.
Will Smith, mayor of Busan, [visited] Osaka on Monday.
A cherry tree was [planted] to mark the anniversary of the sister city tie.
A considerable number of mayors attended the [forum].
After considerable talks the two cities [signed] an agreement.
Mayor Lee [signed] an agreement that will help schools in both cities.
The delegation [toured] the site where the stadium will be built.
The [forum] was held in Taipei, where delegates discussed how cities could cut waste.
The cities [signed] a pact under which students may study abroad.
A delegation of Turin [arrived] in Shenyang and will stay five days.
Portland and Sapporo [became sister cities] in 1959.
The mayors [met] at a planned session of the forum.
The mayor [said] the city hopes to welcome more students.
The agreement, proposed by Mayor Kim last year, was [signed] on Friday.
Invited by the mayor, who hopes to expand trade, the group [visited] the harbour.
The summit [opened] on May 2 and is expected to draw 300 guests.
The two cities [launched] a direct flight, which will run twice a week.
Ten students from Kyoto [took part] in an exchange that began in May.
Mayor May Chen [received] the guests from Nagoya.
The people of Kobe showed great good will and [donated] blankets to Seattle.
里昂市与大阪市[签署]了合作备忘录。
虚拟[论坛]昨日在大阪举行。
两校学生[参加]了模拟联合国活动。
双方拟定的协议于周五[签署]。
李将军率团[访问]里昂。
里昂市将金钥匙[授予]大阪市长。
上海将友好城市奖章[颁给]里昂市长。
代表团向希望小学[捐赠]了图书。
大阪市为希望工程[捐款]十万元。
市长[会见]了代表团，希望两市加强合作。
市长在[会见]时表示，将推动两市合作。
两市[签署]协议，将在教育领域开展合作。
两市1985年[结为]友好城市。
大阪市代表团[访问]过里昂。
首届双城[论坛]在台北举行，与会者建议加强青年交流。
代表团[参观]了即将完工的体育馆。
市议会[通过]了与里昂缔结友好城市的决定。
直飞航线昨日[开通]，计划每周两班。
因疫情推迟两年的[论坛]昨日开幕。
市长[率团抵达]上海，预计停留三天。
大阪市将一座石灯笼[赠送]给里昂市。
学生们将所学带回家乡，[交流]活动圆满结束。
双方就未来计划[举行]了会谈。
为期一周的[展览]已经开幕，将持续到六月。
考虑到两市的友谊，双方[续签]了协议。
市长[指出]，两市有望成为伙伴。
"""
PLANNED = """
市长未[来访]问里昂。
代表团未[来访]问上海友城。
里昂市將贈送大阪一口鐘，並[捐贈]兩輛巴士。
市长将率团赴釜山[出席]论坛。
展覽將把兩城的歷史[呈現]給觀眾。
市府表示，[论坛]将于明年五月举办。
双方拟[签署]合作备忘录。
市长将于五月率团[访问]布拉格。
第五届[论坛]定于5月5日至7日在神户举行。
Next year the orchestra will [perform] in Graz.
The [forum], which will be held from 5 to 7 May, will gather mayors.
He will [meet] the governor who visited Kobe last year.
They will [sign] the deal, negotiated since May, on Friday.
The city is gearing up for a [forum] that opens next week.
Mayor Chen will travel to Prague in May to [sign] an agreement.
The [forum] will be held in Taipei in September.
The mayor will [visit] Osaka next week.
Mayor Lee is due to [visit] Prague in May.
The next [forum] is scheduled for 12 October.
The two cities are set to [sign] a memorandum on Friday.
A delegation from Lyon plans to [visit] Osaka.
A delegation is expected to [arrive] in Busan on Sunday.
Osaka will [host] the 2027 forum.
The upcoming [forum] gathers mayors of 30 cities.
They intend to [visit] the sister city in spring.
The summit is slated to [open] on 3 May.
The agreement will be [signed] at a ceremony in Kobe.
The [exhibition] is to open in Boston on Monday.
双城论坛将于九月在台北[举行]。
市长将[访问]大阪。
代表团定于下周[抵达]里昂。
下届[论坛]预定明年在上海举办。
两市将[签署]合作备忘录。
大阪市长计划下月[访问]里昂。
[论坛]预计十月登场。
本届[论坛]即将开幕。
市长拟于五月[访问]釜山。
两市将[结为]友好城市。
航空公司将[开通]直飞航线。
首尔将[主办]明年的论坛。
[展览]将在波士顿展出三个月。
"""
PROPOSED = """
议会正在讨论与哈尔科夫[结好]的提案。
市长不排除[访问]上海的可能。
神户有望[主办]下届论坛。
The mayor proposed [signing] a friendship pact.
A motion would [twin] the city with Kharkiv.
The mayor said he may [visit] Prague in May.
Kobe may [host] the May forum.
The mayor proposed a [forum] of harbour towns.
The city may [host] the forum next year.
The mayor may [visit] Osaka in May.
The council suggested a [sister city] tie with Haifa.
The mayor hopes to [visit] Taipei.
Taipei could [host] the next forum.
The city is considering a [twinning] with Lyon.
The mayor wants to [visit] the sister city.
The two sides may also [sign] an agreement.
A councillor proposed that the city [become a sister city] of Haifa.
It was suggested that a [forum] be held every year.
The delegation may soon [visit] Busan.
The proposed [twinning] with Kobe has divided the council.
市长提议举办[论坛]。
市长希望明年[访问]里昂。
议员建议两市[结为]友好城市。
大阪有望[举办]下届论坛。
市议会正考虑与海法[缔结]友好城市。
双方盼早日[签署]协议。
市长表示希望[访问]大阪。
两市可望[开通]直航。
双方提议每年[举办]一次论坛。
里昂欲与釜山[结为]友城。
市长建议加强学生[交流]。
雙城[論壇]可望明年在台北舉辦。
市長盼赴上海[參訪]。
"""
CANCELLED = """
市长不得不推迟[访问]里昂。
市长不能不取消[访问]。
双城[论坛]推迟到两年后举行。
The postponed [forum] will be held in June.
The [forum] was postponed and the dinner was held in Lyon.
The [forum] planned for May was postponed and will be held in June.
两市中断交流，[论坛]取消。
市長[訪日]行程生變，宣布取消。
因台风，原定今日举行的[论坛]延期。
Mayor Chen will no longer [visit] Prague in May.
The May [forum] has been postponed to July.
The [forum] was cancelled in June because of the storm.
The mayor postponed his [visit] to Osaka.
The [forum] has been called off.
City hall called off the [forum].
The delegation's [visit] was put off until spring.
This year's [forum] is suspended.
The council voted to suspend the [sister city] tie with Moscow.
The planned [visit] was scrapped.
The [forum] will be postponed.
Lyon cancels mayor's [visit] to Kunming
The [forum] will not be held this year.
The mayor will not [visit] Shanghai this year.
The [forum] scheduled for May was cancelled.
双城[论坛]因疫情取消。
市长取消[访问]大阪。
[论坛]推迟举行。
今年的[论坛]延期。
两市暂停学生[交流]。
市议会决定中止与莫斯科的[友好城市]关系。
主办方宣布[论坛]停办。
代表团的[访问]延后至春天。
原定五月举行的[论坛]被取消。
[论坛]将延期至明年举行。
市长因故取消了[访问]行程。
今年不[举办]论坛。
市长今年不会[访问]上海。
"""
DENIED = """
代表团从未[来访]上海。
市府否认曾[签署]协议。
Mayor Chen said he had not [visited] Prague in May.
City hall denied that the delegation [visited] the port.
The mayor denied [signing] an agreement.
The [visit] never happened.
The [forum] did not take place.
No such [agreement] was signed.
The spokesman denies that the mayor will [visit] Taipei.
The mayor rejected reports that he [signed] a pact.
The office denied reports of a [visit].
The city never [became a sister city] of Lyon.
The mayor did not [visit] Osaka.
The cities have not [signed] any agreement.
Reports that the mayor [visited] Taipei are false.
The mayor has never [signed] a pact with Lyon.
市府否认代表团[到访]。
市长否认[签署]协议。
有关市长[访问]的报道不实。
并无[访问]一事。
[论坛]并未举行。
双方没有[签署]任何协议。
市长从未[访问]该市。
市長否認[訪問]傳聞。
外交部驳斥[访问]传闻。
兩市未曾[簽署]協議。
市府澄清，市長並未[訪問]上海。
两市并没有[结为]友好城市。
[访问]之说子虚乌有。
"""
SENTENCES = [
    (status, line)
    for status, block in (
        ("happened", HAPPENED),
        ("planned", PLANNED),
        ("proposed", PROPOSED),
        ("cancelled", CANCELLED),
        ("denied", DENIED),
    )
    for line in block.split("\n")
    if line
]


def status(line: str) -> str:
    before, _, rest = fold(line).partition("[")
    trigger, _, behind = rest.partition("]")
    span = Span(len(before), len(before) + len(trigger))
    return shipped_lexicon().statuses.status(before + trigger + behind, span)


@pytest.mark.parametrize(("meant", "line"), SENTENCES)
def test_the_words_around_an_event_tell_its_status(meant: str, line: str) -> None:
    """Months, names and 将 for 把 told plans where every word of a list did, wherever it stood."""
    assert status(line) == meant


def test_a_text_without_full_stops_is_read_near_the_trigger_alone() -> None:
    """Every word of cancelling was held against the whole of what stands around it."""
    many = "cancelled forum held " * 1500
    assert status(f"{many}[forum] {many}") == "cancelled"
    far = "the harbour was calm and " * 50
    assert status(f"The cancelled dinner, {far}the [forum] opened") == "happened"


def test_both_scripts_tell_the_same() -> None:
    chinese = [(meant, line) for meant, line in SENTENCES if count_han(line)]
    assert [status(to_traditional(line)) for _, line in chinese] == [meant for meant, _ in chinese]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The twin-city forum with Lindmark has been cancelled.", [("forum", "cancelled")]),
        ("The council called off the sister city forum.", [("forum", "cancelled")]),
        ("The sister city tie with Lindmark was suspended.", [("rupture", "happened")]),
        ("两市取消了姐妹城市关系。", [("rupture", "happened")]),
    ],
)
def test_what_is_called_off_breaks_no_tie(text: str, found: list[tuple[str, str]]) -> None:
    """A rupture stood beside the forum, and was itself told as cancelled where a tie was broken."""
    proposals = suggest(text, [Span(0, len(text))], shipped_lexicon())
    assert [(one.type, one.status) for one in proposals] == found
