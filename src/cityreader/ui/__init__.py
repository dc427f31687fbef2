"""The screens: everything that knows Textual, and nothing that knows SQL or files."""

import os

# Textual gathers changes of the screen for a sixtieth of a second: as long again as a search takes
# to answer a key. It reads this once, when it is first imported.
os.environ.setdefault("TEXTUAL_FPS", "240")
