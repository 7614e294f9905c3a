import type { VNode } from 'preact';

import { pictureId } from '../../data/pictures.ts';

interface PictureProps {
  /** Of a file beside the record. */
  readonly name: string;
  /** What it shows. */
  readonly alt: string;
}

/** A picture that the page holds; a browser decodes it when a reader comes to it. Pictures beyond the page's limit are not held. */
export function Picture({ name, alt }: PictureProps): VNode {
  const template = document.getElementById(pictureId(name));
  if (!(template instanceof HTMLTemplateElement)) return <p class="picture soft">not in this page</p>;
  return (
    <div class="picture">
      <img src={`data:image/webp;base64,${template.content.textContent}`} alt={alt} decoding="async" />
    </div>
  );
}
