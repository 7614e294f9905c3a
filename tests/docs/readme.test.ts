import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { errorRates, fill, inputsAndOutputs, withTables } from '../../scripts/readme-tables.ts';

const read = (file: string): string => readFileSync(path.resolve(import.meta.dirname, '../..', file), 'utf8');

test('the tables of the README are those of action.yml and of the error rates: if not, run `npm run docs:readme`', () => {
  expect(read('README.md')).toBe(withTables(read('README.md'), read));
});

test('the README has what a reader looks for, in order', () => {
  const titles = [...read('README.md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    'Quick start',
    'What you see',
    'How it decides',
    'Configuration by example',
    'Forks',
    'Security',
    'Limits',
    'Troubleshooting',
    'Main over time',
    'What visitors measure',
    'Command line',
    'Versions',
    'Documentation',
    'Project',
  ]);
});

describe('a generated table', () => {
  test('has a row for each input and output', () => {
    const tables = inputsAndOutputs(
      `inputs:\n  config:\n    description: 'A file.'\noutputs:\n  verdict:\n    description: pass or fail.\n`,
    );
    expect(tables).toBe(
      '| input | meaning |\n|---|---|\n| `config` | A file. |\n\n| output | meaning |\n|---|---|\n| `verdict` | pass or fail. |',
    );
  });

  test('of error rates leaves the pairs out', () => {
    const row = '| **us** | 0.03 % | 15.2 | 82.3 % | 20.6 | 98.9 % | 12.4 |';
    const page = `### Beside other rules: typical\n\n| rule | red | pairs | ten | pairs | twenty | pairs |\n| --- | --: | --: | --: | --: | --: | --: |\n${row}\n\n### Bounds\n`;
    expect(errorRates(page)).toBe(
      '| rule | red | ten | twenty |\n| --- | --: | --: | --: |\n| **us** | 0.03 % | 82.3 % | 98.9 % |',
    );
    expect(() => errorRates('')).toThrow('has no table');
  });

  test('cannot be written where its markers are missing', () => {
    expect(() => fill('# A page', 'inputs and outputs', '')).toThrow('does not have the markers');
  });
});
