-- Page views at or below a threshold, with sessions as clusters. Of a session, m_# counts the views that have a value of
-- node #, and b_# those of them at or below the threshold. Thresholds go by the number of the group, g.
SELECT route, device{slice}
  -- each node
  , COUNT(CASE WHEN m_{i} > 0 THEN 1 END) AS sessions_{i}
  , SUM(m_{i}) AS n_{i}, SUM(b_{i}) AS below_{i}
  , SUM(b_{i} * b_{i}) AS bb_{i}, SUM(b_{i} * m_{i}) AS bm_{i}, SUM(m_{i} * m_{i}) AS mm_{i}
  -- end
FROM (
  SELECT cluster_of, route, device{slice}
    -- each node
    , COUNT(v_{i}) AS m_{i}, COUNT(CASE WHEN v_{i} <= {threshold} THEN 1 END) AS b_{i}
    -- end
  FROM (
    SELECT {shard}{session_key} AS cluster_of, route, device{slice_as}, {group_number} AS g
      -- each node
      , CASE WHEN {value} BETWEEN 0 AND {most} THEN {integer} END AS v_{i}
      -- end
    FROM {beacons}
    WHERE type = 'final' AND {window}
  ) readings
  GROUP BY {shard}cluster_of, route, device{slice}
) clusters
GROUP BY route, device{slice}
