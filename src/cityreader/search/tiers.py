"""What a match weighs, from 0 (none) to 100.

The tiers were tuned on hand-made and generated queries; what matters is their order: exact before
prefix before romanised before slips of the finger.
"""

EXACT, COMMON_INITIALS, HAN_EXACT, CONVENTIONAL, PREFIX = 100, 96, 95, 92, 90
LONG_SPELLING, SPELLING, APART, INSIDE, ONE_SLIP = 83, 79, 70, 60, 56
HOMOPHONE, RESPELT, HALF_THE_PAIRS, TWO_SLIPS, SHORT_HOMOPHONE = 50, 45, 40, 36, 32
ONE_SYLLABLE = 32
UNSURE_SPELLING = 75
"""Three and more syllables of which the last is begun, or that can be read as fewer."""
IN_WORDS = 3
"""More for characters that stand together in words and do not only meet."""
USUAL_READING = 2
"""More for characters that sound like the usual readings of those typed."""
IN_PINYIN = 2
"""More for two syllables that are pinyin as they stand, and need no other romanisation."""
UNFINISHED, UNFINISHED_SHORT = 62, 42
"""A spelling whose last syllable is begun; below four letters it may be many things."""

INITIALS = {2: 30, 3: 40}
INITIALS_WITH_VOWEL, LONG_INITIALS = 30, 60
"""Letters that can be said are rather a word than initials."""
ALL_INITIALS = 8
"""More for three and more initials, all of which must follow each other."""

SPACED_OUT = 94
"""Words typed syllable by syllable: above beginnings, below whole words."""
