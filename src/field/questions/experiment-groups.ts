/** What sessions may be grouped by, beside their arm. */
export const GROUPS = ['country', 'connection', 'device', 'pageType'] as const;
export type ExperimentGroup = (typeof GROUPS)[number];
