import type { VNode } from 'preact';

import type { ToldCause } from '../../../data/why.ts';
import { Table } from '../../parts/table.tsx';
import { Words } from '../../parts/words.tsx';

/** The causes of a campaign, each with what it is known by. */
export function Causes({ causes }: { readonly causes: readonly ToldCause[] }): VNode {
  return (
    <ol class="causes">
      {causes.map((cause, index) => (
        <li key={index} class={cause.because ? 'because' : 'soft'}>
          <p>
            <Words phrase={cause.line} />
          </p>
          <Evidence cause={cause} />
        </li>
      ))}
    </ol>
  );
}

function Evidence({ cause: { id, facts, places, doc } }: { readonly cause: ToldCause }): VNode {
  return (
    <details class="numbers">
      <summary>Evidence</summary>
      {facts.length > 0 && (
        <Table
          caption={`What differs (${id})`}
          columns={['What', 'Base', 'Head']}
          rows={facts.map(({ what, base, head }) => [what, base, head])}
        />
      )}
      {places.length > 0 && (
        <ul>
          {places.map(({ role, at, excerpt }, index) => (
            <li key={index}>
              {role} <Words phrase={at} />
              {excerpt !== '' && (
                <>
                  {': '}
                  <code>{excerpt}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>
        How to fix it: <Words phrase={doc} />
      </p>
    </details>
  );
}
