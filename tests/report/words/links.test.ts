import { describe, expect, test } from 'vitest';

import { commitLink, rangeLink } from '../../../src/report/words/commit-link.ts';
import { fileLink } from '../../../src/report/words/links.ts';
import { inMarkdown } from '../../../src/report/words/phrase.ts';
import { BASE_SHA, gateReport, HEAD_SHA } from '../factories.ts';

const report = gateReport();
const { repositoryUrl: _, ...unknown } = report;
const URL_OF_FILE = `https://github.com/acme/shop/blob/${HEAD_SHA}`;

function file(where: string, folder: string | undefined = ''): string {
  return inMarkdown([fileLink(where, folder, report)]);
}

describe('a link into the repository', () => {
  test('leads to a commit, a line at head, and what lies between the commits', () => {
    expect(inMarkdown([commitLink(HEAD_SHA, report)])).toBe(
      `[\`9f8e7d6\`](https://github.com/acme/shop/commit/${HEAD_SHA})`,
    );
    expect(file('src/a.graphql:12:5', 'apps/web')).toBe(
      `[\`src/a.graphql:12:5\`](${URL_OF_FILE}/apps/web/src/a.graphql#L12)`,
    );
    expect(inMarkdown([rangeLink('7 commits', report)])).toBe(
      `[7 commits](https://github.com/acme/shop/compare/${BASE_SHA}...${HEAD_SHA})`,
    );
  });

  test('is not made where the repository, the commit or the folder is not known', () => {
    expect(inMarkdown([commitLink(HEAD_SHA, {})])).toBe('`9f8e7d6`');
    expect(inMarkdown([commitLink('release-candidate', report)])).toBe('`release-candidate`');
    expect(inMarkdown([commitLink('](https://evil.example)', report)])).toBe('`](https://evil.example)`');
    expect(inMarkdown([rangeLink('7 commits', unknown)])).toBe('7 commits');
    expect(inMarkdown([fileLink('a.graphql:1', undefined, report)])).toBe('`a.graphql:1`');
    expect(file('a.graphql')).toBe('`a.graphql`');
  });

  test.each(['../../../issues/1:3', '/etc/passwd:3', 'a/../../b:3'])(
    'never leaves the files of the commit: %s',
    (where) => {
      expect(file(where)).toBe(`\`${where}\``);
    },
  );

  test('cannot be ended by the name of a file', () => {
    expect(file('a)b [x](y) #1?q.graphql:3')).toContain(
      `(${URL_OF_FILE}/a%29b%20%5Bx%5D%28y%29%20%231%3Fq.graphql#L3)`,
    );
  });
});
