import type { VNode } from 'preact';

import type { Phrase, Piece } from '../../../report/words/pieces.ts';

/** A sentence. Preact makes text of every string; addresses are those that the report makes, and only of the web. */
export function Words({ phrase }: { readonly phrase: Phrase }): VNode {
  return (
    <>
      {phrase.map((piece, index) => (
        <Word key={index} piece={piece} />
      ))}
    </>
  );
}

function Word({ piece }: { readonly piece: Piece }): VNode {
  if (typeof piece === 'string') return <OwnWords words={piece} />;
  if ('prose' in piece) return <>{piece.prose}</>;
  if ('strong' in piece)
    return (
      <strong>
        <Words phrase={piece.strong} />
      </strong>
    );
  const shown = 'words' in piece ? <>{piece.words}</> : <code>{piece.name}</code>;
  return piece.href === undefined ? shown : <WebLink href={piece.href}>{shown}</WebLink>;
}

/** The gate's own words have code between backticks. */
function OwnWords({ words }: { readonly words: string }): VNode {
  return <>{words.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>;
}

function WebLink({ href, children }: { readonly href: string; readonly children: VNode }): VNode {
  if (!/^https?:$/.test(URL.parse(href)?.protocol ?? '')) return children;
  return (
    <a href={href} rel="noreferrer">
      {children}
    </a>
  );
}
