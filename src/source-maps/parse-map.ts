import { decodedMappings, FlattenMap, traceSegment, type TraceMap } from '@jridgewell/trace-mapping';
import { z } from 'zod';

import { countMappings } from './mappings.ts';
import type { NoFileReason, Position } from './original-place.ts';

/** What a source map says of a position. */
interface MappedPlace extends Position {
  /** As the map names it, with its root. */
  readonly source: string;
  /** Its text, if the map has it. */
  readonly content: string | null;
  readonly name: string | null;
}

/** What a script has of a source. */
export interface MappedSource {
  /** As the map names it, with its root. */
  readonly source: string;
  /** Its text, if the map has it. */
  readonly content: string | null;
  /** How many characters of the script come from it. */
  readonly chars: number;
}

/** A source map that was checked. */
export interface ParsedMap {
  /** What it takes of the memory, roughly. */
  readonly bytes: number;
  readonly placeOf: (position: Position) => MappedPlace | Extract<NoFileReason, 'malformed' | 'unmapped'>;
  /** All of its sources. `text`: of the script. */
  readonly sourcesIn: (text: string) => MappedSource[];
}

export const MAX_MAP_BYTES = 64 * 1024 * 1024;
/** Lines and segments together. The map of a script of 10 MB has about a million; decoded, each takes some 100 bytes. */
const MAX_MAPPINGS = 4_000_000;
const BYTES_OF_A_MAPPING = 100;
const MAX_SECTIONS = 10_000;
/** Sources and names. The largest bundles have some ten thousand sources and some hundred thousand names. */
const MAX_ITEMS = 1_000_000;
/** Longer ones are not paths, and expressions would take a time that grows with the square of it. */
const MAX_SOURCE = 4_000;
/** Some servers guard JSON with it (ECMA-426, 9.1). */
const GUARD = /^\)\]\}'[^\n]*\n?/;
const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:|[/\\])/i;

/** Its length is checked first: each item takes the schema most of a microsecond. */
const listed = z.custom<unknown[]>((value) => Array.isArray(value) && value.length <= MAX_ITEMS);

const plainMap = z.object({
  version: z.literal(3),
  sources: listed.pipe(z.array(z.string().nullable())),
  sourcesContent: listed.pipe(z.array(z.string().nullable())).nullish(),
  sourceRoot: z.string().max(MAX_SOURCE).nullish(),
  names: listed.pipe(z.array(z.string())).nullish(),
  mappings: z.string(),
});
type PlainMap = z.infer<typeof plainMap>;

const offset = z.object({
  line: z.int().nonnegative().max(MAX_MAPPINGS),
  column: z.int().nonnegative(),
});
/** Sections with maps of their own, in order; they do not nest (ECMA-426, 10). */
const indexMap = z.object({
  version: z.literal(3),
  sections: z
    .array(z.object({ offset, map: plainMap }))
    .max(MAX_SECTIONS)
    .refine((sections) =>
      sections.every(({ offset: { line, column } }, index) => {
        const before = sections[index - 1]?.offset ?? { line: 0, column: 0 };
        return line > before.line || (line === before.line && column >= before.column);
      }),
    ),
});
const sourceMap = z.union([indexMap, plainMap]);

/** A source map of a hostile origin, in time that grows with its size. */
export function parseMap(bytes: Buffer): ParsedMap | Extract<NoFileReason, 'malformed' | 'too-large'> {
  if (bytes.byteLength > MAX_MAP_BYTES) return 'too-large';
  try {
    const parsed = sourceMap.safeParse(jsonOf(bytes));
    if (!parsed.success) return 'malformed';
    const count = countOf(parsed.data);
    if (count === null) return 'malformed';
    if (count > MAX_MAPPINGS) return 'too-large';
    const trace = traceOf(parsed.data);
    return {
      bytes: bytes.byteLength + count * BYTES_OF_A_MAPPING,
      placeOf: (position) => placeIn(trace, position),
      sourcesIn: (text) => sourcesIn(trace, text),
    };
  } catch {
    return 'malformed';
  }
}

function jsonOf(bytes: Buffer): unknown {
  return JSON.parse(
    bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .replace(GUARD, ''),
  );
}

function countOf(map: z.infer<typeof sourceMap>): number | null {
  if ('mappings' in map) return countMappings(map.mappings);
  let sum = map.sections.at(-1)?.offset.line ?? 0;
  for (const { map: section } of map.sections) {
    const count = countMappings(section.mappings);
    if (count === null) return null;
    sum += count;
  }
  return sum;
}

function traceOf(map: z.infer<typeof sourceMap>): TraceMap {
  if ('mappings' in map) return new FlattenMap(withRoots(map));
  const sections = map.sections.map((section) => ({ offset: section.offset, map: withRoots(section.map) }));
  return new FlattenMap({ version: 3, sections });
}

/** The root is put before relative sources here, because the library puts it before absolute ones too. */
function withRoots({ sources, sourcesContent, sourceRoot, names, mappings }: PlainMap) {
  const root = (sourceRoot ?? '').replace(/\/*$/, '');
  const rooted = (source: string): string => (root === '' || ABSOLUTE.test(source) ? source : `${root}/${source}`);
  return {
    version: 3 as const,
    sources: sources.map((source) => (source === null || source.length > MAX_SOURCE ? null : rooted(source))),
    // As many as sources: in an index map those of the next section follow.
    sourcesContent: sources.map((_, index) => sourcesContent?.[index] ?? null),
    names: names ?? [],
    mappings,
  };
}

function placeIn(trace: TraceMap, { line, column }: Position): ReturnType<ParsedMap['placeOf']> {
  const segment = traceSegment(trace, line - 1, column - 1);
  if (segment === null || segment.length === 1) return 'unmapped';
  const [, index, sourceLine, sourceColumn, name] = segment;
  if (index < 0 || index >= trace.sources.length || sourceLine < 0 || sourceColumn < 0) return 'malformed';
  const source = trace.sources[index] ?? '';
  if (source === '') return 'unmapped';
  return {
    source,
    content: trace.sourcesContent?.[index] ?? null,
    line: sourceLine + 1,
    column: sourceColumn + 1,
    name: (name === undefined ? null : trace.names[name]) ?? null,
  };
}

/** Each segment ends where the next one of its line begins. */
function sourcesIn(trace: TraceMap, text: string): MappedSource[] {
  const chars = new Map<number, number>();
  const lines = text.split('\n');
  for (const [at, segments] of decodedMappings(trace).entries())
    for (const [index, segment] of segments.entries()) {
      if (segment.length === 1) continue;
      const end = segments[index + 1]?.[0] ?? lines[at]?.length ?? 0;
      chars.set(segment[1], (chars.get(segment[1]) ?? 0) + Math.max(0, end - segment[0]));
    }
  return trace.sources.flatMap((source, index) =>
    source === null || source === ''
      ? []
      : [{ source, content: trace.sourcesContent?.[index] ?? null, chars: chars.get(index) ?? 0 }],
  );
}
