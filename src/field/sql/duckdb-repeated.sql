-- Records that may be of the same view and type: rows are held against each other only where their hash is there twice.
CREATE TEMP TABLE repeated AS
SELECT hash(view, type) AS key FROM {rows} GROUP BY hash(view, type) HAVING COUNT(*) > 1;

SELECT COUNT(*) AS keys FROM repeated;
