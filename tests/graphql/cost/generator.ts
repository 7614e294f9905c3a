import type { OracleSettings } from './oracle.ts';

/** A schema and an operation that is valid on it, with what is known of its variables. */
export interface RandomCase {
  readonly sdl: string;
  readonly operation: string;
  readonly settings: OracleSettings;
}

/** Turns a row of numbers into choices; where it ends it begins again, changed. */
class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** 0 … below. */
  next(below: number): number {
    const round = Math.floor(this.#at / this.#numbers.length);
    const number = this.#numbers[this.#at % this.#numbers.length] ?? 0;
    this.#at += 1;
    return (number ^ (round * 40_503)) % below;
  }

  chance(oneIn: number): boolean {
    return this.next(oneIn) === oneIn - 1;
  }

  of<T>(items: readonly [T, ...T[]]): T {
    return items[this.next(items.length)] ?? items[0];
  }

  some<T>(items: readonly T[], oneIn: number): T[] {
    return items.filter(() => this.chance(oneIn));
  }

  list<T>(most: number, make: (at: number) => T): T[] {
    return Array.from({ length: this.next(most + 1) }, (_, at) => make(at));
  }
}

const OBJECTS = ['A', 'B', 'C'] as const;
/** The arguments a field may be given. One name stands for one choice, so that equal response keys have equal arguments. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  leaf: [
    '',
    'by: 1',
    'by: $n',
    'by: null',
    'in: { a: 1 }',
    'in: { b: [{ a: 2 }, {}] }',
    'in: $in',
    'in: { a: $n, b: null }',
    'in: {b: {c: {}}}',
  ],
  many: [
    '',
    'first: 0',
    'first: 3',
    'first: -2',
    'first: $n',
    'first: $m',
    'last: 2',
    'first: 1, last: 4',
    'ids: [1, 2, 3]',
    'ids: 4',
    'first: null',
  ],
  grid: ['', 'in: { a: 4 }', 'in: { a: $n }', 'in: $in', 'in: {}', 'in: { c: { a: 2 } }'],
  page: ['', 'last: 3', 'first: 1, last: 5', 'first: 2', 'first: $n', 'first: $m', 'first: 0'],
};
/** What fields require; some of it themselves. */
const REQUIRED = ['leaf', 'one { leaf }', 'leaf ship', 'many { leaf one { haul } }', 'haul one { leaf }'] as const;
/** What is sized below a field of each name, as selections and as paths. */
const BELOW_PAGE = [
  '"items"',
  '"items"',
  '"items { many }"',
  '"items.many", "items"',
  '"items { one { many } page { items } }"',
] as const;
const BELOW_ONE = [
  '"many"',
  '"page { items }"',
  '"one.page.items", "many"',
  '"one { one { many } many { many } }"',
  '"one { page } many"',
] as const;
const VARIABLES = { n: ['0', '2', '7'], m: ['1', '5'] } as const;
const BOOLEANS = ['x', 'y', 'z'] as const;

/** What each composite field of each type returns. */
type Returns = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What an operation is made with. */
interface Maker {
  readonly choices: Choices;
  readonly returns: Returns;
  /** How many more selections may be made. */
  left: number;
}

export function randomCase(numbers: readonly number[]): RandomCase {
  const choices = new Choices(numbers);
  const settings = randomSettings(choices);
  const returns = randomReturns(choices);
  const sdl = randomSchema(choices, returns);
  const operation = randomOperation(choices, returns);
  return { sdl, operation, settings };
}

function randomSettings(choices: Choices): OracleSettings {
  const variables: Record<string, unknown> = {};
  if (choices.chance(2)) variables['n'] = choices.of([0, 1, 3, -1, null]);
  if (choices.chance(2)) variables['m'] = choices.of([2, 6]);
  if (choices.chance(2))
    variables['in'] = choices.of<unknown>([null, {}, { a: 3 }, { b: [{}, { a: 1 }], c: { a: 2 } }, { b: { a: 1 } }]);
  for (const name of BOOLEANS) if (choices.chance(4)) variables[name] = choices.chance(2);
  return { listSize: choices.of([Infinity, 0, 1, 4]), variables, unknownVariables: choices.chance(2) };
}

// --- the schema ---------------------------------------------------------------------------------------------------

