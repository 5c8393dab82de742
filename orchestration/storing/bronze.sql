-- Bronze: what was printed beside what was understood. Written by storing/, read by dbt.
-- This file is the one place where these tables are defined; a column that came later is added, so
-- that an older warehouse opens.

create schema if not exists bronze;

create table if not exists bronze.document (
    document_id varchar primary key,     -- sha256 of path, content and version
    path varchar not null,               -- under raw/, with forward slashes
    unit varchar,                        -- null when the path does not fit the contract
    period varchar,                      -- as filed: 2020, 2020-H1, 2020-Q3, 2020-11, 2020-01--09
    period_kind varchar,                 -- year, half, quarter, month, range
    period_start date,
    period_end date,
    format varchar not null,
    content_sha256 varchar not null,
    size_bytes bigint not null,
    version integer not null,            -- 1, 2, … for one path
    supersedes varchar,                  -- document_id of the version before
    received_at timestamp not null,      -- when this version was first seen, UTC
    left_at timestamp,                   -- when it was replaced or removed; null while it is believed
    left_because varchar,                -- restated, removed
    status varchar not null,             -- read, partly, unreadable, misfiled
    reason varchar,                      -- why it is not simply read
    reader varchar not null              -- digest of the reading code and vocabulary
);

alter table bronze.document add column if not exists kind varchar;  -- report, reply (回执)

create table if not exists bronze.block (
    document_id varchar not null,
    block integer not null,
    table_no integer,
    row_no integer,
    col_no integer,
    role varchar not null,
    note varchar not null,
    text varchar not null,
    primary key (document_id, block)
);

create table if not exists bronze.statement (
    document_id varchar not null,
    statement_no integer not null,
    role varchar not null,
    block integer,                       -- null for a derived figure
    start_char integer,
    end_char integer,
    text varchar,                        -- as printed
    value decimal(28, 8),                -- as printed; null for a milestone
    unit varchar,                        -- as printed
    operator varchar,                    -- =, >=, <=, >, <
    approximate varchar,                 -- about, over, under
    amount decimal(28, 8),               -- in the base unit
    base_unit varchar,
    multiplier decimal(28, 8),           -- amount of one printed unit
    decimals integer,                    -- printed decimals of value
    is_exact boolean,                    -- a count printed whole: no rounding behind it
    subject varchar not null,
    project varchar not null,
    section varchar not null,
    basis varchar not null,
    as_of date,
    is_cumulative boolean not null,
    origin varchar not null,             -- stated, implied, derived
    primary key (document_id, statement_no)
);

create table if not exists bronze.claim (
    document_id varchar not null,
    claim_no integer not null,
    kind varchar not null,               -- indicator, investment
    dimension varchar not null,
    item varchar not null,
    indicator varchar not null,
    project varchar not null,
    target_no integer,                   -- statement_no
    actual_no integer,
    rate_no integer,
    direction varchar not null,          -- up, down
    as_of date,
    is_derived boolean not null,
    confidence decimal(4, 3) not null,
    is_unsure boolean not null,
    primary key (document_id, claim_no)
);

create table if not exists bronze.relation (
    document_id varchar not null,
    relation_no integer not null,
    kind varchar not null,               -- sum, average, subset, order, count, repeat, finished
    total_no integer not null,           -- statement_no of the figure that is checked
    names_count integer,                 -- for count: how many names stand in print
    names varchar,                       -- for count: the names, joined by 、
    primary key (document_id, relation_no)
);

create table if not exists bronze.relation_part (
    document_id varchar not null,
    relation_no integer not null,
    part_no integer not null,
    statement_no integer not null,
    primary key (document_id, relation_no, part_no)
);

create table if not exists bronze.unread (
    document_id varchar not null,
    unread_no integer not null,
    block integer,
    start_char integer,
    end_char integer,
    text varchar not null,
    reason varchar not null,
    detail varchar not null,
    primary key (document_id, unread_no)
);

create table if not exists bronze.day (
    today date not null                  -- one row: the day as of which things are due, late or missing
);

create table if not exists bronze.reply (
    document_id varchar not null,
    reply_no integer not null,
    finding_id varchar not null,         -- the question, as the sheet repeats it; so the next four
    fact_id varchar not null,            -- 核对码
    period varchar not null,
    about varchar not null,
    working varchar not null,
    is_true boolean,                     -- 属实: the question is right; null where that was left open
    corrected_text varchar not null,     -- 更正为, as filled in
    explanation varchar not null,
    block integer not null,              -- the first cell that was filled
    filled_by varchar not null,
    filled_on date,
    primary key (document_id, reply_no)
);

create table if not exists bronze.reply_figure (
    document_id varchar not null,
    reply_no integer not null,
    figure_no integer not null,
    part varchar,                        -- target, actual, rate; null where only its unit tells
    block integer not null,
    start_char integer not null,
    end_char integer not null,
    text varchar not null,               -- as filled in
    value decimal(28, 8) not null,
    unit varchar,
    amount decimal(28, 8) not null,      -- in the base unit
    base_unit varchar,
    multiplier decimal(28, 8) not null,
    decimals integer not null,
    is_exact boolean not null,           -- a count written whole
    primary key (document_id, reply_no, figure_no)
);
