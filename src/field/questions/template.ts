/** What a name of a template stands for: text that is SQL already. */
export type Values = Readonly<Record<string, string>>;

const SECTION = /^ *-- each (\w+)(?:, joined by ([A-Z ]+))?\n([\s\S]*?)^ *-- end\n/gm;

/**
 * The text of a question with everything substituted. `{name}` is replaced once, by text that is not looked at again. Lines
 * between `-- each LIST` and `-- end` are repeated for each item of the list, whose values come before the common ones.
 */
export function fillTemplate(
  template: string,
  values: Values,
  lists: Readonly<Record<string, readonly Values[]>> = {},
) {
  let filled = '';
  let done = 0;
  for (const section of template.matchAll(SECTION)) {
    const [whole, list = '', joiner, body = ''] = section;
    filled += substitute(template.slice(done, section.index), values);
    filled += (lists[list] ?? [])
      .map((item, i) => substitute(body, { ...values, i: String(i), ...item }))
      .join(joiner === undefined ? '' : `  ${joiner}\n`);
    done = section.index + whole.length;
  }
  return filled + substitute(template.slice(done), values);
}

function substitute(text: string, values: Values): string {
  return text.replaceAll(/\{([a-z]\w*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the template has {${name}}, which nothing was given for`);
    return value;
  });
}
