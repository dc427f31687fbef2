"""The modes that commands work in, where several share them; a command names ``read`` by itself.

What stands behind a colon is the program's own; people see what stands before it.
"""

SELECT = ("select",)
ROLES = ("roles",)
ALIGN = ("align",)
OFFER = ("offer",)
WRITE = ("write",)
SORT = ("sort",)

ACTING = ("read", "select")
"""Where keys act on what the cursor is on, or on what is selected."""

CURSOR = ("read", "select", "align", "roles")
"""Wherever the reader has a cursor."""

ROWWISE = ("read", "align", "roles")
"""Where it goes by rows and paragraphs."""

MARKS = ("read", "roles")
"""Where it goes by marks."""

TYPING = ("filter", "filter:empty")
"""Where letters go into the filter of the list."""
