-- The records of files, and those of the Parquet file that they are loaded into. A view has at most one start and one final:
-- of several the one with the largest values, which only grow.
CREATE TEMP TABLE merged AS
SELECT * FROM (
  SELECT {columns}, false AS is_known FROM {rows}
  UNION ALL
  SELECT {columns}, true AS is_known FROM read_parquet({file})
)
QUALIFY row_number() OVER (
  PARTITION BY view, type
  ORDER BY inp DESC NULLS LAST, cls DESC NULLS LAST, lcp DESC NULLS LAST, is_known DESC
) = 1;

SELECT
  (SELECT COUNT(*) FROM merged WHERE NOT is_known) AS loaded
  , (SELECT COUNT(*) FROM {rows}) AS given;
