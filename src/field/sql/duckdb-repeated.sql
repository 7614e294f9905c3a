-- Views that may have several records of a type: only they are held against each other. A view has a start and a final.
CREATE TEMP TABLE repeated AS
SELECT hash(view) AS key
FROM {rows}
GROUP BY hash(view)
HAVING COUNT(*) > 2 OR (COUNT(*) = 2 AND COUNT(CASE WHEN type = 'final' THEN 1 END) <> 1);

SELECT COUNT(*) AS keys FROM repeated;
