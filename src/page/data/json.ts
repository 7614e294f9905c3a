/** JSON of values with numbers without bound, which JSON itself does not have. */

interface Unbounded {
  readonly $number: 'Infinity' | '-Infinity';
}

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item === Infinity || item === -Infinity ? { $number: String(item) } : item,
  );
}

export function fromJson(json: string): unknown {
  return JSON.parse(json, (_, item: unknown) => (isUnbounded(item) ? Number(item.$number) : item));
}

function isUnbounded(item: unknown): item is Unbounded {
  return typeof item === 'object' && item !== null && '$number' in item && /^-?Infinity$/.test(String(item.$number));
}
