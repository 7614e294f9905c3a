const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** Tries every plan of the van, in each render. */
export function deliveryDay(count) {
  let best = 0;
  for (let plan = 0; plan < 6_000_000; plan += 1) best = (best * 31 + plan + count) % 1_000_003;
  return DAYS[best % DAYS.length];
}
