"""Which suggestions were accepted and rejected.

A decision is remembered by the words of its sentence, so that it outlives edits elsewhere in the
article.
"""

import hashlib

from cityreader.store.session import Unit, View


def counts(view: View) -> dict[tuple[str, str], tuple[int, int]]:
    """How often suggestions were accepted and rejected, by type and trigger, by every coder."""
    rows = view.rows(
        "SELECT type, trigger, SUM(decision = 'accepted') AS accepted,"
        " SUM(decision = 'rejected') AS rejected FROM suggestion_decisions GROUP BY type, trigger"
    )
    return {(row["type"], row["trigger"]): (row["accepted"], row["rejected"]) for row in rows}


def rejected(view: View, article_id: int, coder_uuid: str) -> set[tuple[str, str]]:
    """What a coder rejected in an article: type and hash of the sentence."""
    rows = view.rows(
        "SELECT d.type, d.sentence FROM suggestion_decisions d JOIN coders c ON c.id = d.coder_id"
        " WHERE d.article_id = ? AND c.uuid = ? AND d.decision = 'rejected'",
        article_id,
        coder_uuid,
    )
    return {(row["type"], row["sentence"]) for row in rows}


def decide(
    unit: Unit, article_id: int, *, code: str, trigger: str, sentence: str, accepted: bool
) -> None:
    """Remember the decision of the unit's coder; a later one on the same replaces it.

    ``sentence`` is its hash.
    """
    values = {
        "trigger": trigger,
        "decision": "accepted" if accepted else "rejected",
        "at": unit.now,
    }
    key = unit.value(
        "SELECT id FROM suggestion_decisions WHERE article_id = ? AND coder_id = ? AND type = ?"
        " AND sentence = ?",
        article_id,
        unit.coder_id,
        code,
        sentence,
    )
    if key is not None:
        unit.update("suggestion_decisions", key, values)
        return
    owner = {"article_id": article_id, "coder_id": unit.coder_id}
    unit.insert("suggestion_decisions", {**owner, "type": code, "sentence": sentence, **values})


def hash_of(sentence: str) -> str:
    """The hash by which a sentence is remembered; white space makes no difference."""
    return hashlib.sha256("".join(sentence.split()).encode("utf-8")).hexdigest()[:32]
