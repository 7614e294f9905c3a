-- Records by commit: when they began, and how many have a time that cannot be.
SELECT sha, SUM(n) AS records, MIN(first_t) AS first_at, SUM(f) AS future, SUM(e) AS early
FROM (
  SELECT sha, COUNT(*) AS n, MIN(t) AS first_t
    , COUNT(CASE WHEN t > {latest} THEN 1 END) AS f
    , COUNT(CASE WHEN {early} THEN 1 END) AS e
  FROM {beacons}
  WHERE t >= {from}
  GROUP BY {shard}sha
) commits
GROUP BY sha
