import type { VNode } from 'preact';

import { pictureId } from '../../data/pictures.ts';

interface PictureProps {
  /** Of a file beside the record. */
  readonly name: string;
  /** What it shows. */
  readonly alt: string;
}

/** A picture that the page holds; a browser decodes it when a reader comes to it. Nothing where the page does not hold it. */
export function Picture({ name, alt }: PictureProps): VNode | null {
  const template = document.getElementById(pictureId(name));
  if (!(template instanceof HTMLTemplateElement)) return null;
  return (
    <div class="picture">
      <img src={`data:image/webp;base64,${template.content.textContent}`} alt={alt} decoding="async" />
    </div>
  );
}
