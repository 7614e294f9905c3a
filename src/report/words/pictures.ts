import type { KnownCause } from '../../model/cause.ts';
import { joined, name, type Phrase } from './phrase.ts';

/** Where the pictures of shifts are, each once; empty where there are none. */
export function picturePhrases(causes: readonly Pick<KnownCause, 'pictures'>[]): Phrase[] {
  const distinct = new Map(causes.map(({ pictures }) => [JSON.stringify(pictures), pictures]));
  return [...distinct.values()].flatMap((pictures): Phrase[] => {
    const { before = null, after = null } = pictures ?? {};
    const files = [filePhrase('before', before), filePhrase('after', after)].filter((phrase) => phrase.length > 0);
    return files.length === 0 ? [] : [['Pictures of the shift, in the output folder: ', ...joined(files, ', ')]];
  });
}

/** before `diagnostics/home-mobile-shift-1-before.webp` */
function filePhrase(when: string, file: string | null): Phrase {
  return file === null ? [] : [`${when} `, name(`diagnostics/${file}`)];
}
