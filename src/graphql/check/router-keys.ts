/** The keys of a router's `demand_control` that are read here, or that say nothing of what operations may cost. */
interface KnownKeys {
  readonly [key: string]: KnownKeys | null;
}

const LIMITS: KnownKeys = { max: null, list_size: null };
const KNOWN: KnownKeys = {
  enabled: null,
  mode: null,
  strategy: {
    static_estimated: {
      list_size: null,
      max: null,
      // How the router reckons what an answer cost, for its telemetry.
      actual_cost_mode: null,
      subgraph: { all: LIMITS, subgraphs: { '*': LIMITS } },
    },
  },
};

/** The paths of unknown keys, each down to its first unknown segment. */
export function unknownKeys(section: unknown, known: KnownKeys = KNOWN): readonly (readonly string[])[] {
  if (typeof section !== 'object' || section === null) return [];
  return Object.entries(section).flatMap(([key, value]) => {
    const below = Object.hasOwn(known, key) ? known[key] : known['*'];
    if (below === undefined) return [[key]];
    return below === null ? [] : unknownKeys(value, below).map((keys) => [key, ...keys]);
  });
}
