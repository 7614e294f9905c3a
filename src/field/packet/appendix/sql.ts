import type { PacketContent } from '../content.ts';
import type { Section } from '../sheet.ts';

/** The queries behind the files, a section for each file. */
export function sql({ price, experiments, powers, interruptions }: PacketContent): Section[] {
  return [price, ...experiments, ...powers, ...interruptions].flatMap(({ file, content }) =>
    content.sql.length === 0
      ? []
      : [{ title: `Queries of ${file}`, blocks: content.sql.map((text) => ({ kind: 'code' as const, text })) }],
  );
}
