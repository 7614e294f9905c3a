import { assumptions } from './appendix/assumptions.ts';
import { curve } from './appendix/curve.ts';
import { deploys } from './appendix/deploys.ts';
import { coverage, diagnostics, sensitivity } from './appendix/diagnostics.ts';
import { dora } from './appendix/dora.ts';
import { design } from './appendix/experiments.ts';
import { interruptions, power } from './appendix/memos.ts';
import { sql } from './appendix/sql.ts';
import type { PacketContent } from './content.ts';
import { firstPage } from './first-page.ts';
import type { Packet } from './sheet.ts';

/** The packet: page one, and the appendix. Every number of it is from one of the files. */
export function packetOf(content: PacketContent): Packet {
  const sections = [
    assumptions(content),
    ...design(content),
    ...power(content),
    diagnostics(content),
    sensitivity(content),
    curve(content),
    coverage(content),
    ...interruptions(content),
    deploys(content),
    dora(content),
    ...sql(content),
  ];
  return { ...firstPage(content), files: filesOf(content), appendix: sections.filter((section) => section !== null) };
}

function filesOf({
  price,
  experiments,
  powers,
  interruptions: its,
  deploys: steps,
  delivery,
  sensitivity: e,
}: PacketContent) {
  const sources = [price, ...experiments, ...powers, ...its, steps, delivery, e];
  return sources.flatMap((source) => (source === null ? [] : [source.file]));
}
