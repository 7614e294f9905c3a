  SELECT lowest, highest{slice}{hour_of}, has_start AS o, has_start * has_final AS e
    , SUM(CASE WHEN event_t >= landed_t AND value_of BETWEEN 0 AND {most_value} THEN FLOOR(value_of * 100 + 0.5) ELSE 0 END) AS y
  FROM (
  {landings}
  ) landings
  LEFT JOIN (
    SELECT {event_key} AS event_of, {event_t} AS event_t, {event_value} AS value_of
    FROM {events}
    WHERE {event_window}
    GROUP BY {event_shard}{event_key}, {event_t}, {event_value}
  ) done ON event_of = session_of
  GROUP BY session_of, landed_t, lowest, highest{slice}, has_start, has_final
