import type { BlocksAhead, LookStanding, Progress } from '../../model/progress.ts';
import { fitToWidth } from '../../text/display-width.ts';
import { coarseText, spanText } from '../words/time-left.ts';
import { LiveRegion, type Terminal } from './live-region.ts';

/** A campaign that is being measured. */
interface Running {
  readonly blocks: BlocksAhead;
  readonly visits: number;
  readonly made: number;
  /** At its last look. */
  readonly standing: LookStanding | null;
}

/** When the run, or else the next look, is expected. */
interface Expected {
  readonly what: 'run' | 'look';
  readonly atMs: number;
}

/** A line for each campaign that is being measured, overwritten as visits are made, and one for the run. */
export function liveProgress(terminal: Terminal): Progress & { readonly stop: () => void } {
  const running = new Map<string, Running>();
  const ended = new Set<string>();
  let campaigns = 0;
  let expected: Expected | null = null;
  const region = new LiveRegion(terminal, (columns) => {
    if (ended.size >= campaigns) return [];
    const lines = [...running].map(([name, each]) => runningLine(name, each, columns));
    return [...lines, summary(ended.size, campaigns, expected)];
  });
  return {
    line: (text) => region.say(text),
    begin: (campaign, visits, blocks) => {
      // Calibrating in two lanes measures every campaign once more.
      if (ended.has(campaign)) ended.clear();
      campaigns = blocks.campaigns;
      const standing = running.get(campaign)?.standing ?? null;
      running.set(campaign, { blocks, visits, made: 0, standing });
      region.update();
    },
    advance: (campaign) => {
      const each = running.get(campaign);
      // A block that is replaced has visits of its own: the line waits for them.
      if (each === undefined || each.made >= each.visits) return;
      running.set(campaign, { ...each, made: each.made + 1 });
      region.update();
    },
    look: (campaign, _text, standing) => {
      const each = running.get(campaign);
      if (each !== undefined) running.set(campaign, { ...each, standing });
      expected = expectedOf(standing, performance.now());
      region.update();
    },
    end: (campaign, note) => {
      running.delete(campaign);
      ended.add(campaign);
      region.say(`${campaign}: ${note}`);
    },
    stop: () => {
      running.clear();
      campaigns = 0;
      region.flush();
    },
  };
}

function expectedOf({ runMs, nextMs }: LookStanding, nowMs: number): Expected | null {
  if (runMs !== null) return { what: 'run', atMs: nowMs + runMs };
  return nextMs === null ? null : { what: 'look', atMs: nowMs + nextMs };
}

const BAR = 12;
/** Below this width a line has no bar. */
const ROOM_FOR_BAR = 90;

/** `home · mobile  ████░░░░░░░░  5/15 blocks  open: inp  provisional: inp +12 ms (+4 %)` */
function runningLine(name: string, { blocks, visits, made, standing }: Running, columns: number): string {
  const done = blocks.made + (visits === 0 ? 0 : Math.floor((made * blocks.next) / visits));
  const bar = columns < ROOM_FOR_BAR ? [] : [barText(blocks.most === 0 ? 0 : done / blocks.most)];
  const kind = blocks.areFresh ? 'fresh blocks' : 'blocks';
  return [
    fitToWidth(name, Math.floor(columns / 3)),
    ...bar,
    `${done}/${blocks.most} ${kind}`,
    ...standingTexts(standing, blocks),
  ].join('  ');
}

function barText(share: number): string {
  const full = Math.round(Math.min(1, share) * BAR);
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

function standingTexts(standing: LookStanding | null, { areFresh }: BlocksAhead): string[] {
  if (standing === null) return [];
  const { open, suspected, estimate } = standing;
  const label = areFresh ? 'to confirm' : suspected.length > 0 && open.length === 0 ? 'suspected' : 'open';
  const paths = open.length === 0 ? suspected : open;
  const told = paths.length === 0 ? [] : [`${label}: ${paths.slice(0, 3).join(', ')}${more(paths.length - 3)}`];
  return estimate === null ? told : [...told, `provisional: ${estimate}`];
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

/** `3 of 10 done, about 4 min left` */
function summary(done: number, campaigns: number, expected: Expected | null): string {
  const leftMs = expected === null ? 0 : expected.atMs - performance.now();
  const told = `${done} of ${campaigns} done`;
  if (expected === null || leftMs < 1000) return told;
  return expected.what === 'run'
    ? `${told}, about ${coarseText(leftMs)} left`
    : `${told}, next look in about ${spanText(leftMs)}`;
}
