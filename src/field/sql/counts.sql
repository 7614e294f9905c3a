-- How often each node had each value. Percentiles by the nearest rank are read from this.
SELECT node, route, device{slice}, reading, SUM(views) AS n
FROM (
  -- each node, joined by UNION ALL
  SELECT {path} AS node, route, device{slice_as}, {reading} AS reading, COUNT(*) AS views
  FROM {beacons}
  WHERE type = 'final' AND {window} AND {value} BETWEEN 0 AND {most}
  GROUP BY {shard}route, device{slice_by}, {reading}
  -- end
) counted
GROUP BY node, route, device{slice}, reading
