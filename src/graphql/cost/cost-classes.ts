import type { FieldDefinition, InputDefinition } from './definitions.ts';

/** Numbers what costs alike, so that it is costed once. */
export interface CostClasses {
  readonly classOf: (field: Omit<FieldDefinition, 'coordinate' | 'costClass'>) => number;
  /** Of types, by their fields. */
  readonly shapeOf: (fields: readonly FieldDefinition[]) => number;
}

export function costClasses(): CostClasses {
  const classes = numbering();
  const shapes = numbering();
  return {
    classOf: ({ name, type, isList, weight, args, listSizes }) => {
      // Most fields have neither arguments nor sizes: theirs is a short key.
      const key = `${name} ${type} ${isList} ${weight}`;
      return classes(args.length + listSizes.length === 0 ? key : `${key} ${keyOf(args)} ${JSON.stringify(listSizes)}`);
    },
    shapeOf: (fields) => shapes(fields.map(({ costClass }) => costClass).join()),
  };
}

function numbering(): (key: string) => number {
  const numbers = new Map<string, number>();
  return (key) => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
}

/** JSON has no maps, which object values are. */
function keyOf(args: readonly InputDefinition[]): string {
  return JSON.stringify(args, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}
