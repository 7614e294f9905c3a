import type { Condition } from '../../model/route.ts';

/**
 * The presets, with the numbers that Lighthouse users know: "slow 4G" on a mid-range phone, and a dense cable
 * connection on a desktop (lighthouse/core/config/constants.js).
 */
export const PRESETS = {
  mobile: {
    name: 'mobile',
    rttMs: 150,
    downKbps: 1638,
    upKbps: 675,
    cpuSlowdown: 4,
    viewport: { width: 412, height: 823, deviceScaleFactor: 1.75, mobile: true, touch: true },
  },
  desktop: {
    name: 'desktop',
    rttMs: 40,
    downKbps: 10_240,
    upKbps: 10_240,
    cpuSlowdown: 1,
    viewport: { width: 1350, height: 940, deviceScaleFactor: 1, mobile: false, touch: false },
  },
} as const satisfies Record<string, Condition>;

export type PresetName = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];
