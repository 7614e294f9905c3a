-- A view has at most one start and one final: of several the one with the largest values, which only grow. Rows are held
-- against each other only where their hash is there twice.
CREATE TEMP TABLE repeated AS
SELECT hash(view, type) AS key FROM {rows} GROUP BY hash(view, type) HAVING COUNT(*) > 1;

CREATE TEMP TABLE latest AS
SELECT * FROM {rows} WHERE hash(view, type) IN (SELECT key FROM repeated)
QUALIFY row_number() OVER (
  PARTITION BY view, type
  ORDER BY inp DESC NULLS LAST, cls DESC NULLS LAST, lcp DESC NULLS LAST, t, {columns}
) = 1;

{make} beacons AS
SELECT {columns} FROM {rows} WHERE {unrepeated}
UNION ALL
SELECT {columns} FROM latest;
