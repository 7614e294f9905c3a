import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { DiagnosticVisit } from '../../src/model/diagnosis.ts';
import type { Pictures } from '../../src/page/document/pictures.ts';

type Stage = 'header' | 'text' | 'hero';

const STAGES: readonly Stage[] = ['header', 'text', 'hero'];

/** When each side shows them, ms; the last one is LCP. */
const SHOWN = { base: [212, 431, 920], head: [310, 455, 1320] } as const;

const nameOf = (side: keyof typeof SHOWN, number: number): string => `product-mobile-film-${side}-${number}.webp`;

/** The filmstrip of a phone, whose hero comes last. */
export function filmOf(side: keyof typeof SHOWN): NonNullable<DiagnosticVisit['filmstrip']> {
  const frames = SHOWN[side].map((atMs, index) => ({
    atMs,
    isLcp: index === STAGES.length - 1,
    picture: nameOf(side, index + 1),
  }));
  return { width: 160, height: 285, frames };
}

/** The pictures of both filmstrips. */
export function filmPictures(): Pictures {
  return new Map(
    STAGES.flatMap((stage, index) => {
      const picture = readFileSync(path.join(import.meta.dirname, 'film', `${stage}.webp`));
      return (['base', 'head'] as const).map((side) => [nameOf(side, index + 1), picture] as const);
    }),
  );
}
