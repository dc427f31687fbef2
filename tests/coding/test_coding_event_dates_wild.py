"""Sentences as they stand in the news, with all the dates in them, and none where none is.

The article is of Wednesday 18 June 2025. Behind each sentence stand the days of its dates, first
and last where they are more than one.
"""

import pytest

from cityreader.coding.event_dates import find_dates
from cityreader.models import DateRange

WEDNESDAY = DateRange("2025-06-18", "2025-06-18", "day", basis="dateline")

ENGLISH = r"""
The protocol was initialled on the morning of 9 September 2021. | 2021-09-09
On Sept. 9 the two councils met again. | 2025-09-09
Mayor Ruiz flew home on Tuesday, June 10. | 2025-06-10
The fair runs Oct 3-7, 2025. | 2025-10-03 2025-10-07
The fair runs from 29 September to 3 October. | 2025-09-29 2025-10-03
A delegation is due in mid-July. | 2025-07-11 2025-07-20
The office opened in early 2019. | 2019-01-01 2019-12-31
The office opened in late March. | 2025-03-21 2025-03-31
Ties go back to the 1980s. | 1980-01-01 1989-12-31
They were twinned in 1986. | 1986-01-01 1986-12-31
Twinned since 1986, the towns meet yearly. | 1986-01-01 1986-12-31
Trade rose in the first quarter of 2025. | 2025-01-01 2025-03-31
Trade rose in the third quarter. | 2025-07-01 2025-09-30
Last month the council voted. | 2025-05-01 2025-05-31
The council votes next month. | 2025-07-01 2025-07-31
The mayor returned yesterday. | 2025-06-17
Tomorrow the guests tour the docks. | 2025-06-19
Earlier this week envoys met. | 2025-06-16 2025-06-22
Two weeks ago a pact was signed. | 2025-06-04
Ten years ago the pact was signed. | 2015-01-01 2015-12-31
At the end of May the exhibition closed. | 2025-05-21 2025-05-31
By the end of the year a bridge will open. | 2025-01-01 2025-12-31
The budget for fiscal year 2025 grew.
FY2024 spending was flat.
In the 2024-25 season the club won.
The 2024/25 school year began well.
On the evening of Monday, the choir sang. | 2025-06-16
The choir will sing next Tuesday. | 2025-06-24
The choir sings this Saturday. | 2025-06-21
Signed on 2024-11-05 in the town hall. | 2024-11-05
Signed on 05.11.2024 in the town hall. | 2024-11-05
Signed 11/25/2024 in the town hall. | 2024-11-25
The second and third of April were rest days.
On New Year's Eve they sang.
The 21st of February 2022 was cold. | 2022-02-21
February 29, 2024 was a leap day. | 2024-02-29
February 30, 2024 does not exist.
Call +86 21 6329 2024 for tickets.
Fax: 02-2720-8889, room 2025.
Article 12 of Law No. 2019-1147 applies.
Doors open at 10:30 and close at 18.00.
Lindmark won 21-19, 19-21, 21-12.
The hall at 1905 Harbour Road seats 2,025.
Postcode 20240, Haicheng, Unit 7-12.
Flight CA1986 left gate 24.
It cost $2,024 and 12.5 percent more.
Boeing 737 and route 2010 were mentioned.
Version 2024.1 was released.
Some 2,000 students and 1,986 teachers came.
Mayor March and Mr. August met Ms. May.
He may march in Sun City on a Monday-to-Friday pass.
Sun Yat-sen Park and Sat Nam hall were visited.
A second visit followed a third.
The forum marks 45 years of ties.
The 2019 Novel Coronavirus hit both.
The 2026 World Cup host cities met.
Vision 2035 was adopted.
the night of Dec. 31, 2023, to Jan. 1, 2024 | 2023-12-31 2024-01-01
between June 3 and June 5 | 2025-06-03 2025-06-05
over the weekend | 2025-06-14 2025-06-15
last weekend | 2025-06-14 2025-06-15
last summer the choir came | 2024-06-01 2024-08-31
this autumn the choir comes | 2025-09-01 2025-11-30
in the autumn of 2018 | 2018-09-01 2018-11-30
in November last year | 2024-11-01 2024-11-30
late last year | 2024-01-01 2024-12-31
in 2023 and 2024 | 2023-01-01 2024-12-31
from 2015 until 2019 | 2015-01-01 2019-12-31
the 12th-century bridge
at 3 p.m. on Friday | 2025-06-13
The accord, dated 1 Feb 2024, was renewed. | 2024-02-01
Guests arrived Thursday night and left Sunday. | 2025-06-12 | 2025-06-15
The council had met the previous Friday. | 2025-06-13
The council meets on the first Monday of every month.
Ms. Friday and Mr. Sunday attended.
The Sunday market opens at 8. | 2025-06-15
It begins on July 1st and ends on August 15th. | 2025-07-01 | 2025-08-15
Between 2019 and 2021 the forum paused. | 2019-01-01 2021-12-31
A year ago the pact lapsed. | 2024-01-01 2024-12-31
Three days earlier the envoy had left.
The following week they signed.
the week of June 2 | 2025-06-02 2025-06-08
In spring 2024 the choirs met. | 2024-03-01 2024-05-31
In the spring of this year | 2025-03-01 2025-05-31
Since last September | 2024-09-01 2024-09-30
by June 30 at the latest | 2025-06-30
as of January 2025 | 2025-01-01 2025-01-31
(April 2022) | 2022-04-01 2022-04-30
Oct. 2023 | 2023-10-01 2023-10-31
12 March | 2025-03-12
12th March 2025 | 2025-03-12
Wednesday 18 June 2025 | 2025-06-18
on 18/06/2025 | 2025-06-18
It was 18-06-2025. | 2025-06-18
the 1st of this month | 2025-06-01
later this month | 2025-06-01 2025-06-30
earlier this year | 2025-01-01 2025-12-31
in two weeks' time | 2025-07-02
will open in three months | 2025-09-01 2025-09-30
within two weeks
for two years
two years later
at age 24 in Room 12
1,986 km away; 2,010 metres high
scored 2010 points
the year-end gala
the Class of 2010
a 2010 report
In 2010, the towns twinned. | 2010-01-01 2010-12-31
The towns met in 2010 and again in 2015. | 2010-01-01 2010-12-31 | 2015-01-01 2015-12-31
In Room 2010 the guests met.
Sister Cities International (founded 1956) | 1956-01-01 1956-12-31
established in 1956 by decree | 1956-01-01 1956-12-31
On Oct. 3 and Oct. 5 they met. | 2025-10-03 | 2025-10-05
Today, sister cities number 50. | 2025-06-18
Sept 11 attacks
the June 4 vote | 2025-06-04
9/11 memorial
24/7 service
5/6 of the votes
10:30-12:00 in Hall 5/6
June 2025 saw rain. | 2025-06-01 2025-06-30
In June, July and August the pool is open. | 2025-06-01 2025-08-31
the June–August season
from June to August | 2025-06-01 2025-08-31
early this morning | 2025-06-18
NOWnews Today reported it; guests leave today. | 2025-06-18
The accord took effect January 1. | 2025-01-01
The accord, signed Nov. 3 last year, lapsed. | 2024-11-03
A ceremony was held Saturday night. | 2025-06-14
They signed it on the sidelines of the forum on Thursday, June 5, 2025. | 2025-06-05
The 10-day tour begins Sept. 20. | 2025-09-20
The tour runs through Sept. 30. | 2025-09-30
until Aug 15 | 2025-08-15
Tickets are $20 on May 3. | 2025-05-03
a 5-1 win on May 3 | 2025-05-03
On 3/5/2024 the pact lapsed. | 2024-01-01 2024-12-31
On 2024/3/5 the pact lapsed. | 2024-03-05
Mar 5, '24
5 March, 2024 | 2024-03-05
March of 2024 | 2024-03-01 2024-03-31
the March 2024 visit | 2024-03-01 2024-03-31
in the first week of July | 2025-07-01 2025-07-07
the first half of this year | 2025-01-01 2025-06-30
the past three years
for the third year in a row
Twenty years ago | 2005-01-01 2005-12-31
last night's dinner | 2025-06-17
this month's forum | 2025-06-01 2025-06-30
last year's forum | 2024-01-01 2024-12-31
next week's visit | 2025-06-23 2025-06-29
Monday's meeting | 2025-06-16
six months ago | 2024-12-01 2024-12-31
10 days ago | 2025-06-08
the day after tomorrow | 2025-06-20
since Monday | 2025-06-16
Mondays only
from 9 a.m. to 5 p.m.
Room 2024, Building 12
page 2019 of the record
Resolution 1973 was passed.
Tel: (02) 2720-2024
ISO 9001:2015
COVID-19 and Expo 2010
Shanghai 2010 World Expo
the 2024 Paris Olympics
Taipei 101
Article 2 (2010) of the charter
500 BC and AD 700
in the year 2000 | 2000-01-01 2000-12-31
winter 2023-24
Trade grew since December. | 2024-12-01 2024-12-31
Since May they talk. | 2025-05-01 2025-05-31
The hall opened on Sept.3 and closed on Oct.5, 2024. | 2025-09-03 | 2024-10-05
As of July, 2025 the towns had nine partners. | 2025-07-01 2025-07-31
The council votes on Monday and meets the following Tuesday. | 2025-06-16
Guests of 31 March-based firms came.
The Feb. 28 Peace Memorial Park hosted the choirs.
The Sunday school and the Friday Mosque sent singers.
The city of tomorrow needs partners; as of tomorrow it has one. | 2025-06-19
These are the challenges we are facing today.
They came in May of 2024. | 2024-05-01 2024-05-31
They met on June 3, 4 and 5. | 2025-06-03 2025-06-05
They met on June 3, 40 and 50 of them.  | 2025-06-03
They came in the last week of May 2024. | 2024-05-25 2024-05-31
The Friday Group met in Lindmark.
The Monday Club and the Sunday Times wrote.
The ministry said Monday it will send a choir. | 2025-06-16
Ruiz will fly to Osaka, his office told reporters on Tuesday. | 2025-06-17
On Friday the council agreed it will join. | 2025-06-13
A pact will be announced on Friday. | 2025-06-20
The fair runs from 28 December 2023 to 3 January. | 2023-12-28 2024-01-03
The fair runs Nov. 30-Dec. 4. | 2025-11-30 2025-12-04
The COVID-19 May ban lapsed.
Moon Jae-in a year ago visited. | 2024-01-01 2024-12-31
They met on Monday and Tuesday. | 2025-06-16 2025-06-17
Tours leave every Monday to Saturday.
They met half a year ago. | 2024-12-01 2024-12-31
They met in the second half of May. | 2025-05-16 2025-05-31
Trade fell last quarter. | 2025-01-01 2025-03-31
They met in May and June 2024. | 2024-05-01 2024-06-30
The 2023-2024 season opened.
Man Friday sang to Ruby Tuesday at the Tuesday Market.
Open Monday to Friday, 9 to 5.
Thursday's Child sang at May Hall.
The tie dates back to 1979. | 1979-01-01 1979-12-31
"""
CHINESE = """
两市于去年十一月签署备忘录。 | 2024-11-01 2024-11-30
市长上月率团访问。 | 2025-05-01 2025-05-31
展览将于月底闭幕。 | 2025-06-21 2025-06-30
论坛定于七月上旬举行。 | 2025-07-01 2025-07-10
今年以来双方往来频密。 | 2025-01-01 2025-12-31
去年底双方达成共识。 | 2024-01-01 2024-12-31
明年初将开通航线。 | 2026-01-01 2026-12-31
2022年年底开馆。 | 2022-01-01 2022-12-31
协定于一九八六年缔结。 | 1986-01-01 1986-12-31
民國七十五年締結姊妹市。 | 1986-01-01 1986-12-31
民國113年10月5日簽約。 | 2024-10-05
市府今（18）日宣布。 | 2025-06-18
代表團昨（17）日抵達。 | 2025-06-17
市長明（19）日啟程。 | 2025-06-19
会议于6月10日至12日召开。 | 2025-06-10 2025-06-12
会议于6月30日至7月2日召开。 | 2025-06-30 2025-07-02
會議將於下週四舉行。 | 2025-06-26
双方上周三会谈。 | 2025-06-11
本月5日双方会谈。 | 2025-06-05
本月初双方会谈。 | 2025-06-01 2025-06-10
上個月底雙方會談。 | 2025-05-21 2025-05-31
三天前抵达。 | 2025-06-15
两年前缔约。 | 2023-01-01 2023-12-31
前天返回。 | 2025-06-16
前年结为友城。 | 2023-01-01 2023-12-31
自2010年起每年轮流举办。 | 2010-01-01 2010-12-31
2010年至2020年间互访十次。 | 2010-01-01 2020-12-31
2024年第四季度出口增长。 | 2024-10-01 2024-12-31
第二季度出口增长。 | 2025-04-01 2025-06-30
今年前三季度出口增长。 | 2025-01-01 2025-09-30
上半年出口增长。 | 2025-01-01 2025-06-30
去年下半年出口增长。 | 2024-07-01 2024-12-31
2023年春天樱花盛开。 | 2023-03-01 2023-05-31
去年夏天合唱团来访。 | 2024-06-01 2024-08-31
上周末举行市集。 | 2025-06-14 2025-06-15
星期天举行市集。 | 2025-06-15
拨打010-65202024咨询。
电话：02-27208889转2025。
根据《条例》第十二条第3款。
地址：中山路2010号5楼。
邮编200240。
上午9时30分开幕，18:00闭幕。
以21比19、3-1取胜。
投资20.24亿元，增长12.5%。
共2024人参加，1986名教师到场。
航班CA1986延误。
第114期简报。
114路公交车通往老城。
三月三歌圩热闹。
一二三年级学生表演。
二十一世纪海上丝路。
2023赛季夺冠。
2024财年支出持平。
113學年度入學。
113年度預算通過。 | 2024-01-01 2024-12-31
114年3月12日簽署。 | 2025-03-12
於114年7月舉行。 | 2025-07-01 2025-07-31
一月一日起实施。 | 2025-01-01
元旦当日放假。
春节期间举行灯会。
国庆节前后。
月月有活动，天天有演出。
结好四十年来，互访不断。
历时三年，耗资五亿。
每月15日开放。
每逢周六开放。
3个月内完成。
50多年前的老照片。
近十年来。
30日上午，双方会谈。 | 2025-06-30
2023年1月5日签约，2月29日返回 | 2023-01-05 | 2024-02-29
2020年7月至年底整修 | 2020-07-01 2020-12-31
周三、周四举行 | 2025-06-18 2025-06-19
半年前来访，半个月前返回 | 2024-12-01 2024-12-31 | 2025-06-03
6月第一个星期一，6月最后一周 | 2025-06-02 | 2025-06-24 2025-06-30
5月下半月至6月上半月 | 2025-05-16 2025-06-15
114年第2季出口增长，上一季度下降 | 2025-04-01 2025-06-30 | 2025-01-01 2025-03-31
民國七十年代 | 1981-01-01 1990-12-31
每年1、2月封路
〈103年底統計〉 | 2014-01-01 2014-12-31
超過 110 年
3 天前签约，论坛 16 日开幕 | 2025-06-15 | 2025-06-16
上个月 15 日签约，为期 10 日 | 2025-05-15
去年第 3 季签约 | 2024-07-01 2024-09-30
去年 12 月來訪 | 2024-12-01 2024-12-31
明年互訪，4月來訪，10月回訪 | 2026-01-01 2026-12-31 | 2026-04-01 2026-04-30 | 2026-10-01 2026-10-31
5月4日、5号线开通 | 2025-05-04
5月4日到5号楼参观 | 2025-05-04
直到隔年春天
本月15至27日展出 | 2025-06-15 2025-06-27
2017年10月10日13:32来源 | 2017-10-10
25日08时至26日08时降温 | 2025-06-25 2025-06-26
28日至3日闭馆 | 2025-06-28 2025-07-03
5日上午，双方会谈。 | 2025-06-05
12月中旬将举办论坛。 | 2025-12-11 2025-12-20
九月份开学。 | 2025-09-01 2025-09-30
当地时间6月16日，市长抵达。 | 2025-06-16
北京时间6月17日晚 | 2025-06-17
2025年6月17日（星期二） | 2025-06-17
2025/6/17 上午 | 2025-06-17
自5月起 | 2025-05-01 2025-05-31
截至5月底 | 2025-05-21 2025-05-31
12·5版本发布。
上周五至本周二，代表团访问海城。 | 2025-06-13 2025-06-17
6月10日-12日 | 2025-06-10 2025-06-12
6月10－12日 | 2025-06-10 2025-06-12
二〇二四年五月 | 2024-05-01 2024-05-31
二零二四年五月 | 2024-05-01 2024-05-31
2024年5月起 | 2024-05-01 2024-05-31
24年5月
’24年
同年8月
次年3月
当天下午
翌日上午
日前，双方签约。
月初、月底各一次 | 2025-06-01 2025-06-10 | 2025-06-21 2025-06-30
每月月底
年底前完工 | 2025-01-01 2025-12-31
岁末年初
今明两年
近日
下午3时
3号馆 5日票 7日游
十五日至十七日 | 2025-06-15 2025-06-17
六月十五日 | 2025-06-15
六月十五日（星期日） | 2025-06-15
去年同期 | 2024-01-01 2024-12-31
今年六月十五日 | 2025-06-15
前年底 | 2023-01-01 2023-12-31
民國一一三年十月五日 | 2024-10-05
民國113(2024)年 | 2024-01-01 2024-12-31
民國113年底 | 2024-01-01 2024-12-31
中華民國一百一十三年元月一日 | 2024-01-01
113.10.05 | 2024-10-05
2024.10.05 | 2024-10-05
第114届 第十五次 第2024号
十月一日國慶 | 2025-10-01
雙十節
下下週一 | 2025-06-30
上上个月 | 2025-04-01 2025-04-30
这个周末 | 2025-06-21 2025-06-22
周二上午 | 2025-06-17
本周一起 | 2025-06-16
周日报
周一至周五
周一到周五每天9点
一周年 三周内 两周后
2024年度预算 | 2024-01-01 2024-12-31
2024年版
1986年级
1949年以前 | 1949-01-01 1949-12-31
北宋年间 光绪三十年
昭和61年 令和6年
1点30分 60年一遇
第一季第三集
一季度 | 2025-01-01 2025-03-31
Q3营收
2024年Q3 | 2024-07-01 2024-09-30
三、四月 | 2025-03-01 2025-04-30
5、6月间 | 2025-05-01 2025-06-30
3月8日、15日和22日 | 2025-03-08 | 2025-03-15 | 2025-03-22
寒假 暑假
今夏 今秋
去年12月至今年2月 | 2024-12-01 2025-02-28
2024年12月至2025年2月 | 2024-12-01 2025-02-28
2024年3月5日上午9:30 | 2024-03-05
6月18日电 | 2025-06-18
（2025-06-18） | 2025-06-18
6·18购物节
13日（五） | 2025-06-13
13日（星期五） | 2025-06-13
周二（10月13日）下午 | 2025-10-13
业者8日都宣布将下架 | 2025-06-08
3号到10号码头
学者于上世纪八十年代来访。 | 1980-01-01 1989-12-31
2010年代往来密切。 | 2010-01-01 2019-12-31
两市1986年5月20日结好，至今39年。 | 1986-05-20
自1986年结好以来 | 1986-01-01 1986-12-31
2025年是结好40周年 | 2025-01-01 2025-12-31
第十五届论坛 15周年
2024至2026年 | 2024-01-01 2026-12-31
2024—2026年行动计划 | 2024-01-01 2026-12-31
“十五五”时期
明后两天有雨
本周内 | 2025-06-16 2025-06-22
上午10点至下午3点
1月至5月 | 2025-01-01 2025-05-31
前5个月
近三个月
农历五月初五
5月5日端午 | 2025-05-05
五一假期
七一勋章
九月九日重阳 | 2025-09-09
周杰伦 星期八乐队
三月的风 | 2025-03-01 2025-03-31
3月号杂志
一月内 一个月内
12月以来 | 2024-12-01 2024-12-31
今晚8点 | 2025-06-18
昨晚 | 2025-06-17
日本2024年访客 | 2024-01-01 2024-12-31
价格2024元 2024万元
2024人 2024名 2024辆
高2024米
房号2024
东经121°30′
G20峰会 APEC
民國113年7月 | 2024-07-01 2024-07-31
113.7.1起 | 2024-07-01
一一三年十月 | 2024-10-01 2024-10-31
訪團將於27、28日出訪。 | 2025-06-27 2025-06-28
每周二、周四开课，每星期三和星期五休息。
3月底至4月初 | 2025-03-21 2025-04-10
12月中旬至明年1月初 | 2025-12-11 2026-01-10
2030年可持续发展议程 2035年远景目标
七月流火 八月节 《周六夜现场》
展覽自12月28日至次年1月2日展出 | 2024-12-28 2025-01-02
展览于2024年12月28日至翌年1月2日举行 | 2024-12-28 2025-01-02
2024年11月至次年2月展出 | 2024-11-01 2025-02-28
展览自10月1日至明年3月举行 | 2025-10-01 2026-03-31
大前天抵达，大后天签约 | 2025-06-15 | 2025-06-21
大前年签署协议 | 2022-01-01 2022-12-31
5月4日至6日，8日举行 | 2025-05-04 2025-05-06 | 2025-05-08
5月4日、6日、8日舉行 | 2025-05-04 | 2025-05-06 | 2025-05-08
6月3日、4日、5日举行 | 2025-06-03 2025-06-05
5月4日，8日内回复 | 2025-05-04
5月30日，2日举行 | 2025-05-30 | 2025-06-02
6月3日星期二签约 | 2025-06-03
三月街和七月半
星期五餐厅开张
前天线，大后天性
上周庄旅游，下周村访问
论坛将于11月4、5、6日举行 | 2025-11-04 2025-11-06
11月4、8日举行 | 2025-11-04
今年10月中下旬举行 | 2025-10-11 2025-10-31
4月第二周举行 | 2025-04-08 2025-04-14
14日和15日，代表团参观港口 | 2025-06-14 2025-06-15
6月8日，周日，代表团抵达 | 2025-06-08
6月8日，周二抵达 | 2025-06-08 | 2025-06-17
周五俱乐部，十月革命
今天的年轻人，明天的世界
"""


def lines(block: str) -> list[str]:
    return block.strip().splitlines()


@pytest.mark.parametrize("line", lines(ENGLISH) + lines(CHINESE))
def test_a_sentence_holds_these_dates(line: str) -> None:
    text, *dates = (part.strip() for part in line.split("|"))
    wanted = [(days.split()[0], days.split()[-1]) for days in dates]
    assert [(one.date.start, one.date.end) for one in find_dates(text, WEDNESDAY)] == wanted
