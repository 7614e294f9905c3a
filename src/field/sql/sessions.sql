-- Sessions that were served several commits, and those with more views than a visitor has.
SELECT COUNT(*) AS sessions, SUM(v) AS views
  , COUNT(CASE WHEN shas > 1 THEN 1 END) AS moved, MIN(CASE WHEN shas > 1 THEN session END) AS moved_example
  , COUNT(CASE WHEN v > {most_views} THEN 1 END) AS crowded
  , SUM(CASE WHEN v > {most_views} THEN v ELSE 0 END) AS crowded_views
  , MIN(CASE WHEN v > {most_views} THEN session END) AS crowded_example
FROM (
  SELECT session, COUNT(DISTINCT sha) AS shas, COUNT(DISTINCT view) AS v
  FROM {beacons}
  WHERE {window}
  GROUP BY {shard}session
) counted
