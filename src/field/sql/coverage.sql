-- Page views by what was recorded of them. A view has at most one start and one final, so that of the views of a session
-- those with both are the starts and the finals minus all views.
SELECT route, device{slice}, sha
  , SUM(s) AS starts, SUM(f) AS finals, SUM(v) AS views, COUNT(*) AS sessions
FROM (
  SELECT route, device{slice_as}, sha
    , COUNT(CASE WHEN type = 'start' THEN 1 END) AS s
    , COUNT(CASE WHEN type = 'final' THEN 1 END) AS f
    , COUNT(DISTINCT {view_key}) AS v
  FROM {beacons}
  WHERE {window}
  GROUP BY {shard}{session_key}, route, device{slice_by}, sha
) sessions
GROUP BY route, device{slice}, sha
