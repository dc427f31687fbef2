"""The words and phrases by which the end of a sentence is told from a mere mark.

All lists are of forms found in English and Chinese news; English words are in lower case where
they stand before a full stop and capitalised where they begin a sentence.
"""

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A full stop after these never ends a sentence: a name or a number follows.
TITLES = _listed(
    """
    mr mrs ms mx dr prof rev fr hon sen rep gov gen lt col maj capt cmdr sgt adm brig pres amb supt
    insp messrs mme mlle vs v cf ca approx
    """
)
# A full stop after these is no end when a number follows.
NUMBERED = _listed(
    """
    no nos vol art arts fig figs ch pp p para sec sect nr eq pop
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
# A full stop after these ends a sentence only if the next word commonly begins one.
ABBREVIATIONS = _listed(
    """
    inc ltd co corp plc bros dept univ assn est govt jr sr etc al ed eds st mt ft ave blvd rd hwy sq
    bldg apt rm tel ext dist prov
    """
)
# The same for those that are words of their own when not capitalised: Ill., Sat., Wash.
CAPITALISED_ABBREVIATIONS = _listed(
    """
    Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev
    Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
    """
)
# Words that begin a sentence far more often than they belong to a name.
STARTERS = _listed(
    """
    The A An In On At It He She They We I You This That These Those But And Or So However Meanwhile
    After Before When While If As For From Since Both Its His Her Their Our My Your There Here What
    Who Where Why How Although Though Because According During By With Without Under Over To Some
    Many Most All Each Every Several Other Others Another Such Then Now Not Yet Only Even Also
    Later Last Earlier Today Yesterday Tomorrow Officials
    """
)
# A company form after an exclamation mark belongs to the name: Yahoo! Inc.
COMPANY_FORMS = frozenset({"Inc", "Ltd", "Corp", "Co"})

# After a closed quotation: a short subject without a negation, a verb of saying, and the end or
# the next part of what was said.
CHINESE_SPEECH_TAG = re.compile(
    '[^。！？!?；;，,：:“”「」『』"没沒未不无無]{0,12}'
    "(?:说|說|道|问|問|答|喊|叫|称|稱|曰|指出|表示|表明|强调|強調|写道|寫道|补充|補充|解释|解釋"
    "|回应|回應|坦言|直言|透露|笑言|感叹|感嘆|认为|認為)"
    '(?:[。！]|[，,]\\s*[“「"])'
)
# After a quotation closed by a question or an exclamation mark: asked Maria, Ms Khan asked.
ENGLISH_SPEECH_TAG = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}"
    r"(?:said|says|asked|asks|told|added|replied|wrote|shouted|cried|exclaimed|wondered)\b"
)
# A reporter's line in brackets before the first sentence. One that ends in 电 is a dateline, which
# belongs to the sentence.
BYLINE = re.compile(
    "[（(][^（()）\n]{0,40}(?:记者|記者|通讯员|編譯|编译)[^（()）\n]{0,40}(?<![电電])[）)]"
)
