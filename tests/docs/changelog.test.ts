import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { changelogFaults, notesOf } from '../../scripts/changelog.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

const GOOD = `# Changelog

## [Unreleased]

### Added

- A metric.

## [0.10.0] - 2026-11-26

### Fixed

- A number.

### Security

- A token.

## [0.9.1] - 2026-11-01

### Removed

- An input.

[Unreleased]: https://example.com/compare
[0.10.0]: https://example.com/0.10.0
`;

test('the changelog has the form of keepachangelog.com', () => {
  expect(changelogFaults(readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'))).toEqual([]);
});

describe('a changelog', () => {
  test('of that form has no faults', () => {
    expect(changelogFaults(GOOD)).toEqual([]);
  });

  test.each([
    ['has no title', '# Changelog\n', '# Changes\n', 'The first line'],
    [
      'does not begin with what is unreleased',
      '## [Unreleased]\n\n### Added\n\n- A metric.\n\n',
      '',
      'The first section',
    ],
    ['has a version without a date', ' - 2026-11-26', '', '"## [0.10.0]" is not'],
    ['has versions in another order', '0.9.1] - ', '0.10.1] - ', '0.10.1 does not stand below a newer version'],
    ['has a kind of its own', '### Fixed', '### Repaired', '"Repaired" in "## [0.10.0] - 2026-11-26" is not one of'],
    ['has a kind without an entry', '- A number.', 'A number.', '"Fixed" in "## [0.10.0] - 2026-11-26" lists nothing'],
  ])('that %s has a fault', (_what, from, to, fault) => {
    const broken = GOOD.replace(from, to);
    expect(broken).not.toBe(GOOD);
    expect(changelogFaults(broken)).toEqual([expect.stringContaining(fault)]);
  });
});

describe('the notes of a release', () => {
  test('are what stands under its version, without links and other versions', () => {
    expect(notesOf('0.10.0', GOOD)).toBe('### Fixed\n\n- A number.\n\n### Security\n\n- A token.');
    expect(notesOf('0.9.1', GOOD)).toBe('### Removed\n\n- An input.');
  });

  test('are missing for a version that the changelog does not have', () => {
    expect(notesOf('0.9.0', GOOD)).toBeNull();
    expect(notesOf('Unreleased', GOOD)).toBeNull();
  });
});
