-- What files say of events. Every check is a value, so that no line can stop the reading. A time without an offset is UTC.
CREATE TEMP MACRO instant_of(word) AS
  CASE WHEN regexp_full_match(word, '\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?')
    THEN TRY_CAST(word AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END;
CREATE TEMP MACRO has_no_offset(word) AS NOT regexp_matches(word, '(Z|:\d\d(\.\d+)?[+-]\d\d(:?\d\d)?)$');
CREATE TEMP MACRO number_of(word) AS CASE WHEN isfinite(TRY_CAST(word AS DOUBLE)) THEN TRY_CAST(word AS DOUBLE) END;

CREATE TABLE event_lines (session VARCHAR, t TIMESTAMP, value DOUBLE, no_offset BOOLEAN, no_number BOOLEAN);
CREATE VIEW events AS
SELECT session, t, value FROM event_lines WHERE session IS NOT NULL AND t IS NOT NULL;
