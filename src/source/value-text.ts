import { Document, isMap, isPair, visit } from 'yaml';

/** A value as YAML lines, with what has no maps in it on one. */
export function linesOf(value: unknown): string {
  return yamlOf(value, false);
}

/** A value on one line: as JSON in a file that is JSON, which is also YAML, else as YAML. */
export function oneLineOf(value: unknown, file: string): string {
  // A line break in a string is written as an escape, so all others are between tokens.
  return isJson(file) ? JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ') : yamlOf(value, true);
}

export function isJson(file: string): boolean {
  try {
    JSON.parse(file);
    return true;
  } catch {
    return false;
  }
}

function yamlOf(value: unknown, isFlow: boolean): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_key, node) => {
      const isOuter = node === document.contents || node.items.some((item) => isPair(item) && isMap(item.value));
      node.flow = isFlow || !isOuter;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}
