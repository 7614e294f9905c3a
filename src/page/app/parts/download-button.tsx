import type { VNode } from 'preact';

interface DownloadProps {
  readonly label: string;
  /** Of the file. */
  readonly name: string;
  readonly type: string;
  /** Made when it is asked for: it may be megabytes. */
  readonly content: () => string;
}

/** Hands out a file that is made here: nothing is requested. A sandbox may refuse it without a word. */
export function DownloadButton({ label, name, type, content }: DownloadProps): VNode {
  const download = (): void => {
    const url = URL.createObjectURL(new Blob([content()], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    // The browser has read the address by then.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };
  return (
    <button type="button" onClick={download}>
      {label}
    </button>
  );
}
