import { change } from '../../../report/words/format.ts';
import { shortSha } from '../../../text/short-sha.ts';
import { unitOfPath } from '../../report/unit.ts';
import type { PacketContent } from '../content.ts';
import type { DeliveredDeploy, Delivery } from '../delivery.ts';
import type { Block, Inline, Section } from '../sheet.ts';
import { cite, type Source } from '../source.ts';
import { instant, known, listed, metricName, seen, whole } from '../words.ts';

const MOST_NAMES = 8;
const MOST_ROWS = 200;

/** The deploys of the window: what they changed, and what they moved. */
export function deploys({ delivery, deploys: steps }: PacketContent): Section | null {
  if (delivery === null) return null;
  return {
    title: 'Deploys of the window',
    blocks: [...manifestOf(delivery), ...(steps === null ? [] : stepsOf(steps))],
  };
}

function manifestOf(source: Source<Delivery>): Block[] {
  const { deploys: all } = source.content;
  if (all.length === 0) return [said('No deploy of the list is in the window.')];
  const head = ['deploy', 'went live', 'changes', 'owners', 'moved a metric'];
  const rows = all.slice(0, MOST_ROWS).map((row, at) => manifestRow(source, row, at));
  return [{ kind: 'table', head, rows }, ...restOf(all.length, source.file)];
}

const said = (words: string): Block => ({ kind: 'text', words: [words] });

const restOf = (count: number, file: string): Block[] =>
  count > MOST_ROWS ? [said(`Further rows are in ${file}.`)] : [];

const KINDS = { change: '', again: ', live before', rollback: ', a roll-back' } as const;

function manifestRow(source: Source<Delivery>, row: DeliveredDeploy, at: number): Inline[] {
  const { sha, owners, kind, rolledBackAt, environment, moved, files } = row;
  const fate = rolledBackAt === null ? '' : `, rolled back ${instant(rolledBackAt)}`;
  return [
    cite(source, ['deploys', at], `${shortSha(seen(sha))}${KINDS[kind]}${fate}`, known(files)),
    `${instant(row.at)}${environment === null ? '' : `, ${seen(environment)}`}`,
    changesOf(row),
    owners === null ? 'not known' : fewOf(owners.map(seen)),
    moved === null ? 'not looked at' : moved ? 'yes' : 'no',
  ];
}

function changesOf({ files, previous, packages }: DeliveredDeploy): string {
  if (files === null) return 'not known';
  const since = previous === null ? '' : ` since ${shortSha(seen(previous))}`;
  const names = (packages ?? []).map(
    ({ name, from, to }) => `${seen(name)} ${seen(from ?? 'none')} → ${seen(to ?? 'none')}`,
  );
  return [
    `${whole(files)} ${files === 1 ? 'file' : 'files'}${since}`,
    ...(names.length === 0 ? [] : [fewOf(names)]),
  ].join('; ');
}

function fewOf(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  if (names.length === 0) return 'nobody';
  return rest > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${rest} more` : listed(names);
}

function stepsOf(source: NonNullable<PacketContent['deploys']>): Block[] {
  const moved = source.content.flatMap((row, at) => (row.verdict === 'step' ? [{ row, at }] : []));
  if (moved.length === 0) return [said('No deploy of the window is known to have moved a metric.')];
  const rows = moved.slice(0, MOST_ROWS).map(({ row, at }): Inline[] => {
    const { sha, route, condition, path, change: value, low, high } = row;
    const text = value === null ? 'unknown' : change({ value, low, high }, unitOfPath(path));
    return [
      shortSha(seen(sha)),
      `${seen(route)}${condition === null ? '' : `, ${seen(condition)}`}`,
      metricName(path),
      cite(source, [at], text, known(value, low, high)),
    ];
  });
  const head = ['deploy', 'route', 'metric', 'step (95 % interval)'];
  return [{ kind: 'table', head, rows }, ...restOf(moved.length, source.file)];
}
