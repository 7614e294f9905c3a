import { expect, it } from 'vitest';

import { diagnose } from '../../../src/lab/diagnosis/diagnose.ts';
import type { Route } from '../../../src/model/route.ts';
import type { Session, Text } from '../../../src/model/session.ts';
import { FAST, route } from '../../support/lab.ts';

const SESSION: Session = { setup: [], cookies: [], headers: [], localStorage: [], basicAuth: null };

/** Whether a visit to the route is filmed where pictures are asked for. */
async function isFilmed(of: Partial<Route>, isAsked = true): Promise<boolean | undefined> {
  let filmed: boolean | undefined;
  const lab: Parameters<typeof diagnose>[0] = {
    visit: async (_, _condition, _deploy, { diagnose: diagnosing }) => {
      filmed = diagnosing.isFilmed;
      expect(diagnosing.hasShiftPictures).toBe(filmed);
      return { status: 'failed', code: 'timeout', reason: 'it is no lab' };
    },
  };
  const deploy = { url: 'http://127.0.0.1:1' };
  await diagnose(lab, { ...route('/'), ...of }, FAST, deploy, {
    side: 'head',
    isFilmed: isAsked,
    hasShiftPictures: true,
  });
  return filmed;
}

/** The same of a route that types a text. */
function isFilmedWith(text: Text): Promise<boolean | undefined> {
  return isFilmed({ interactions: [{ action: 'type', selector: null, text }] });
}

it('is filmed only where it is asked for', async () => {
  expect(await isFilmed({})).toBe(true);
  expect(await isFilmed({}, false)).toBe(false);
});

it('is never filmed where the visitor has a session', async () => {
  expect(await isFilmed({ session: SESSION })).toBe(false);
});

it('is never filmed where a secret is typed', async () => {
  expect(await isFilmedWith({ secret: 'PASSWORD' })).toBe(false);
  expect(await isFilmedWith('shoes')).toBe(true);
});
