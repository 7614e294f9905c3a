-- Lines that are not records, by the number of their file.
SELECT file, SUM(n) AS refused
FROM (
  SELECT file, COUNT(*) AS n FROM lines GROUP BY file
  UNION ALL
  SELECT file_id AS file, COUNT(*) AS n FROM reject_errors GROUP BY file_id
  UNION ALL
  SELECT file, -COUNT(*) AS n FROM records GROUP BY file
) counted
GROUP BY file
HAVING SUM(n) > 0
ORDER BY file;
