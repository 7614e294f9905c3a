import { CORES_FOR_TWO_LANES } from '../../model/lanes.ts';
import { placeIn } from '../../source/positions.ts';
import type { ConfigInput } from '../schema.ts';
import type { PlacedFile } from './waiver-warnings.ts';

/** Two lanes that are asked for on a machine where they cost more than they give. */
export function laneWarnings({ file, source }: PlacedFile, { lanes }: ConfigInput, cores: number): string[] {
  if (lanes !== 2 || cores >= CORES_FOR_TWO_LANES) return [];
  const machine = cores === 1 ? 'one core' : `${cores} cores`;
  const measured = 'On two cores LCP varied by 7.2 % instead of 2.8 %, and was 8 to 10 % longer.';
  const todo = 'Write lanes: auto, or compare with vitals-gate calibrate --lanes 1,2.';
  return [
    `${placeIn(file, source.position(['lanes'], 'key'))}: two lanes on ${machine} disturb each other. ${measured} ${todo}`,
  ];
}
