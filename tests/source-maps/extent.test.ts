import { describe, expect, it } from 'vitest';

import { extentOf } from '../../src/source-maps/extent.ts';

/** Where a mark stands in a text, and the text without it. */
function marked(text: string): { text: string; at: { line: number; column: number } } {
  const [before = ''] = text.split('¦', 1);
  const lines = before.split('\n');
  return { text: text.replace('¦', ''), at: { line: lines.length, column: (lines.at(-1) ?? '').length + 1 } };
}

describe('the lines that a position stands for', () => {
  it.each([
    [
      'a function',
      'a.ts',
      true,
      'let a;\nfunction ¦add(b = {}) {\n  for (;;) {\n  }\n  return "}";\n}\nlet c;',
      [2, 6],
    ],
    ['a method', 'a.ts', true, 'class A {\n  ¦add(): void {\n    x();\n  }\n  other() {\n  }\n}', [2, 4]],
    ['an arrow function', 'a.tsx', true, 'const add = ¦(event) => {\n  // }\n  x(`}`);\n};\nfunction b() {}', [1, 4]],
    ['an arrow function without braces', 'a.js', true, 'const add = ¦(event) => x(event);\nfunction b() {\n}', [1, 1]],
    ['a call', 'a.js', false, 'function a() {\n  let b;\n  ¦fetch(b);\n}\n', [1, 4]],
    ['a call at the top', 'a.js', false, 'let b;\n¦fetch(b);\n', [2, 2]],
    ['a tag of JSX', 'a.tsx', false, 'return (\n  ¦<img\n    loading="lazy"\n    onLoad={() => a()}\n  />\n);', [2, 5]],
    [
      'a property of a style rule',
      'a.css',
      false,
      'a {}\n@font-face {\n  src: ¦url(a.woff2);\n  font-display: block;\n}\n',
      [2, 5],
    ],
    ['an attribute of a tag', 'a.html', false, '<p>\n<img\n  src="¦a.png"\n  loading="lazy">\n<p>', [2, 4]],
    [
      'a function of an inline script',
      'a.html',
      true,
      '<script>\nlet a = b < c;\n¦function add() {\n  x();\n}\n</script>\n',
      [3, 5],
    ],
    [
      'a call in an inline script',
      'a.html',
      false,
      '<script type="module">\nfor (let i = 0; i < 3; i += 1) {\n  ¦x();\n}\nif (a > b) y();\n</script>',
      [2, 4],
    ],
    ['a rule of inline styles', 'a.vue', false, '<style>\n.a {\n  color: ¦red;\n}\n.b {}\n</style>\n', [2, 4]],
    ['a tag after a script', 'a.html', false, '<script>\nlet a;\n</script>\n<img\n  ¦src="a.png">\n', [4, 5]],
    ['text of a document', 'a.html', false, '<p>\n</p>\na¦b\n', [3, 3]],
    ['a brace that is not closed', 'a.js', false, 'function a() {\n  ¦fetch();\n', [2, 2]],
    ['what is beyond the text', 'a.js', false, 'a', [1, 1]],
  ] as const)('of %s', (_, file, isFunction, source, [first, last]) => {
    const { text, at } = marked(source);
    expect(extentOf(file, text, at, isFunction)).toEqual({ first, last });
  });

  it('is the line alone where the block is long', () => {
    const { text, at } = marked(`function ¦a() {${'\n'.repeat(300)}}`);
    expect(extentOf('a.js', text, at, true)).toEqual({ first: 1, last: 1 });
  });
});
