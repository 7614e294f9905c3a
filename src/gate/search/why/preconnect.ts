import type { FoundCause, FoundPlace } from '../../../model/cause.ts';
import type { DiagnosedCampaign } from './diagnose-campaign.ts';
import { earlyConnects } from './early-connects.ts';

/** Where documents of base had the browser connect early to the host that head needs a connection for. */
export function preconnectIn({ id, subject }: FoundCause, diagnosed: DiagnosedCampaign | null): FoundPlace[] {
  const host = URL.parse(subject.url ?? '')?.host;
  if (id !== 'connection-added' || host === undefined || diagnosed === null) return [];
  const documents = diagnosed.diagnosis.visits
    .filter(({ side }) => side === 'base')
    .flatMap(({ requests }) => requests.filter(({ kind }) => kind === 'document').map(({ url }) => url));
  return [...new Set(documents)].flatMap((url) => {
    const text = diagnosed.base.texts.get(url) ?? '';
    return earlyConnects(text, host).map((index): FoundPlace => {
      const before = text.slice(0, index).split('\n');
      const place = { url, line: before.length, column: (before.at(-1) ?? '').length + 1, functionName: '' };
      return { kind: 'gone', role: 'removed', place };
    });
  });
}
