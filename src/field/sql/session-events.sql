  -- When events of sessions came.
  SELECT {event_key} AS event_of, COUNT(*) AS events_of, MIN({event_t}) AS first_t, MAX({event_t}) AS last_t
    FROM {events}
    WHERE {event_window}
    GROUP BY {event_shard}{event_key}
