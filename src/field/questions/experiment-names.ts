/** How an effect is found. */
export const DESIGNS = ['ab', 'holdback', 'did', 'switchback'] as const;
export type Design = (typeof DESIGNS)[number];

/** What sessions may be grouped by, beside their arm. */
export const GROUPS = ['country', 'connection', 'device', 'pageType'] as const;
export type ExperimentGroup = (typeof GROUPS)[number];
