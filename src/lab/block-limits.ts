/** How often a visit is tried before its block is given up. */
export const MAX_ATTEMPTS = 3;
/** Incomplete blocks that are replaced before the campaign, or the search for a commit, is given up. */
export const MAX_DROPPED_BLOCKS = 3;
/** Blocks between two restarts of the browser: what it keeps from visit to visit must not grow. */
export const BLOCKS_PER_BROWSER = 3;
