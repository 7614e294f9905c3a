import type { VNode } from 'preact';

import type { DiagnosticVisit } from '../../../model/diagnosis.ts';
import { quantity } from '../../../report/words/format.ts';
import { Picture } from '../parts/picture.tsx';

type Shift = DiagnosticVisit['shifts'][number];

/** The shifts of which there are pictures: the page before and after each. */
export function Shifts({ visit: { shifts } }: { readonly visit: DiagnosticVisit }): VNode {
  return (
    <>
      {shifts.map((shift, index) => (
        <ShiftPictures key={index} shift={shift} />
      ))}
    </>
  );
}

function ShiftPictures({ shift: { value, atMs, moved, pictures } }: { readonly shift: Shift }): VNode | null {
  if (pictures.before === null && pictures.after === null) return null;
  const what = moved[0]?.selector ?? 'content';
  return (
    <figure class="shift">
      <figcaption>
        After {quantity(atMs, 'ms')} <code>{what}</code> moves: {quantity(value, 'score')}
      </figcaption>
      <div class="pair">
        {pictures.before !== null && <Picture name={pictures.before} alt={`The page before ${what} moves`} />}
        {pictures.after !== null && <Picture name={pictures.after} alt={`The page after ${what} moved`} />}
      </div>
    </figure>
  );
}
