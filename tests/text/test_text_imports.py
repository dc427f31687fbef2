import subprocess
import sys

SCRIPT = """
import sys
from cityreader.text import cells, graphemes, language, lines, safety, scripts, sentences, words

text = "Taipei 臺北市長致詞。“好。”"
safety.clean(text), safety.visible(text), scripts.fold(text), language.detect_language(text)
sentences.sentences(text), words.words(text), lines.line_breaks(text, 9, len)
cells.fit(text, 9, len), graphemes.graphemes(text)
print(sorted({"wcwidth", "opencc", "textual", "rich", "sqlite3"} & set(sys.modules)))
"""


def test_reading_english_and_chinese_loads_no_table_of_other_packages():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "[]\n"
