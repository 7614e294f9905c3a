import type { VNode } from 'preact';

import { jsonNumber } from '../../../model/breakdown.ts';
import { listed, type Phrase } from '../../../report/words/pieces.ts';
import type { PageData } from '../../data/page-data.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { DownloadButton } from '../parts/download-button.tsx';
import { Words } from '../parts/words.tsx';
import type { SectionProps } from './registry.ts';

/** How to repeat the run, and its numbers as files. */
export function DataSection({ data }: SectionProps): VNode {
  const { report, findings, samples } = data;
  const markdown = findings.map((finding) => finding.markdown).join('\n');
  return (
    <>
      <pre class="command" tabIndex={0}>
        <code>{report.reproduce}</code>
      </pre>
      <p class="buttons">
        <CopyButton label="Copy the command" text={report.reproduce} />
        {markdown !== '' && <CopyButton label="Copy the findings as Markdown" text={markdown} />}
      </p>
      <p class="buttons">
        <DownloadButton label="Download the result" name="result.json" {...json(report.result)} />
        {samples.length > 0 && <DownloadButton label="Download the samples" name="samples.json" {...json(samples)} />}
      </p>
      <p class="soft">
        A viewer may refuse downloads. The output folder of the run has <Words phrase={filesOf(data)} />.
      </p>
    </>
  );
}

/** The page has the samples in another form, and of diagnostic visits what it draws: the folder has them as recorded. */
function filesOf({ samples, outline }: PageData): Phrase {
  return listed([
    ['the result in `result.json`'],
    ...(samples.length > 0 ? [['every visit in `samples.ndjson`']] : []),
    ...(outline.some(({ section }) => section === 'why') ? [['every diagnostic visit in `diagnostics/`']] : []),
  ]);
}

/** As result.json has them: JSON has no number without bound. */
function json(value: unknown): { readonly type: string; readonly content: () => string } {
  const content = (): string =>
    JSON.stringify(value, (_, item: unknown) => (typeof item === 'number' ? jsonNumber(item) : item), 2);
  return { type: 'application/json', content };
}
