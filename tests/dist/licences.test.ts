import { describe, expect, it } from 'vitest';

import { isAllowed } from '../../scripts/bundle/licences.ts';

describe('what may be bundled', () => {
  it('is what has a permissive licence, or offers one', () => {
    for (const licence of ['MIT', 'Apache-2.0', 'ISC', '(MIT OR GPL-3.0-only)', 'BSD-3-Clause AND MIT', 'MPL-2.0'])
      expect(isAllowed(licence), licence).toBe(true);
  });

  it('is nothing with a GPL, an unknown or no licence, or with terms a person must read', () => {
    const refused = [
      'GPL-3.0-only',
      'AGPL-3.0',
      'LGPL-2.1',
      'MIT AND GPL-2.0',
      'UNLICENSED',
      'SEE LICENSE IN X',
      'unknown',
      '',
    ];
    for (const licence of [...refused, '(MIT OR (GPL-2.0 AND ISC))']) expect(isAllowed(licence), licence).toBe(false);
  });
});
