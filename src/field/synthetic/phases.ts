/** A phase as it is on a mobile device on average, in ms, of CLS in ten-thousandths. */
export interface Phase {
  readonly path: string;
  readonly mean: number;
}

/** What a page view is made of; wholes are the sums of these. Server layers are parts of the request. */
export const PHASES: readonly Phase[] = [
  { path: 'lcp.ttfb.connect', mean: 120 },
  { path: 'lcp.ttfb.request.db', mean: 110 },
  { path: 'lcp.ttfb.request.render', mean: 90 },
  { path: 'lcp.ttfb.request.unreported', mean: 160 },
  { path: 'lcp.resource-load-delay', mean: 300 },
  { path: 'lcp.resource-load-duration', mean: 650 },
  { path: 'lcp.element-render-delay', mean: 180 },
  { path: 'inp.input-delay', mean: 25 },
  { path: 'inp.processing-duration', mean: 70 },
  { path: 'inp.presentation-delay', mean: 45 },
  { path: 'cls', mean: 300 },
];

/** Of the paths of phases, those of a node's parts; the node itself where it is a phase. */
export const isWithin = (path: string, node: string): boolean => path === node || path.startsWith(`${node}.`);

/** Every node: phases and what they sum to, wholes first. */
export const NODES: readonly string[] = [
  'lcp',
  'lcp.ttfb',
  'lcp.ttfb.connect',
  'lcp.ttfb.request',
  'lcp.ttfb.request.db',
  'lcp.ttfb.request.render',
  'lcp.resource-load-delay',
  'lcp.resource-load-duration',
  'lcp.element-render-delay',
  'inp',
  'inp.input-delay',
  'inp.processing-duration',
  'inp.presentation-delay',
  'cls',
];

export interface Device {
  readonly name: string;
  readonly share: number;
  /** How long everything takes, of what it takes on a mobile device. */
  readonly factor: number;
}

export const DEVICES: readonly Device[] = [
  { name: 'mobile', share: 0.65, factor: 1 },
  { name: 'desktop', share: 0.35, factor: 0.55 },
];

/** The standard deviations of the logarithms: what sessions have in common, and what each phase of each view adds. */
export const SESSION_SPREAD = 0.35;
export const VIEW_SPREAD = 0.5;
export const MOST_VIEWS = 6;
/** The mean of 1 to 6. */
export const MEAN_VIEWS = (1 + MOST_VIEWS) / 2;
