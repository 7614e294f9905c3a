import type { MainStory } from '../gate/history/story.ts';
import { count } from '../report/words/format.ts';
import { inMarkdown, inText, prose, type Phrase } from '../report/words/phrase.ts';

/** What main has become over time, for the log and for the job summary. */
interface ToldMain {
  readonly lines: readonly string[];
  /** Markdown that follows the report; empty if there is nothing to say. */
  readonly summary: string;
}

export function tellMain(story: MainStory | undefined): ToldMain {
  if (story === undefined) return { lines: [], summary: '' };
  const { alarms, warnings, commits, breaks } = story;
  const isCalm = alarms.length === 0 && commits !== null;
  const calm: Phrase[] = isCalm ? [[`No drift was found in ${count(commits, 'measured commit')}.`]] : [];
  const blocked: Phrase[] = breaks ? [['A creep budget that blocks is exceeded, so the job fails.']] : [];
  const phrases = [...alarms, ...blocked, ...warnings.map((each): Phrase => [prose(each)])];
  const items = [...phrases, ...calm].map((phrase) => `- ${inMarkdown(phrase)}\n`);
  return { lines: phrases.map(inText), summary: `\n### The default branch over time\n\n${items.join('')}` };
}
