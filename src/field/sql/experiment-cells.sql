-- Sessions that landed, by the first and the last of the variants that their records name, in the order of texts: where these
-- differ in a flag, it changed within the session. What was heard of their landing views, and sums of their outcomes (y).
SELECT lowest, highest{slice}{hour}, COUNT(*) AS landed, SUM(o) AS starts, SUM(e) AS ended
  , COUNT(y) AS n, SUM(y) AS total, SUM(y * y) AS squares
FROM (
{outcomes}
) sessions
GROUP BY lowest, highest{slice}{hour}
