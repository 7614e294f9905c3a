import { describe, expect, it } from 'vitest';

import { GateError } from '../../src/errors.ts';
import { allowedEnvironment } from '../../src/lab/browser/chrome.ts';
import { findChrome } from '../../src/lab/browser/chrome-path.ts';

describe('what Chrome sees of our environment', () => {
  it('is what a browser needs', () => {
    const env = {
      PATH: '/bin',
      HOME: '/root',
      LANG: 'C',
      LC_ALL: 'C',
      TZ: 'UTC',
      DISPLAY: ':0',
      XDG_RUNTIME_DIR: '/run',
    };
    expect(allowedEnvironment(env)).toEqual(env);
  });

  it('is no token, no input and nothing of the runner', () => {
    const env = {
      GITHUB_TOKEN: 'a',
      'INPUT_GITHUB-TOKEN': 'b',
      ACTIONS_RUNTIME_TOKEN: 'c',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'd',
      NODE_OPTIONS: '--inspect',
      AWS_SECRET_ACCESS_KEY: 'e',
      MY_PATH: 'f',
      HTTPS_PROXY: 'http://user:password@proxy',
    };
    expect(allowedEnvironment(env)).toEqual({});
  });
});

describe('finding Chrome', () => {
  it('takes no other one where the named one is missing', async () => {
    const looking = findChrome('/nowhere/chrome', process.env);
    await expect(looking).rejects.toBeInstanceOf(GateError);
    await expect(looking).rejects.toMatchObject({ code: 'chrome-not-found', exitCode: 3 });
  });

  it('prefers the named one to CHROME_PATH', async () => {
    expect(await findChrome(process.execPath, { CHROME_PATH: '/nowhere/chrome' })).toBe(process.execPath);
    expect(await findChrome(null, { CHROME_PATH: process.execPath })).toBe(process.execPath);
  });
});
