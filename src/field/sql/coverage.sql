-- Page views by what was recorded of them. A view has at most one start and one final, so that the views with both are the
-- starts and the finals minus all views. What it is sliced by may change while it is open: its final says what counts.
SELECT route, device{slice}, sha, SUM(s) AS starts, SUM(f) AS finals, COUNT(*) AS views
FROM (
  SELECT route, device{slice_of_view}, sha
    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s
    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f
  FROM {beacons}
  WHERE {window}
  GROUP BY {shard}{view_key}, route, device, sha
) views
GROUP BY route, device{slice}, sha
