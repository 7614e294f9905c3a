-- Lines of NDJSON as rows of the table: those that `src/model/beacon.ts` would accept. Every check is a value, so that no
-- line can stop the reading.
CREATE TEMP MACRO node_values(parts) AS list_transform(parts, lambda part: part.value);
CREATE TEMP MACRO are_parts(parts, most, slack) AS
  parts IS NULL OR len(parts) = 0 OR (
    len(parts) <= 50
    AND len(list_filter(parts, lambda part: part.id IS NULL OR part.id = '' OR length(part.id) > 200)) = 0
    AND len(list_filter(parts, lambda part: coalesce(part.value NOT BETWEEN 0 AND most, true))) = 0
    AND len(list_distinct(list_transform(parts, lambda part: part.id))) = len(parts));
CREATE TEMP MACRO are_summed(node, slack) AS
  node.parts IS NULL OR len(node.parts) = 0
  OR abs(list_sum(node_values(node.parts)) - node.value) <= slack * (len(node.parts) + 1) + 1e-9;
CREATE TEMP MACRO is_metric(node, type, own, most, slack) AS
  type IS NULL OR type = 'NULL' OR (
    type = 'OBJECT' AND node.id = own AND node.value BETWEEN 0 AND most AND node.parts IS NOT NULL
    AND are_parts(node.parts, most, slack) AND are_summed(node, slack)
    AND len(list_filter(node.parts, lambda part: NOT coalesce(are_parts(part.parts, most, slack), false))) = 0
    AND len(list_filter(node.parts, lambda part: NOT coalesce(are_summed(part, slack), false))) = 0);
CREATE TEMP MACRO part_of(node, own) AS list_filter(node.parts, lambda part: part.id = own)[1];
CREATE TEMP MACRO first_of_each(layers) AS
  list_filter(layers, lambda layer, i: list_position(list_transform(layers, lambda other: other.k), layer.k) = i);
CREATE TEMP MACRO is_text(value, most) AS
  length(value) BETWEEN 1 AND most
  AND NOT regexp_matches(value, '[\p{Cc}\p{Zl}\p{Zp}\x{202a}-\x{202e}\x{2066}-\x{2069}]');

CREATE TABLE lines AS
SELECT file_index::UINTEGER AS file, line
  , CASE WHEN strlen(line) <= 65536 AND json_valid(line) AND json_type(line) = 'OBJECT' THEN line END AS json
FROM read_csv({files}, columns = {'line': 'VARCHAR'}, delim = E'\x01\x02\x03\x04', quote = '', escape = '', header = false,
  auto_detect = false, ignore_errors = true, strict_mode = false, store_rejects = true,
  max_line_size = 33554432, buffer_size = 67108864)
WHERE line IS NOT NULL;

CREATE TABLE records AS
WITH parsed AS (
  SELECT file, json, json_transform(json, '{
    "v": "DOUBLE", "type": "VARCHAR", "view": "VARCHAR", "session": "VARCHAR", "t": "VARCHAR", "sha": "VARCHAR",
    "route": "VARCHAR", "path": "VARCHAR", "device": "VARCHAR", "connection": "VARCHAR", "country": "VARCHAR",
    "pageType": "VARCHAR", "variant": "MAP(VARCHAR, VARCHAR)", "state": "VARCHAR", "navigation": "VARCHAR",
    "lcp": {node}, "inp": {node}, "cls": {node}, "serverTiming": [{"name": "VARCHAR", "dur": "DOUBLE"}]
  }') AS r
  FROM lines WHERE json IS NOT NULL
), timed AS (
  SELECT file, json, r
    , CASE WHEN regexp_full_match(r.t, '\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)')
        THEN TRY_CAST(r.t AS TIMESTAMPTZ) AT TIME ZONE 'UTC' END AS t
    , part_of(part_of(r.lcp, 'ttfb'), 'request') AS request
  FROM parsed
), layered AS (
  SELECT file, json, r, t, request, first_of_each(coalesce(
    CASE WHEN len(request.parts) > 0 THEN
      list_transform(list_filter(request.parts, lambda part: part.id <> 'unreported'),
        lambda part: struct_pack(k := part.id, v := part.value)) END,
    list_transform(r.serverTiming, lambda layer: struct_pack(k := layer.name, v := layer.dur))
  )) AS layers
  FROM timed
)
SELECT file, r.type AS type, r.view AS view, r.session AS session, t, r.sha AS sha, r.route AS route, r.path AS path
  , r.device AS device, r.connection AS connection, r.country AS country, r.pageType AS page_type
  , array_to_string(list_transform(list_sort(map_keys(r.variant)), lambda name: name || '=' || r.variant[name]), ';') AS variant
  , r.state AS state, r.navigation AS navigation
  -- each node
  , {expression} AS {column}
  -- end
  , CASE WHEN len(layers) > 0 THEN to_json(map_from_entries(layers))::VARCHAR END AS layers
