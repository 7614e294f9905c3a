import { posix } from 'node:path';

import { GateError } from '../errors.ts';
import { quote } from '../source/diagnostic.ts';
import type { Checkout } from './detect/checkout.ts';
import { isBroken } from './detect/manifest.ts';

/** Manifests that are looked at. */
const MOST = 50;

/** That no site was recognised, with the manifest that may be why. */
export async function noSite({ files, read }: Checkout): Promise<GateError> {
  for (const file of files.filter((each) => posix.basename(each) === 'package.json').slice(0, MOST))
    if (isBroken(await read(file))) return new GateError('init-no-site', { broken: quote(file) });
  return new GateError('init-no-site', { broken: '' });
}
