-- A view has at most one start and one final: of several the one with the largest values, which only grow.
CREATE TEMP TABLE latest AS
SELECT * FROM {rows} WHERE hash(view) IN (SELECT key FROM repeated)
QUALIFY row_number() OVER (
  PARTITION BY view, type
  ORDER BY inp DESC NULLS LAST, cls DESC NULLS LAST, lcp DESC NULLS LAST, t, {columns}
) = 1;

{make} beacons AS
SELECT {columns} FROM {rows} WHERE hash(view) NOT IN (SELECT key FROM repeated)
UNION ALL
SELECT {columns} FROM latest;
