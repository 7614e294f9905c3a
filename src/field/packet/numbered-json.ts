/** A value as the text of a file, with the line of each of its keys. */
export interface NumberedJson {
  readonly text: string;
  /** By the JSON of its path: `["curve",0,"low"]`. Lines count from 1. */
  readonly lines: ReadonlyMap<string, Lines>;
}

/** From the first to the last line of a value. */
interface Lines {
  readonly from: number;
  readonly to: number;
}

export type Path = readonly (string | number)[];

/** The value indented by two spaces, a key a line, and where its keys stand. */
export function numberedJson(value: unknown): NumberedJson {
  const parsed: unknown = JSON.parse(JSON.stringify(value));
  const lines = new Map<string, Lines>();
  note(parsed, { path: [], from: 1 }, lines);
  return { text: `${JSON.stringify(parsed, null, 2)}\n`, lines };
}

interface At {
  readonly path: Path;
  readonly from: number;
}

/** As `JSON.stringify` breaks lines: one for each key, one for the closing bracket, and none inside of what is empty. */
function note(value: unknown, { path, from }: At, lines: Map<string, Lines>): number {
  const children = childrenOf(value);
  let to = from;
  for (const [key, child] of children) to = note(child, { path: [...path, key], from: to + 1 }, lines);
  if (children.length > 0) to += 1;
  lines.set(JSON.stringify(path), { from, to });
  return to;
}

function childrenOf(value: unknown): [key: string | number, child: unknown][] {
  if (Array.isArray(value)) return value.map((child: unknown, index) => [index, child]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
