-- Values of each node per time bucket and commit; a value counts at most its cap, which one visitor cannot move.
SELECT route, device{slice}, sha, bucket
  -- each node
  , SUM(c_{i}) AS n_{i}, SUM(s_{i}) AS sum_{i}, SUM(q_{i}) AS squares_{i}
  -- end
FROM (
  SELECT route, device{slice_as}, sha, {bucket} AS bucket
    -- each node
    , COUNT(CASE WHEN {value} BETWEEN 0 AND {most} AND {cap} >= 0 THEN 1 END) AS c_{i}
    , SUM(CASE WHEN {value} BETWEEN 0 AND {most} THEN CASE WHEN {integer} < {cap} THEN {integer} ELSE {cap} END END) AS s_{i}
    , SUM(CASE WHEN {value} BETWEEN 0 AND {most} THEN CASE WHEN {integer} < {cap} THEN {integer} * {integer} ELSE {cap} * {cap} END END) AS q_{i}
    -- end
  FROM {beacons}
  WHERE type = 'final' AND {window}
  GROUP BY {shard}route, device{slice_by}, sha, {bucket}
) buckets
GROUP BY route, device{slice}, sha, bucket
