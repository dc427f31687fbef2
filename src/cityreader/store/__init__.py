"""The only code that knows SQLite.

``Database`` opens a file and hands out a ``View`` to read with and a ``Unit`` to change with. One
module a noun holds the queries: functions that take a ``View`` (or a ``Unit``, when they write) and
return models or lists of them, never rows and never generators, so the type checker proves that
what only reads cannot write.
"""
