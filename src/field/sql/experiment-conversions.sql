  SELECT lowest, highest{slice}{hour_of}, has_start AS o, has_start * has_final AS e
    , CASE WHEN events_of > 0 AND last_t >= landed_t THEN 1 ELSE 0 END AS y
  FROM (
  {landings}
  ) landings
  LEFT JOIN (
  {session_events}
  ) done ON event_of = session_of
