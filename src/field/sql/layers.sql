-- The server layers that page views name, and how many views name each.
SELECT layer, COUNT(*) AS n
FROM (
  SELECT {layer_names} AS layer
  FROM {beacons}
  WHERE type = 'final' AND {window} AND layers IS NOT NULL
) named
GROUP BY layer
