INSERT INTO event_lines
SELECT NULLIF(session, '') AS session, instant_of(time_of) AS t, number_of(value) AS value
  , instant_of(time_of) IS NOT NULL AND has_no_offset(time_of) AS no_offset
  , NULLIF(value, '') IS NOT NULL AND number_of(value) IS NULL AS no_number
FROM (
  SELECT {session} AS session, {time} AS time_of, {value} AS value
  FROM {source}
) texts;
