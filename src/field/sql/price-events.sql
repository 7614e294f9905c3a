-- Events that may be of sessions of the window, and those of them that take money back.
SELECT COUNT(*) AS n, COUNT(CASE WHEN {event_value} < 0 THEN 1 END) AS refunds
FROM {events}
WHERE {event_t} >= {earliest}
