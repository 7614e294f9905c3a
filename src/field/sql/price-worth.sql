-- What converted sessions are worth, in hundredths of the currency. Events that are equal in everything are one.
SELECT COUNT(*) AS buyers, SUM(worth) AS cents, SUM(worth * worth) AS squares, SUM(priced) AS priced_n
  , SUM(orders) AS orders_n, SUM(copies) AS copies_n
FROM (
  SELECT session_of, COUNT(*) AS orders, SUM(copy) AS copies
    , SUM(CASE WHEN value_of BETWEEN 0 AND {most_value} THEN FLOOR(value_of * 100 + 0.5) ELSE 0 END) AS worth
    , COUNT(CASE WHEN value_of BETWEEN 0 AND {most_value} THEN 1 END) AS priced
  FROM (
  {landings}
  ) landings
  JOIN (
    SELECT {event_key} AS event_of, {event_t} AS event_t, {event_value} AS value_of, COUNT(*) - 1 AS copy
    FROM {events}
    WHERE {event_window}
    GROUP BY {event_shard}{event_key}, {event_t}, {event_value}
  ) done ON event_of = session_of AND event_t >= edge_t
  WHERE reading IS NOT NULL
  GROUP BY session_of
) sessions
