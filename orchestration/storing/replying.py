"""Reply sheets (回执) meet the ledger: each row answers its question, once.

A unit answers only its own questions, and only as they stand now. A sheet that was taken away takes
its answers along: what it alone had closed or acknowledged is asked again. Whether corrected figures
agree was reckoned in dbt (facts.fct_corrected_rate); nothing here judges.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb

from orchestration.storing.answering import acknowledge, answer, correct, dismiss, reopen
from orchestration.storing.asking import rows_of
from orchestration.storing.ledger import Row
from orchestration.storing.writing import upsert

# Why a finding is asked again whose answer is gone.
WITHDRAWN = "reply withdrawn"

# What is told to a reader about an answer that does not do what it was meant to.
_FOREIGN = "这不是该单位的问题"
_UNKNOWN = "没有这个编号的问题"
_EARLIER = "答复的是报告的前一版本"
_ENDED = "问题已了结"
_WHICH = "看不出更正的是目标值、完成值还是完成率，或单位不合"
_NO_RATE = "这类问题不是完成率核对，更正已记录，请另行改报"
_STILL = "按更正后的数仍不相符"
_UNCHECKABLE = "按更正后的数无法核对"


def take_up(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply what reply sheets say and did not say before, and take back what was withdrawn."""
    _withdraw(connection)
    for reply in rows_of(connection, _REPLIES):
        outcome, because = _applied(connection, reply)
        _note(connection, reply, outcome, because)


# Replies that still hold and were not applied yet, with the finding as it stands.
_REPLIES = """
select
    reply.*,
    finding.finding_id is not null as is_known,
    finding.unit as asked_unit,
    finding.state,
    finding.resolved_because,
    finding.verdict,
    greatest(reply.received_at, finding.first_seen) as at,
    -- another version of the report than the sheet speaks of; one of another warehouse has no id here
    coalesce(
        reply.fact_document_id <> finding.document_id
        and reply.fact_document_id in (select document_id from bronze.document)
        or (
            reply.fact_document_id not in (select document_id from bronze.document)
            and finding.working is not null
            and contains(reply.working, '÷')
            and not contains(
                regexp_replace(reply.working, '[\\s；]', '', 'g'),
                regexp_replace(split_part(finding.working, chr(10), 1), '[\\s；]', '', 'g')
            )
        ),
        false
    ) as is_of_earlier_version,
    exists (
        select 1 from quality.reply as done
        inner join staging.stg_reply as before
            on done.document_id = before.document_id and done.finding_id = before.finding_id
        where
            done.finding_id = reply.finding_id
            and done.answer_no is not null
            and done.outcome <> 'withdrawn'
            and before.path = reply.path
            and before.is_true is not distinct from reply.is_true
            and before.corrected_text = reply.corrected_text
            and before.explanation = reply.explanation
    ) as is_said_before,
    corrected.verdict_corrected,
from staging.stg_reply as reply
left join quality.finding using (finding_id)
left join (
    select
        reply_id,
        case
            when bool_or(verdict_corrected = 'inconsistent') then 'inconsistent'
            when bool_or(verdict_corrected = 'uncheckable') then 'uncheckable'
            when bool_or(verdict_corrected = 'truncated') then 'truncated'
            else 'exact'
        end as verdict_corrected
    from facts.fct_correction
    inner join facts.fct_corrected_rate using (claim_id)
    group by reply_id
) as corrected using (reply_id)
where not exists (
    select 1 from quality.reply as done
    where
        done.document_id = reply.document_id
        and done.finding_id = reply.finding_id
        and done.outcome <> 'refused'
)
order by reply.received_at, reply.filled_on nulls first, reply.path, reply.reply_no
"""


def _applied(connection: duckdb.DuckDBPyConnection, reply: Row) -> tuple[str, str | None]:
    """What became of a reply, and why not more."""
    if refused := _refusal(reply):
        return "refused", refused
    if reply["is_said_before"]:
        return "said before", None
    finding, by, at = reply["finding_id"], reply["filled_by"], reply["at"]
    said = "；".join(filter(None, (_corrected(reply), reply["explanation"])))
    if reply["corrected_text"]:
        because = _open_because(reply)
        correct(connection, finding, said, by=by, at=at, open_because=because)
        return "corrected", because
    if reply["is_true"]:
        acknowledge(connection, finding, by=by, at=at, said=said or None)
        return "acknowledged", None
    if reply["is_true"] is False:
        dismiss(connection, finding, reply["explanation"], by=by, at=at, until=None)
        return "dismissed", None
    answer(connection, finding, said, by=by, at=at, settles=False)
    return "answered", None


def _refusal(reply: Row) -> str | None:
    if not reply["is_known"]:
        return _UNKNOWN
    if reply["asked_unit"] != reply["unit"]:
        return _FOREIGN
    if reply["is_of_earlier_version"]:
        return _EARLIER
    return _ENDED if reply["state"] == "resolved" and _ended_by_itself(reply) else None


def _ended_by_itself(reply: Row) -> bool:
    return reply["resolved_because"] not in ("answered", "dismissed", "corrected")


def _open_because(reply: Row) -> str | None:
    """Why a correction leaves its question open; None where the corrected figures agree."""
    verdict = reply["verdict_corrected"]
    if reply["verdict"] is None:
        return _NO_RATE
    if verdict is None:
        return _WHICH
    if verdict == "uncheckable":
        return _UNCHECKABLE
    return _STILL if verdict in ("inconsistent", reply["verdict"]) else None


def _corrected(reply: Row) -> str:
    return f"更正为 {reply['corrected_text']}" if reply["corrected_text"] else ""


def _withdraw(connection: duckdb.DuckDBPyConnection) -> None:
    """Take back the answers of sheets that are gone, where nobody has said anything since."""
    gone = rows_of(
        connection,
        """
        select
            done.*,
            document.left_at as at,
            coalesce(
                finding.last_seen = (select max(seen_at) from quality.check_run)
                and done.answer_no = (
                    select max(answer_no) from quality.answer
                    where answer.finding_id = done.finding_id
                )
                and (
                    finding.resolved_because = done.outcome
                    or (done.outcome = 'acknowledged' and finding.acknowledged_at is not null)
                ),
                false
            ) as stands
        from quality.reply as done
        inner join bronze.document using (document_id)
        left join quality.finding using (finding_id)
        where
            done.outcome <> 'withdrawn'
            and done.document_id not in (select document_id from staging.stg_reply)
            and document.left_at is not null
        order by document_id, finding_id
        """,
    )
    for done in gone:
        if done["stands"]:
            reopen(connection, done["finding_id"], because=WITHDRAWN, at=done["at"])
        _write(connection, {**done, "outcome": "withdrawn"})


def _note(
    connection: duckdb.DuckDBPyConnection, reply: Row, outcome: str, because: str | None
) -> None:
    """Write down what became of a reply, and which answer it is now."""
    is_answer = outcome not in ("refused", "said before")
    [(answer_no,)] = connection.execute(
        "select max(answer_no) from quality.answer where finding_id = ?", [reply["finding_id"]]
    ).fetchall()
    done = {**reply, "outcome": outcome, "because": because}
    _write(connection, {**done, "answer_no": answer_no if is_answer else None})


def _write(connection: duckdb.DuckDBPyConnection, done: Mapping[str, Any]) -> None:
    columns = ("document_id", "finding_id", "outcome", "because", "answer_no")
    upsert(connection, "quality.reply", [{column: done[column] for column in columns}])
