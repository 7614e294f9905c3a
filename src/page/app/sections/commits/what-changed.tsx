import type { VNode } from 'preact';

import type { Changes, Manifest } from '../../../../model/attribution.ts';
import type { GateReport } from '../../../../model/report.ts';
import { commitLink, rangeLink } from '../../../../report/words/commit-link.ts';
import { count } from '../../../../report/words/format.ts';
import type { Phrase } from '../../../../report/words/pieces.ts';
import { Words } from '../../parts/words.tsx';

interface WhatChangedProps {
  readonly manifest: Manifest;
  readonly report: GateReport;
}

/** The files, the packages and the owners of the change, and of each culprit alone. */
export function WhatChanged({ manifest, report }: WhatChangedProps): VNode {
  return (
    <>
      {manifest.culprits.map((culprit) => (
        <ChangeList key={culprit.sha} title={['In ', commitLink(culprit.sha, report)]} changes={culprit} />
      ))}
      <ChangeList title={['In ', rangeLink('all commits from base to head', report)]} changes={manifest} />
    </>
  );
}

/** In a large repository that is everything. */
const MOST_ITEMS = 200;

function ChangeList({ title, changes }: { readonly title: Phrase; readonly changes: Changes }): VNode {
  const { files, packages, owners } = changes;
  return (
    <>
      <p>
        <Words phrase={title} />: {count(files.length, 'file')}, {count(packages.length, 'package')}
        {owners.length > 0 && `; owners: ${owners.slice(0, MOST_ITEMS).join(', ')}`}
      </p>
      <ItemList
        title="Packages"
        items={packages.map(({ name, from, to }) => `${name} ${from ?? '(none)'} → ${to ?? '(none)'}`)}
      />
      <ItemList title="Files" items={files} />
    </>
  );
}

function ItemList({ title, items }: { readonly title: string; readonly items: readonly string[] }): VNode | null {
  if (items.length === 0) return null;
  return (
    <details class="numbers">
      <summary>{title}</summary>
      <ul>
        {items.slice(0, MOST_ITEMS).map((item) => (
          <li key={item}>
            <code>{item}</code>
          </li>
        ))}
        {items.length > MOST_ITEMS && <li>and {items.length - MOST_ITEMS} more</li>}
      </ul>
    </details>
  );
}
