-- Records of a view beyond its first start and its first final, and views whose final says that they began before their
-- start does.
SELECT SUM(CASE WHEN s > 1 THEN s - 1 ELSE 0 END) + SUM(CASE WHEN f > 1 THEN f - 1 ELSE 0 END) AS repeated
  , COUNT(CASE WHEN final_t < start_t THEN 1 END) AS disordered
FROM (
  SELECT view
    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s, MIN(CASE WHEN type = 'start' THEN t END) AS start_t
    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f, MIN(CASE WHEN type = 'final' THEN t END) AS final_t
  FROM {beacons}
  WHERE {window}
  GROUP BY {shard}view
) views
