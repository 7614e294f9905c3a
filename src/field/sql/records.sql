-- Records by route and commit, with those from the future, and those from before the commit was deployed.
SELECT route, sha, SUM(r) AS records, SUM(l) AS later_than_now, SUM(e) AS before_deploy
FROM (
  SELECT route, sha
    , COUNT(*) AS r
    , COUNT(CASE WHEN t > {latest} THEN 1 END) AS l
    , COUNT(CASE WHEN t < {deployed} THEN 1 END) AS e
  FROM {beacons}
  WHERE {window}
  GROUP BY {shard}route, sha
) recorded
GROUP BY route, sha
