  -- The views that sessions began with (MIN), or ended with (MAX).
  SELECT session_of, edge_t, type, route, device, connection, country, page_type, state
      , CASE WHEN type = 'final' AND {value} BETWEEN 0 AND {most} THEN {integer} END AS reading
    FROM {beacons}
    JOIN (
      SELECT {session_key} AS session_of, {edge}(t) AS edge_t
      FROM {beacons}
      WHERE {edge_records}
      GROUP BY {shard}{session_key}
    ) {edge}_times ON {session_key} = session_of AND t = edge_t
    WHERE t >= {from} AND {views}