FROM layered
WHERE coalesce(
  r.v = 1 AND r.type IN ('start', 'final') AND t IS NOT NULL
  AND list_has_all({keys}, json_keys(json))
  AND (r.type = 'final' OR NOT list_has_any(json_keys(json), ['lcp', 'inp', 'cls', 'serverTiming']))
  -- A number is not a text, and an explicit null is not an absent text.
  AND json_type(json, '$.v') IN ('UBIGINT', 'BIGINT', 'DOUBLE')
  AND json_type(json, ['$.type', '$.view', '$.session', '$.t', '$.sha', '$.route'])
    = ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR']
  AND len(list_filter(json_type(json, ['$.path', '$.device', '$.connection', '$.country', '$.pageType', '$.state',
    '$.navigation']), lambda type: coalesce(type, 'VARCHAR') <> 'VARCHAR')) = 0
  AND coalesce(json_type(json, '$.variant'), 'OBJECT') = 'OBJECT'
  AND coalesce(json_type(json, '$.serverTiming'), 'ARRAY') = 'ARRAY'
  AND is_text(r.view, 100) AND is_text(r.session, 100) AND is_text(r.sha, 100) AND is_text(r.route, 100)
  AND coalesce(is_text(r.path, 2000), true) AND coalesce(is_text(r.device, 100), true)
  AND coalesce(is_text(r.connection, 20), true) AND coalesce(is_text(r.pageType, 100), true)
  AND coalesce(regexp_full_match(r.country, '[A-Z0-9]{2}'), true)
  AND coalesce(r.state IN {states}, true) AND coalesce(r.navigation IN {navigations}, true)
  AND coalesce(len(json_keys(json, '$.variant')), 0) <= {flags}
  AND len(list_filter(json_type(json, '$.variant.*'), lambda type: type <> 'VARCHAR')) = 0
  AND len(list_filter(list_concat(map_keys(r.variant), map_values(r.variant)), lambda word: NOT is_text(word, 100))) = 0
  -- The layers of the server's share, which are deeper than is looked at below.
  AND CASE WHEN len(request.parts) > 0 THEN
    are_parts(request.parts, {longest}, 0) AND are_summed(request, {layers_slack}) ELSE true END
  -- each metric
  AND is_metric(r.{id}, json_type(json, '$.{id}'), '{id}', {most}, {slack})
  AND coalesce(json_type(json, '$.{id}.value'), 'DOUBLE') IN ('UBIGINT', 'BIGINT', 'DOUBLE')
  AND len(list_filter(json_type(json, '$.{id}.parts[*].value'), lambda type: type NOT IN ('UBIGINT', 'BIGINT', 'DOUBLE'))) = 0
  -- end
  AND len(json_type(json, '$.serverTiming[*].*')) = 2 * coalesce(len(r.serverTiming), 0)
  AND len(list_filter(json_type(json, '$.serverTiming[*].dur'), lambda type: type NOT IN ('UBIGINT', 'BIGINT', 'DOUBLE'))) = 0
  AND len(list_filter(coalesce(r.serverTiming, []), lambda layer: NOT coalesce(
    is_text(layer.name, 200) AND layer.dur BETWEEN 0 AND {longest}, false))) = 0
, false);
