import { expect, test } from 'vitest';

import { environmentFor, isSecretName } from '../../src/system/environment.ts';

/** Names that builds are configured with, each with a word in it that says that its value is a secret. */
const SECRETS = [
  'VITE_API_TOKEN',
  'NEXT_PUBLIC_CLIENT_SECRET',
  'REACT_APP_PASSWORD',
  'GATSBY_PASSWD',
  'STORYBOOK_PASSPHRASE',
  'NEXT_PUBLIC_DB_PASS',
  'NUXT_PUBLIC_DB_PWD',
  'VITE_GITHUB_PAT',
  'NPM_CONFIG__AUTH',
  'PUBLIC_CREDENTIALS',
  'VITE_PRIVATE_URL',
  'VITE_APIKEY',
  'vite_api_key',
  'NPM_CONFIG_KEY',
];

test.each(SECRETS)('%s is a name that builds are configured with, and reaches none: it names a secret', (name) => {
  expect(environmentFor({ [name]: 's3cret' })).toEqual({});
  expect(isSecretName(name)).toBe(true);
});

test.each([
  'VITE_API_URL',
  'NEXT_PUBLIC_PASSENGERS',
  'NPM_CONFIG_REGISTRY',
  'NPM_CONFIG_KEYS',
  'NODE_OPTIONS',
  'https_proxy',
  'COREPACK_HOME',
  'PATH',
  'LC_ALL',
  'RUNNER_TRACKING_ID',
])('%s reaches the build: it names no secret', (name) => {
  expect(environmentFor({ [name]: 'value' })).toEqual({ [name]: 'value' });
  expect(isSecretName(name)).toBe(false);
});

test.each(['GITHUB_TOKEN', 'GITHUB_SHA', 'INPUT_GITHUB-TOKEN', 'ACTIONS_CACHE_URL', 'MY_VITE_URL', 'PATHS', 'SHOP'])(
  '%s reaches no build: it is not on the list',
  (name) => {
    expect(environmentFor({ [name]: 'value' })).toEqual({});
  },
);

test('what is added goes in whatever its name, before what the machine has', () => {
  expect(environmentFor({ CI: 'true', PATH: '/bin', HOME: undefined }, { PORT: '1', CI: '1' })).toEqual({
    CI: '1',
    PATH: '/bin',
    PORT: '1',
  });
});
