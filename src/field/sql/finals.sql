-- The next page views that ended, in the order of their ids.
SELECT {columns}
FROM {beacons}
WHERE type = 'final' AND {window} AND view > {after}
ORDER BY view
LIMIT {most}
