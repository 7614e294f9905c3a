import type { Beacon, FinalBeacon } from '../../model/beacon.ts';
import type { Breakdown } from '../../model/breakdown.ts';
import { seededRandom, type Random } from '../../stats/random.ts';
import { levelsOf, normal } from './levels.ts';
import { DEVICES, MOST_VIEWS, PHASES, SESSION_SPREAD, VIEW_SPREAD, type Device } from './phases.ts';
import { deployAt, HOUR_MS, shaAt, trafficAt, type FieldTruth } from './truth.ts';

/** Views whose end is never heard of. */
const LOST = 0.05;
/** Views without an interaction. */
const PASSIVE = 0.3;
const CLS_STEPS = 10_000;

/** The records of all page views, hour by hour. The same truth gives the same records. */
export function* synthesizeRecords(truth: FieldTruth): Generator<Beacon> {
  const random = seededRandom('records', truth.seed);
  const levels = new Map(
    truth.routes.flatMap((route) =>
      DEVICES.map((device) => [`${route} ${device.name}`, levelsOf(truth, route, device)] as const),
    ),
  );
  for (let hour = 0; hour < truth.days * 24; hour += 1) {
    const sessions = Math.round(truth.sessionsPerHour * trafficAt(hour) + random() - 0.5);
    for (let index = 0; index < sessions; index += 1)
      yield* recordsOf({ truth, hour, levels, random, session: `${truth.seed}-${hour}-${index}` });
  }
}

interface Session {
  readonly truth: FieldTruth;
  readonly hour: number;
  readonly levels: ReadonlyMap<string, readonly (readonly number[])[]>;
  readonly random: Random;
  readonly session: string;
}

function* recordsOf({ truth, hour, levels, random, session }: Session): Generator<Beacon> {
  const device = deviceOf(random);
  const own = Math.exp(SESSION_SPREAD * normal(random) - SESSION_SPREAD ** 2 / 2);
  const begin = Date.parse(truth.from) + (hour + random() * 0.8) * HOUR_MS;
  const views = 1 + Math.floor(random() * MOST_VIEWS);
  for (let view = 0; view < views; view += 1) {
    const route = truth.routes[Math.floor(random() * truth.routes.length)] ?? '';
    const head = {
      v: 1 as const,
      view: `${session}-${view}`,
      session,
      t: new Date(begin + view * 90_000).toISOString(),
      sha: shaAt(truth, hour),
      route,
      device: device.name,
      navigation: 'navigate' as const,
    };
    yield { ...head, type: 'start' };
    const values = (levels.get(`${route} ${device.name}`)?.[hour] ?? []).map((level) =>
      Math.round(level * own * Math.exp(VIEW_SPREAD * normal(random) - VIEW_SPREAD ** 2 / 2)),
    );
    const metrics = metricsOf(values, random() >= PASSIVE);
    if (random() >= lostOf(truth, hour)) yield { ...head, type: 'final', ...metrics };
  }
}

function deviceOf(random: Random): Device {
  const [mobile, desktop] = DEVICES;
  if (mobile === undefined || desktop === undefined) throw new Error('there are two devices');
  return random() < mobile.share ? mobile : desktop;
}

function lostOf(truth: FieldTruth, hour: number): number {
  const { dropOut } = truth;
  return dropOut !== null && deployAt(truth, hour) >= dropOut.deploy ? LOST + dropOut.share : LOST;
}

function metricsOf(values: readonly number[], isUsed: boolean): Pick<FinalBeacon, 'lcp' | 'inp' | 'cls'> {
  const at = (path: string): number => values[PHASES.findIndex((phase) => phase.path === path)] ?? 0;
  const leaf = (path: string): Breakdown => ({ id: path.split('.').at(-1) ?? path, value: at(path), parts: [] });
  const request = whole(
    'request',
    ['db', 'render', 'unreported'].map((id) => leaf(`lcp.ttfb.request.${id}`)),
  );
  const none = ['redirect', 'waiting', 'cache', 'dns'].map((id) => ({ id, value: 0, parts: [] }));
  const ttfb = whole('ttfb', [...none, leaf('lcp.ttfb.connect'), request]);
  const load = ['resource-load-delay', 'resource-load-duration', 'element-render-delay'];
  const interaction = ['input-delay', 'processing-duration', 'presentation-delay'];
  return {
    lcp: whole('lcp', [ttfb, ...load.map((id) => leaf(`lcp.${id}`))]),
    inp: isUsed
      ? whole(
          'inp',
          interaction.map((id) => leaf(`inp.${id}`)),
        )
      : null,
    cls: { id: 'cls', value: at('cls') / CLS_STEPS, parts: [] },
  };
}

function whole(id: string, parts: readonly Breakdown[]): Breakdown {
  return { id, value: parts.reduce((total, { value }) => total + value, 0), parts: [...parts] };
}
