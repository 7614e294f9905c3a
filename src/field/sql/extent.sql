-- The time that the records span, without those from the future.
SELECT MIN(first_t) AS first_at, MAX(last_t) AS last_at
FROM (
  SELECT MIN(t) AS first_t, MAX(t) AS last_t
  FROM {beacons}
  WHERE t <= {latest}
  GROUP BY {shard}type
) extents
