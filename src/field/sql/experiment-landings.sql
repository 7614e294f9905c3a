  SELECT session_of, landed_t, lowest, highest{slice_of}{reading_of}
      , MAX(CASE WHEN type = 'start' THEN 1 ELSE 0 END) AS has_start
      , MAX(CASE WHEN type = 'final' THEN 1 ELSE 0 END) AS has_final
    FROM {beacons}
    JOIN (
      SELECT {session_key} AS session_of, MIN(t) AS landed_t, MIN(variant) AS lowest, MAX(variant) AS highest
      FROM {beacons}
      WHERE {window}
      GROUP BY {shard}{session_key}
      HAVING MIN(t) >= {from}
    ) firsts ON {session_key} = session_of AND t = landed_t
    WHERE t >= {from}{views}
    GROUP BY session_of, landed_t, lowest, highest
