-- Sessions of several views: how long the last one took (total), how long the landing view did (landed), and whether an event
-- came between the two (y). What is seen after an event cannot have caused it.
SELECT device, connection, country, page_type, last_route, bucket, landing_bucket
  , COUNT(*) AS n, SUM(reading) AS total, SUM(waited) AS landed, SUM(c) AS y
FROM (
  SELECT device, connection, country, page_type, last_route, reading, waited
    , {bucket} AS bucket, {landing_bucket} AS landing_bucket
    , CASE WHEN events_of > 0 AND first_t >= landed_t AND first_t < edge_t THEN 1 ELSE 0 END AS c
  FROM (
    SELECT session_of AS landed_by, edge_t AS landed_t, device, connection, country, page_type, reading AS waited
    FROM (
  {landings}
    ) landings
    WHERE reading IS NOT NULL
  ) landed
  JOIN (
    SELECT session_of, edge_t, route AS last_route, reading
    FROM (
  {last_views}
    ) last_views
    WHERE reading IS NOT NULL
  ) ended ON session_of = landed_by AND edge_t > landed_t
  LEFT JOIN (
  {session_events}
  ) done ON event_of = session_of
) sessions
GROUP BY device, connection, country, page_type, last_route, bucket, landing_bucket