function randomReturns(choices: Choices): Returns {
  const narrow = (): Record<string, string> => ({
    one: choices.of(['Node', 'Node', 'A', 'B']),
    any: 'Any',
    many: choices.of(['Node', 'A', 'C']),
    grid: 'B',
    page: 'Page',
  });
  const wide = { one: 'Node', any: 'Any', many: 'Node', grid: 'B', page: 'Page' };
  return { A: narrow(), B: narrow(), C: narrow(), Query: narrow(), Node: wide, Page: { items: 'Node' } };
}

function randomSchema(choices: Choices, returns: Returns): string {
  const cost = (oneIn: number): string =>
    choices.chance(oneIn) ? ` @cost(weight: "${choices.of(['3', '0', '-1', '1.5', '-4', '2'])}")` : '';
  const objects = OBJECTS.map(
    (name) => `type ${name} implements Node${cost(2)} {\n${randomFields(choices, cost, returns[name])}\n}`,
  );
  return `
directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) repeatable on FIELD_DEFINITION
directive @join__field(requires: String) on FIELD_DEFINITION
directive @tax(rate: Int${choices.chance(2) ? ' = 1' : ''}${cost(2)}, on: In) on FIELD
scalar Leaf${cost(2)}
input In { a: Int${choices.chance(3) ? ' = 2' : ''}${cost(2)}, b: [In]${choices.chance(3) ? ' = [{ a: 1, b: null }]' : ''}${cost(2)}, c: In${cost(2)} }
interface Node {
  leaf(by: Int, in: In): Leaf
  one: Node
  any: Any
  many(first: Int, last: Int, ids: [Int!]): [Node]
  grid(in: In): [[B]]
  page(first: Int, last: Int): Page
  ship: Leaf
  haul: Leaf
}
union Any = A | B${choices.chance(2) ? ' | C' : ''}
type Page${cost(3)} { items: [Node]${choices.chance(2) ? ' @listSize(assumedSize: 2)' : ''}${cost(3)} total: Leaf${cost(3)} }
${objects.join('\n')}
type Query${cost(3)} {
${randomFields(choices, cost, returns['Query'])}
}`;
}

function randomFields(choices: Choices, cost: (oneIn: number) => string, returns: Returns[string] = {}): string {
  const byDefault = (value: string): string => (choices.chance(4) ? ` = ${value}` : '');
  const assumed = (): string => (choices.chance(2) ? `assumedSize: ${choices.next(4)}, ` : '');
  const sized = (slicing: string, more = ''): string =>
    choices.chance(4) ? '' : ` @listSize(${assumed()}slicingArguments: [${slicing}]${more})`;
  return [
    `  leaf(by: Int${byDefault('5')}${cost(3)}, in: In${byDefault('{ a: 1, b: [{}] }')}${cost(3)}): Leaf${cost(3)}`,
    `  one: ${returns['one']}${cost(3)}${choices.chance(4) ? ` @listSize(assumedSize: ${choices.next(4)}, sizedFields: [${choices.of(BELOW_ONE)}])` : ''}`,
    `  any: ${returns['any']}${cost(3)}`,
    `  many(first: Int${byDefault('2')}, last: Int${cost(4)}, ids: [Int!]${byDefault('6')}): [${returns['many']}]${cost(3)}${sized('"first", "last", "ids"', choices.chance(4) ? ', sizedFields: ["many"]' : '')}`,
    `  grid(in: In${byDefault('{ a: 3 }')}): [[${returns['grid']}]]${cost(3)}${sized(choices.of(['"in.a"', '"in.c.a"', '"in.b"']))}`,
    `  page(first: Int${byDefault('3')}, last: Int): Page${cost(3)}${sized('"first"', `, sizedFields: [${choices.of(BELOW_PAGE)}]`)}${sized('"last"', `, sizedFields: [${choices.of(BELOW_PAGE)}]`)}`,
    `  ship: Leaf${cost(3)} @join__field(requires: "${choices.of(REQUIRED)}")`,
    `  haul: Leaf${cost(3)} @join__field(requires: "${choices.of(REQUIRED)}")`,
  ].join('\n');
}

// --- the operation ------------------------------------------------------------------------------------------------

/** Fragments by the type they are on; each may spread those after it. */
const FRAGMENTS = ['Node', 'A', 'B', 'Any', 'Node'] as const;
const MAX_DEPTH = 3;

