/** The parts every TTFB has, in order; the layers a Server-Timing header declares lie below `request`. */
export const TTFB_PARTS = ['redirect', 'waiting', 'cache', 'dns', 'connect', 'request'] as const;

/** The parts of the load of an LCP resource, in order. Zero where LCP has no resource. */
export const LOAD_PARTS = ['redirect', 'request'] as const;
