-- Alerts: what was to be told to whom, and what came of each attempt. Written by outbox.py and
-- composing.py. This file is the one place where these tables are defined. Times are UTC.

create schema if not exists alerts;

create table if not exists alerts.message (
    message_id varchar primary key,      -- the same for the same telling: what is there is not told again
    notice_id varchar not null,          -- shared by the parts of one notice
    part_no integer not null,            -- 1, 2, … of parts_count
    parts_count integer not null,
    kind varchar not null,               -- digest, summary, escalation, reminder, failure, sample
    coordinator varchar not null,
    channel varchar not null,
    address varchar not null,            -- the name of an environment variable, never its value
    title varchar not null,
    text varchar not null,               -- in the dialect of the channel
    html varchar,
    attachments json not null,           -- paths
    created_at timestamp not null,
    send_after timestamp not null,       -- not before: quiet hours, the pause before the next attempt
    attempts_left integer not null,      -- before it is given up
    state varchar not null,              -- waiting, sent, given up
    settled_at timestamp
);

create table if not exists alerts.delivery (
    message_id varchar not null,
    attempt_no integer not null,         -- 1, 2, … for one message
    begun_at timestamp not null,
    ended_at timestamp,                  -- null while under way, or where the process died
    outcome varchar,                     -- sent, refused, later, unknown
    code varchar,                        -- the service's own
    said varchar,                        -- what the service answered, without any secret
    is_possible_repeat boolean not null, -- an earlier attempt may have arrived
    primary key (message_id, attempt_no)
);

create table if not exists alerts.told (
    coordinator varchar not null,
    subject varchar not null,            -- a finding, or a report that falls due
    event_no integer not null,           -- of the finding's history: what came by then was told
    notice_id varchar not null,
    told_at timestamp not null,          -- when the notice was made
    primary key (coordinator, subject, event_no)
);
