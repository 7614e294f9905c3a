import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface CopyProps {
  /** What the button says: `Copy the command`. */
  readonly label: string;
  readonly text: string;
}

/** Copies a text. Where the page may not (a sandbox, a permission) the text is shown, selected, to be copied by hand. */
export function CopyButton({ label, text }: CopyProps): VNode {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = async (): Promise<void> => {
    setOutcome((await isCopied(text)) ? 'copied' : 'refused');
  };
  useLayoutEffect(() => field.current?.select(), [outcome]);
  return (
    <span class="copy">
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">{outcome === 'copied' ? ' Copied.' : ''}</span>
      {outcome === 'refused' && (
        <label>
          This page may not write to the clipboard. Copy from here:
          <textarea ref={field} readOnly rows={Math.min(12, text.split('\n').length + 1)} value={text} />
        </label>
      )}
    </span>
  );
}

async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
