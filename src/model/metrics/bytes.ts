import type { MetricDefinition } from './definition.ts';

/** By what the browser asks for a resource; its paths lie below. */
export const RESOURCE_TYPES = ['document', 'script', 'stylesheet', 'image', 'font', 'fetch', 'media', 'other'] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

const NAMES: Readonly<Record<ResourceType, string>> = {
  document: 'documents',
  script: 'scripts',
  stylesheet: 'style sheets',
  image: 'images',
  font: 'fonts',
  fetch: 'fetched data',
  media: 'media',
  other: 'other',
};

export const bytes = {
  id: 'bytes',
  name: 'transfer size',
  unit: 'bytes',
  step: 1,
  partStep: 1,
  // The same build sends the same bytes: any difference is one of the code, or of what the server answers.
  compared: 'exact',
  isMachineDependent: false,
  parts: { known: RESOURCE_TYPES.map((id) => ({ id, name: NAMES[id], parts: { open: 'a path', ids: 'paths' } })) },
  // No visit takes in a terabyte.
  range: { least: 0, most: 1e12 },
  isCore: false,
  // They label a change where a budget declares only `max`.
  defaults: {
    max: { value: 1_600_000, unit: 'bytes' },
    maxIncrease: [
      { value: 2, unit: '%' },
      { value: 5000, unit: 'bytes' },
    ],
  },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ['not-recorded'],
  lighthouse: null,
} as const satisfies MetricDefinition;
