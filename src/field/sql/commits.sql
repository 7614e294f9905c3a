-- Records by commit, from the beginning of the window on: when they began, and how many have a time that cannot be.
SELECT sha, SUM(n) AS records, MIN(first_t) AS first_at, SUM(l) AS later_than_now, SUM(e) AS before_deploy
FROM (
  SELECT sha, COUNT(*) AS n, MIN(t) AS first_t
    , COUNT(CASE WHEN t > {latest} THEN 1 END) AS l
    , COUNT(CASE WHEN t < {deployed} THEN 1 END) AS e
  FROM {beacons}
  WHERE t >= {from}
  GROUP BY {shard}sha
) commits
GROUP BY sha
