import { keyOf, type Place } from '../../../model/place.ts';

/** Whether an item is about this route under this condition; none is where there is no place. */
export function isAt(place: Place | null): (item: Place) => boolean {
  const key = place === null ? null : keyOf(place);
  return (item) => keyOf(item) === key;
}
