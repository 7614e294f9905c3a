import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { causeOf, GateError } from '../../errors.ts';
import { findPacket } from '../../field/commands/packet.ts';
import type { PacketOptions } from '../../field/commands/packet-request.ts';
import { readSetup, type Place } from '../../field/commands/reading.ts';
import { packetHtml } from '../../field/packet/html.ts';
import { packetMarkdown } from '../../field/packet/markdown.ts';
import type { Inline, Packet } from '../../field/packet/sheet.ts';
import { writeWhole, type Content } from '../../record/whole-file.ts';
import { say, type Io } from '../io.ts';

/** `field packet`: says what was written; 3 if the data cannot answer. */
export async function runPacket(
  options: PacketOptions,
  io: Io,
  cwd = process.cwd(),
  now = new Date(),
): Promise<number> {
  const place: Place = { cwd, env: io.env, now };
  const { packet, files, notices, exitCode } = await findPacket(await readSetup(options, place), options, place);
  for (const notice of notices) say(io.stderr, `note: ${notice}\n`);
  const pages = [
    { file: 'packet.html', text: packetHtml(packet) },
    { file: 'packet.md', text: packetMarkdown(packet) },
  ];
  await write([...pages, ...files], options.out, cwd);
  const names = [...pages, ...files].map(({ file }) => file).join(', ');
  say(io.stdout, `${verdictOf(packet)}\nWritten to ${options.out}: ${names}.\n`);
  return exitCode;
}

/** The first headline, as a line. */
function verdictOf({ title, headlines: [headline] }: Packet): string {
  if (headline === undefined) return title;
  const { label, figure, words } = headline;
  const told = label === 'Not established' ? words : figure;
  return `${title}\n${label}: ${wordsOf(told)}`.trimEnd();
}

const wordsOf = (words: readonly Inline[]): string =>
  words.map((each) => (typeof each === 'string' ? each : each.text)).join('');

async function write(files: readonly { file: string; text: string }[], out: string, cwd: string): Promise<void> {
  const folder = resolve(cwd, out);
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const what = `${out} cannot be written: ${causeOf(cause)}.`;
    throw new GateError('usage', { what, todo: 'Name another folder with --out.' }, { cause });
  }
  await writeWhole(...files.map(({ file, text }): Content => [join(folder, file), text]));
}
