import type { VNode } from 'preact';

import { State } from './state.tsx';

interface CopyProps {
  /** What the button says: `Copy the command`. */
  readonly label: string;
  readonly text: string;
}

/** Copies a text. Where the page may not (a sandbox, a permission) the text is shown, selected, to be copied by hand. */
export function CopyButton({ label, text }: CopyProps): VNode {
  return (
    <State<Outcome> initial={null}>
      {(outcome, setOutcome) => (
        <span class="copy">
          <button type="button" onClick={() => void copied(text).then(setOutcome)}>
            {label}
          </button>
          <span role="status">{outcome === 'copied' ? ' Copied.' : ''}</span>
          {outcome === 'refused' && (
            <label>
              This page may not write to the clipboard. Copy from here:
              <textarea ref={select} readOnly rows={Math.min(12, text.split('\n').length + 1)} value={text} />
            </label>
          )}
        </span>
      )}
    </State>
  );
}

function select(field: HTMLTextAreaElement | null): void {
  field?.select();
}

type Outcome = 'copied' | 'refused' | null;

async function copied(text: string): Promise<Outcome> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'refused';
  }
}
