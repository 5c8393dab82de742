-- Ask with `where believed_from <= day and (believed_to is null or believed_to > day)`.

{{ history_of('fct_indicator') }}
