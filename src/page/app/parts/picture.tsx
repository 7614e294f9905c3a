import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { pictureId } from '../../data/pictures.ts';

interface PictureProps {
  /** Of a file beside the record. */
  readonly name: string;
  /** What it shows. */
  readonly alt: string;
}

/** A picture that the page holds, decoded when a reader comes near it. Nothing where the page does not hold it. */
export function Picture({ name, alt }: PictureProps): VNode | null {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
    }, NEAR);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const base64 = contentOf(name);
  if (base64 === null) return null;
  return (
    <div class="picture" ref={place}>
      {isNear && <img src={`data:image/webp;base64,${base64}`} alt={alt} decoding="async" />}
    </div>
  );
}

const NEAR = { rootMargin: '300px' };

function contentOf(name: string): string | null {
  const template = document.getElementById(pictureId(name));
  return template instanceof HTMLTemplateElement ? template.content.textContent : null;
}
