import { expect, test } from 'vitest';

import { judgeChrome, notStarted } from '../../../src/doctor/judge/chrome.ts';

const CHROME = { path: '/usr/bin/chromium', version: 'Chrome/156.0.1.2', unsandboxed: null };

test('a Chrome that starts is named with its version and place', () => {
  expect(judgeChrome(CHROME, true)).toEqual({
    status: 'ok',
    message: 'Chrome 156.0.1.2 at /usr/bin/chromium starts.',
    remedy: null,
  });
  expect(judgeChrome({ ...CHROME, unsandboxed: 'this is root' }, true)).toMatchObject({
    status: 'ok',
    message: 'Chrome 156.0.1.2 at /usr/bin/chromium starts, without its sandbox (this is root).',
  });
});

test('a Chrome that does not report soft navigations fails only where one is measured', () => {
  const old = { ...CHROME, version: 'Chrome/150.0.7000.0' };
  expect(judgeChrome({ ...CHROME, version: 'Chrome/151.0.1' }, true).status).toBe('ok');
  expect(judgeChrome(old, false)).toMatchObject({ status: 'warn', remedy: expect.stringContaining('151') });
  expect(judgeChrome(old, true)).toMatchObject({ status: 'fail', remedy: expect.stringContaining('CHROME_PATH') });
});

test('a Chrome that hangs is not blamed on a disk or a proxy', () => {
  const finding = notStarted(12_000);
  expect(finding).toMatchObject({ status: 'fail', message: 'Chrome does not start within 12 s.' });
  expect(finding.remedy).toContain('CHROME_PATH');
});
