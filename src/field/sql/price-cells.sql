-- Sessions that landed on the route, by what they have in common: how long they waited (total is the sum of milliseconds), and
-- whether an event followed (y) or came before (b). Starts count landings whose end was never heard of, too.
SELECT device, connection, country, page_type, bucket
  , SUM(o) AS starts, SUM(k) AS n, SUM(reading) AS total, SUM(c) AS y, SUM(e) AS b
  , SUM(fresh) AS fresh_n, SUM(stale) AS stale_n, SUM(failed) AS failed_n
FROM (
  SELECT device, connection, country, page_type, reading, {bucket} AS bucket
    , CASE WHEN type = 'start' THEN 1 ELSE 0 END AS o
    , CASE WHEN reading IS NOT NULL THEN 1 ELSE 0 END AS k
    , CASE WHEN reading IS NOT NULL AND events_of > 0 AND last_t >= edge_t THEN 1 ELSE 0 END AS c
    , CASE WHEN reading IS NOT NULL AND events_of > 0 AND first_t < edge_t THEN 1 ELSE 0 END AS e
    , CASE WHEN reading IS NOT NULL AND state = 'fresh' THEN 1 ELSE 0 END AS fresh
    , CASE WHEN reading IS NOT NULL AND state = 'stale' THEN 1 ELSE 0 END AS stale
    , CASE WHEN reading IS NOT NULL AND state = 'failed' THEN 1 ELSE 0 END AS failed
  FROM (
  {landings}
  ) landings
  LEFT JOIN (
  {session_events}
  ) done ON event_of = session_of
) sessions
GROUP BY device, connection, country, page_type, bucket
