import { fact, grown, subjectOf, askedAtOnHead, type Context, type Finding } from './finding.ts';
import { bytesGrowth } from './transfer.ts';

/** A script of another site is new or has more bytes, where bytes are what counts; its work is told by `slowScripts`. */
export function thirdPartyBytes({ metric, pairs }: Context): Finding[] {
  if (metric !== 'bytes') return [];
  return pairs.flatMap((pair): Finding[] => {
    const [first] = pair.head;
    const growth = pair.kind === 'script' ? bytesGrowth(pair) : null;
    if (first === undefined || growth === null || !first.seen.isThirdParty(first.request.url)) return [];
    return [
      {
        id: 'third-party-script',
        amount: growth.amount,
        phases: [['bytes', 'script']],
        claims: [`request:${pair.key}`],
        facts: [pair.isNew ? fact('new', false, true) : grown('larger', growth)],
        places: askedAtOnHead(pair),
        subject: subjectOf(pair),
      },
    ];
  });
}
