import { NODE_COLUMNS } from '../../src/field/engines/columns.ts';

const DAYS_MS = 2_419_200_000;
const LATER_MS = 600_000;

/** A number from 0 to 1 that depends on a session and on what it is for. */
const random = (salt: number): string => `((hash(i * 64 + ${salt}) >> 11) / 9007199254740992.0)`;

/** Sessions as DuckDB makes them: who waits longer, and who is from a country with less money, orders less. */
function sessionsText(sessions: number): string {
  const normal = (salt: number): string =>
    `(sqrt(-2 * ln(${random(salt)} + 1e-12)) * cos(6.283185 * ${random(salt + 1)}))`;
  const level = "7.6 + CASE WHEN device = 'mobile' THEN 0.3 ELSE -0.4 END + 0.1 * country_number";
  return `SELECT *, exp(${level} + 0.45 * normal) AS ms, exp(${level} + 0.45 * later_normal) AS later_ms
    FROM (
      SELECT i, md5(i::VARCHAR) AS session, (${random(4)} * ${DAYS_MS})::BIGINT AS at_ms, ${normal(2)} AS normal, ${normal(20)} AS later_normal
        , CASE WHEN ${random(5)} < 0.6 THEN 'mobile' ELSE 'desktop' END AS device, hash(i * 64 + 6) % 6 AS country_number
        , ['BR', 'DE', 'US', 'FR', 'IN', 'JP'][1 + (hash(i * 64 + 6) % 6)::INTEGER] AS country
        , ['4g', '3g', NULL][1 + (hash(i * 64 + 7) % 3)::INTEGER] AS connection
        , CASE WHEN ${random(8)} < 0.7 THEN 'product' ELSE 'home' END AS route
      FROM range(${sessions}) numbers(i)
    ) drawn`;
}

/** A landing view with both of its records, the end of one in twenty lost; every second session has a later view. */
export function recordsText(sessions: number): string {
  const others = NODE_COLUMNS.filter(({ column }) => column !== 'lcp').map(
    ({ column }) => `, NULL::DOUBLE AS ${column}`,
  );
  const view = (type: string, number: number, route: string, ms: string, where: string): string => `
    SELECT '${type}' AS type, session || '-${number}' AS view, session
      , TIMESTAMP '2026-11-01' + to_milliseconds(at_ms + ${number * LATER_MS}) AS t, 'a1b2c3d4' AS sha, ${route} AS route
      , NULL::VARCHAR AS path, device, connection, country, 'page' AS page_type, NULL::VARCHAR AS variant, 'fresh' AS state
      , 'navigate' AS navigation, ${type === 'final' ? `round(${ms})` : 'NULL::DOUBLE'} AS lcp${others.join('')}, NULL::VARCHAR AS layers
    FROM sessions WHERE ${where}`;
  return `WITH sessions AS (${sessionsText(sessions)})
    ${[
      view('start', 0, 'route', 'ms', 'true'),
      view('final', 0, 'route', 'ms', 'hash(i * 64 + 9) % 20 > 0'),
      view('start', 1, "'account'", 'later_ms', 'i % 2 = 0'),
      view('final', 1, "'account'", 'later_ms', 'i % 2 = 0'),
    ].join(' UNION ALL ')}`;
}

/** Orders three minutes after the landing: 100 ms cost 1 % of them. */
export function eventsText(sessions: number): string {
  const rate = `0.06 * exp(-0.0001 * (ms - 2000)) * CASE WHEN device = 'mobile' THEN 0.7 ELSE 1.4 END / (1 + 0.1 * country_number)`;
  return `SELECT session, TIMESTAMP '2026-11-01' + to_milliseconds(at_ms + 180000) AS t, round(20 + 80 * ${random(10)}, 2) AS value
    FROM (${sessionsText(sessions)}) sessions WHERE ${random(11)} < ${rate}`;
}
