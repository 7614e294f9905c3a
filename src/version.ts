import manifest from '../package.json' with { type: 'json' };

/** This tool's version, as in package.json. */
export const { version } = manifest;

/** Where the pages of this major version are read. */
export const OWN_PAGES = 'https://github.com/vitals-gate/vitals-gate/blob/v0';