function randomOperation(choices: Choices, returns: Returns): string {
  const body = randomSet({ choices, returns, left: 14 }, 'Query', 0, 0);
  const fragments = FRAGMENTS.map(
    (type, at) => `fragment F${at} on ${type} ${randomSet({ choices, returns, left: 4 }, type, MAX_DEPTH - 1, at + 1)}`,
  );
  const used = new Set<string>();
  let text = body;
  for (const [at, fragment] of fragments.entries()) if (text.includes(`...F${at}`)) text += `\n${fragment}`;
  for (const [name] of text.matchAll(/\$\w+/g)) used.add(name);
  const declared = [
    ...(['n', 'm'] as const).map(
      (name) => `$${name}: Int${choices.chance(3) ? ` = ${choices.of(VARIABLES[name])}` : ''}`,
    ),
    `$in: In${choices.chance(3) ? ' = { a: 2 }' : ''}`,
    ...BOOLEANS.map((name) => `$${name}: Boolean!`),
  ].filter((each) => used.has(each.split(':')[0] ?? ''));
  return `query${declared.length === 0 ? '' : ` (${declared.join(', ')})`} ${text}`;
}

function randomSet(maker: Maker, type: string, depth: number, from: number): string {
  const items = Array.from({ length: 1 + maker.choices.next(4) }, () => {
    maker.left -= 1;
    return maker.left < 0 ? '' : randomSelection(maker, type, depth, from);
  });
  const text = items.filter(Boolean).join(' ');
  return `{ ${text === '' ? '__typename' : text} }`;
}

/** The types that a fragment on a type can be on. */
const OVERLAPS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  Node: ['A', 'B', 'C', 'Node', 'Any'],
  Any: ['A', 'B', 'Node', 'Any'],
  A: ['A', 'Node', 'Any'],
  B: ['B', 'Node', 'Any'],
  C: ['C', 'Node'],
};

function randomSelection(maker: Maker, type: string, depth: number, from: number): string {
  const { choices } = maker;
  const conditions = randomConditions(choices);
  const overlaps = OVERLAPS[type];
  if (overlaps !== undefined && (type === 'Any' || choices.chance(3))) {
    const [first, ...rest] = FRAGMENTS.flatMap((on, at) => (at >= from && overlaps.includes(on) ? [at] : []));
    if (first !== undefined && choices.chance(2)) return `...F${choices.of([first, ...rest])}${conditions}`;
    if (choices.chance(4)) return `...${conditions} ${randomSet(maker, type, depth, from)}`;
    const on = choices.of(overlaps);
    return `... on ${on}${conditions} ${randomSet(maker, on, depth, from)}`;
  }
  if (depth >= MAX_DEPTH || choices.chance(3))
    return `${type === 'Page' ? 'total' : randomCall(choices, choices.of(['leaf', 'leaf', 'ship', 'haul']))}${conditions}`;
  const name = type === 'Page' ? 'items' : choices.of(['one', 'any', 'many', 'grid', 'page', 'many']);
  const returned = maker.returns[type]?.[name] ?? '';
  return `${randomCall(choices, name)}${conditions} ${randomSet(maker, returned, depth + 1, from)}`;
}

/** A field with an alias that tells its arguments, and now and then a second name of it. */
function randomCall(choices: Choices, name: string): string {
  const options = ARGUMENTS[name] ?? [''];
  const at = choices.chance(2) ? choices.next(options.length) : 0;
  const given = options[at] ?? '';
  const again = choices.chance(6) ? 'again_' : '';
  const alias = again === '' && at === 0 ? '' : `${again}${name}${at}: `;
  return `${alias}${name}${given === '' ? '' : `(${given})`}${choices.chance(8) ? ` @tax${choices.of(['', '(rate: 2)', '(on: { a: 1 })'])}` : ''}`;
}

function randomConditions(choices: Choices): string {
  if (!choices.chance(4)) return '';
  const condition = (): string =>
    ` @${choices.of(['include', 'skip'])}(if: ${choices.of(['$x', '$y', '$z', '$x', 'true', 'false'])})`;
  const first = condition();
  const second = choices.chance(6) ? condition() : '';
  return second.slice(0, 4) === first.slice(0, 4) ? first : first + second;
}
