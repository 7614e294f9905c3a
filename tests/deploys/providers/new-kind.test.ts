import { expect, test } from 'vitest';

import { compileErrors } from '../../support/compile-errors.ts';

const FILES = ['config/load.ts', 'deploys/deploys.ts'];

test('a provider that is listed without its parts does not compile, at each place that needs one', async () => {
  const errors = await compileErrors({
    file: 'model/config.ts',
    declaration: 'interface DeploySources { readonly docker: { readonly image: string } }',
    files: FILES,
  });
  expect(errors.map((error) => error.split(': ').slice(0, 2).join(': '))).toEqual([
    'config/deploys/providers/registry.ts: TS2741',
    'deploys/providers/registry.ts: TS2741',
  ]);
  expect(errors.join('\n')).toContain("Property 'docker' is missing");
});
