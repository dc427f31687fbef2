"""What the fields of an event take, in the words of its form."""

from cityreader.ui.dialogs.dates import EXAMPLES

STATUSES = {
    "happened": "It took place.",
    "planned": "It is announced, agreed or scheduled.",
    "proposed": "Somebody suggests it; nothing is settled.",
    "cancelled": "It was planned and called off.",
    "denied": "Somebody says that it did not happen or will not.",
}
CERTAINTY = {1: "stated", 2: "likely", 3: "guess"}
FLAGS = {
    "aggregate": "a running total, not one event",
    "historical": "told as background, older than the news",
}
GUIDE = {
    "title": "What happened, in a few words of your own.",
    "date": f"{EXAMPLES}, or as a text says it: last Friday, 民國107年9月; empty if none does.",
    "date_words": "The date in the words of the text: “on Sunday”, 12月28日.",
    "place": "Where it happened: a city, a hall; “online” if it was. A name of several"
    " cities takes its state behind a comma: Portland, Maine.",
    "country": "Two letters: CN, TW, CZ.",
    "mode": "How: in person, online, hybrid; of a gift: token, donation, relief.",
    "counts": "Numbers the text states: 2 agreements; about 40,000 visitors.",
    "series": "What recurs, by one name for all its editions: shanghai-taipei-city-forum.",
    "edition": "Which one of the series: 2025, or 15th.",
    "part_of": "The larger event it belongs to, as an agreement to its forum; space chooses one, x"
    " takes it away. Parts point to the whole.",
    "themes": "space takes or gives back, a letter goes to the next theme with it.",
    "certainty": "How sure the coding is; space on the one taken gives it back.",
    "flags": "; ".join(f"{name}: {meaning}" for name, meaning in FLAGS.items()) + ".",
    "note": "Why it is coded like this. ^j begins a new line.",
    "name": "In the script of the text; another line appears below. Without both names it goes.",
    "name_zh": "The name in Chinese, if there is one.",
    "kind": "space or ← → show the next: city, government, person, organisation, other.",
    "role": "What it was in the event; space or ← → show the next.",
    "side": "actor: did it; recipient: it was done to or with them; both: a shared doing.",
    "office": "The office of a person: Mayor, 副市長.",
    "of": "The city or body of that office: Taipei.",
    "removal": "f8 in any field, or x here, removes the event with all its marks; undo brings"
    " everything back.",
}
