/** Finished markup. Only `html` makes it, so that a text, wherever it comes from, is never taken for markup. */
export interface Html {
  readonly [MARKUP]: string;
}

/** What may stand in a template: text is escaped, lists are put together, null is nothing. */
export type Part = Html | string | number | null | readonly Part[];

/** Of the source: a page of a hundred routes need not have it. */
const INDENTATION = /\s*\n\s*/g;

const MARKUP = Symbol('markup');

/** Markup from a template. Attributes must be in double quotes: text between them is escaped as anywhere else. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((literal, index) => {
    const before = index === 0 ? '' : textOf(parts[index - 1] ?? null);
    return before + literal.replace(INDENTATION, '\n');
  });
  return { [MARKUP]: text.join('') };
}

/** The markup as text, for a file. */
export function markupOf(part: Html): string {
  return part[MARKUP];
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return MARKUP in part ? part[MARKUP] : part.map(textOf).join('');
}

/** The text as HTML, between tags and in quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'`\u2028\u2029]/g, (character) => `&#${character.charCodeAt(0)};`);
}
