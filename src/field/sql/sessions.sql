-- How many sessions have how many page views, and how many of these sessions were served more than one commit.
SELECT views_of_session, COUNT(*) AS sessions, SUM(c) AS changed_sha
FROM (
  SELECT session, COUNT(DISTINCT view) AS views_of_session, CASE WHEN MIN(sha) = MAX(sha) THEN 0 ELSE 1 END AS c
  FROM {beacons}
  WHERE {window}
  GROUP BY {shard}session
) counted
GROUP BY views_of_session
