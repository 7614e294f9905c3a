/**
 * `node scripts/release-notes.ts vX.Y.Z`: prints the section of a version in CHANGELOG.md. Exits 1 if it is missing, or
 * if package.json has another version. Needs no installed packages.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { notesOf } from './changelog.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const [tag = ''] = process.argv.slice(2);
const version = tag.replace(/^v/, '');
const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
const notes = notesOf(version, readFileSync(path.join(ROOT, 'CHANGELOG.md'), 'utf8'));

if (!/^v\d+\.\d+\.\d+$/.test(tag)) fail(`The tag must be vX.Y.Z, not "${tag}".`);
else if (manifest.version !== version) fail(`package.json has version ${manifest.version}, and the tag is ${tag}.`);
else if (notes === null || notes === '')
  fail(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD" with entries.`);
else console.log(notes);

function fail(reason: string): void {
  console.error(`error: ${reason}`);
  process.exitCode = 1;
}
