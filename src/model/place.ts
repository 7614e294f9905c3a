/** A route under a condition. */
export interface Place {
  readonly route: string;
  readonly condition: string;
}

/** One text per place, for maps. */
export function keyOf({ route, condition }: Place): string {
  return JSON.stringify([route, condition]);
}
