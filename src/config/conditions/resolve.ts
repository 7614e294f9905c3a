import type { Condition } from '../../model/route.ts';
import type { ConditionInput } from './schema.ts';
import { PRESETS } from './presets.ts';
import { parseKbps } from '../units/rates.ts';
import { parseDurationMs } from '../units/time-and-percent.ts';

type Inputs = Readonly<Record<string, ConditionInput>>;

/** What a condition extends that does not say. */
const DEFAULT_PARENT = 'mobile';

/** The presets, then the file's own conditions in its order. */
export function resolveConditions(inputs: Inputs): Condition[] {
  return [...Object.values(PRESETS), ...Object.keys(inputs).map((name) => resolveCondition(name, inputs))];
}

/** The checks have found every name known and no circle. */
function resolveCondition(name: string, inputs: Inputs): Condition {
  const input = inputs[name];
  if (input === undefined) return PRESETS[name as keyof typeof PRESETS];
  const parent = resolveCondition(input.extends ?? DEFAULT_PARENT, inputs);
  return {
    ...parent,
    name,
    rttMs: input.rtt === undefined ? parent.rttMs : (parseDurationMs(input.rtt) ?? 0),
    downKbps: input.down === undefined ? parent.downKbps : (parseKbps(input.down) ?? parent.downKbps),
    upKbps: input.up === undefined ? parent.upKbps : (parseKbps(input.up) ?? parent.upKbps),
    cpuSlowdown: input.cpu ?? parent.cpuSlowdown,
    viewport: resolveViewport(input.viewport, parent.viewport),
    ...userOf(input),
    ...(input.blocked === undefined ? {} : { blocked: input.blocked }),
    ...(input.hosts === undefined ? {} : { hosts: lowerCased(input.hosts) }),
  };
}

function resolveViewport(input: ConditionInput['viewport'], parent: Condition['viewport']): Condition['viewport'] {
  return {
    width: input?.width ?? parent.width,
    height: input?.height ?? parent.height,
    deviceScaleFactor: input?.['device-pixel-ratio'] ?? parent.deviceScaleFactor,
    mobile: input?.mobile ?? parent.mobile,
    touch: input?.touch ?? parent.touch,
  };
}

/** Only the keys that the file sets; the browser's own defaults are left out. */
function userOf(input: ConditionInput): Partial<Condition> {
  const { locale, timezone, 'color-scheme': colorScheme, 'reduced-motion': reducedMotion } = input;
  return {
    ...(locale === undefined ? {} : { locale }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(colorScheme === undefined ? {} : { colorScheme }),
    ...(reducedMotion === undefined ? {} : { reducedMotion }),
  };
}

/** Host names know no case. */
export function lowerCased(hosts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(hosts).map(([host, address]) => [host.toLowerCase(), address]));
}
