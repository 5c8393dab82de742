-- Quality: the ledger of questions. Written by ledger.py and answering.py of storing/, read by dbt and
-- by questions.py. This file is the one place where these tables are defined; a column that came
-- later is added, so that an older warehouse opens.

create schema if not exists quality;

create table if not exists quality.finding (
    finding_id varchar primary key,      -- short digest of the rule and of what it is about
    rule varchar not null,
    rule_digest varchar not null,        -- of the rule as written: a changed rule asks another question
    severity varchar not null,           -- note, warning, error
    expects varchar not null,            -- what the rule expects, one Chinese sentence
    instruction varchar not null,        -- what the coordinator should do
    unit varchar,                        -- null for a file that does not fit raw/<unit>/<period>
    period varchar,
    dimension varchar,
    item varchar,
    indicator varchar,
    project varchar,
    file varchar not null,               -- the report's path under raw/
    verdict varchar,
    message varchar not null,
    working varchar,                     -- the arithmetic, one line
    likely_cause varchar,
    suggestion varchar,
    evidence json not null,              -- [{document_id, file, block, start, end, text, part}, …]
    fact_id varchar not null,            -- claim, relation or document that was judged last
    document_id varchar not null,        -- empty for a report that did not come
    state varchar not null,              -- open, resolved
    resolved_at timestamp,
    resolved_because varchar,            -- restated, removed, answered, dismissed, corrected, rule change,
                                         -- arrived, no longer seen
    first_seen timestamp not null,       -- UTC, as all times here
    last_seen timestamp not null
);

-- whose it is to mend: unit, data
alter table quality.finding add column if not exists audience varchar default 'unit';
alter table quality.finding add column if not exists acknowledged_at timestamp;  -- said to be right
alter table quality.finding add column if not exists acknowledged_by varchar;
alter table quality.finding add column if not exists dismissed_until date;       -- null: for good
alter table quality.finding add column if not exists escalated_at timestamp;
alter table quality.finding add column if not exists escalated_to varchar;

create table if not exists quality.finding_event (
    finding_id varchar not null,
    event_no integer not null,           -- 1, 2, … for one finding
    happened_at timestamp not null,
    event varchar not null,              -- opened, changed, resolved, reopened, escalated, and what
                                         -- somebody said: answered, acknowledged, dismissed, corrected
    because varchar,                     -- why resolved or reopened, the reason of a dismissal, to
                                         -- whom it was escalated
    severity varchar not null,
    message varchar not null,
    primary key (finding_id, event_no)
);

create table if not exists quality.answer (
    finding_id varchar not null,
    answer_no integer not null,          -- 1, 2, … for one finding
    answered_at timestamp not null,
    answered_by varchar not null,
    answer varchar not null,
    settles boolean not null,            -- the question is closed by it
    primary key (finding_id, answer_no)
);

alter table quality.answer add column if not exists until date;  -- the last day a dismissal holds

create table if not exists quality.reply (
    document_id varchar not null,        -- the version of a reply sheet (回执)
    finding_id varchar not null,         -- the question one of its rows answers
    outcome varchar not null,            -- answered, acknowledged, dismissed, corrected; refused;
                                         -- said before; withdrawn
    because varchar,                     -- why it was refused, or what a correction did not settle
    answer_no integer,                   -- the answer it became
    primary key (document_id, finding_id)
);

create table if not exists quality.check_run (
    rule varchar not null,
    seen_at timestamp not null,          -- of the run
    severity varchar not null,
    checked bigint not null,
    failed bigint not null,
    state varchar not null,              -- pass, fail, nothing to check, error
    error varchar,
    primary key (rule, seen_at)
);
