-- Page views at or below a threshold, with sessions as clusters. Of a session, m_# counts the views that have the nodes of
-- set #, and b_# the views whose value of node # is at or below its threshold. Thresholds go by the number of the group, g;
-- other groups are not asked about. The nodes of a set are those that the same views have: odd counts the views that have
-- one of them and lack another.
SELECT route, device{slice}, SUM(o) AS odd
  -- each set
  , COUNT(CASE WHEN m_{i} > 0 THEN 1 END) AS sessions_{i}, SUM(m_{i}) AS n_{i}, SUM(m_{i} * m_{i}) AS mm_{i}
  -- end
  -- each node
  , SUM(b_{i}) AS below_{i}, SUM(b_{i} * b_{i}) AS bb_{i}, SUM(b_{i} * m_{set}) AS bm_{i}
  -- end
FROM (
  SELECT cluster_of, route, device{slice}, COUNT(CASE WHEN {odd} THEN 1 END) AS o
    -- each set
    , COUNT({member}) AS m_{i}
    -- end
    -- each node
    , COUNT(CASE WHEN v_{i} <= {threshold} THEN 1 END) AS b_{i}
    -- end
  FROM (
    SELECT {shard}{session_key} AS cluster_of, route, device{slice_as}, {group_number} AS g
      -- each node
      , CASE WHEN {value} BETWEEN 0 AND {most} THEN {integer} END AS v_{i}
      -- end
    FROM {beacons}
    WHERE type = 'final' AND {window}
  ) readings
  WHERE g IS NOT NULL
  GROUP BY {shard}cluster_of, route, device{slice}
) clusters
GROUP BY route, device{slice}
