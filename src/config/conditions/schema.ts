import { z } from 'zod';

import { quantitySchema } from '../budgets/limit-schema.ts';
import { quote, suggestion, toMessage, type Diagnostic } from '../../source/diagnostic.ts';
import { PRESET_NAMES } from './presets.ts';
import { RATE_PATTERN, rateComplaint } from '../units/rates.ts';
import { checked } from '../schema-parts.ts';
import { DELAY } from '../units/time-and-percent.ts';

const NAME_PATTERN = /^(?!(?:mobile|desktop)$)[a-z0-9][a-z0-9-]{0,49}$/;
const HOST_PATTERN = /^(?:[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]{0,252})|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?$/;
const BLOCKED_PATTERN = /^[a-zA-Z0-9_*][a-zA-Z0-9_.*-]{0,252}$/;

function rateError(issue: { readonly input?: unknown }): string {
  return toMessage(rateComplaint(issue.input));
}

function rateSchema(description: string) {
  const error = rateError;
  return z.string({ error }).regex(RATE_PATTERN, { error }).describe(description);
}

function hostComplaint(host: string): Diagnostic | null {
  if (HOST_PATTERN.test(host)) return null;
  if (/:\/\//.test(host))
    return { what: `${quote(host)} is a URL.`, todo: 'Write only its host, with a port if it needs one.' };
  return { what: `${quote(host)} is not a host.`, todo: 'Write for example shop.example or 127.0.0.1:8080.' };
}

function blockedComplaint(glob: string): Diagnostic | null {
  if (BLOCKED_PATTERN.test(glob)) return null;
  const what = `${quote(glob)} is not a pattern of host names.`;
  return { what, todo: 'Write for example *.analytics.example, without scheme, port or path.' };
}

function localeComplaint(locale: string): Diagnostic | null {
  try {
    if (/^[a-zA-Z0-9-]{2,35}$/.test(locale) && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0) return null;
  } catch {
    // Said below.
  }
  return { what: `${quote(locale)} is not a locale.`, todo: 'Write for example de-DE.' };
}

function timezoneComplaint(zone: string): Diagnostic | null {
  try {
    if (Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '') return null;
  } catch {
    // Said below.
  }
  const todo = suggestion(zone, Intl.supportedValuesOf('timeZone')).replace(/Known here: .*/, '');
  return { what: `${quote(zone)} is not a time zone.`, todo: `${todo}Write for example Europe/Berlin.` };
}

const hostSchema = checked(z.string().meta({ pattern: HOST_PATTERN.source }), hostComplaint);

/** A map from hosts to addresses. */
export const hostsSchema = z
  .record(z.string(), hostSchema)
  .superRefine((hosts, context) => {
    for (const host of Object.keys(hosts)) {
      const complaint = hostComplaint(host);
      if (complaint !== null)
        context.addIssue({ code: 'custom', path: [host], message: toMessage(complaint), params: { part: 'key' } });
    }
  })
  .meta({ propertyNames: { pattern: HOST_PATTERN.source } });

const viewportSchema = z
  .strictObject({
    width: z.int().min(100).max(10_000).describe('CSS pixels.'),
    height: z.int().min(100).max(10_000).describe('CSS pixels.'),
    'device-pixel-ratio': z.number().min(0.5).max(5).describe('Device pixels per CSS pixel.'),
    touch: z.boolean().describe('Whether it has a touch screen.'),
    mobile: z.boolean().describe("Whether it is a phone: its user agent, and the page's viewport meta tag counts."),
  })
  .partial();

const conditionSchema = z
  .strictObject({
    extends: z
      .string()
      .min(1)
      .describe(
        'The condition that gives whatever is not written here: mobile (default), desktop, or another of yours.',
      ),
    rtt: quantitySchema(DELAY, 'Round-trip time of the network, for example 150 ms.'),
    down: rateSchema('Download rate, for example 1.6 Mbit/s.'),
    up: rateSchema('Upload rate, for example 700 kbit/s.'),
    cpu: z.number().min(1).max(50).describe('How many times the main thread is slowed; 1 is not at all.'),
    viewport: viewportSchema.describe('The screen.'),
    locale: checked(z.string(), localeComplaint).describe(
      'Language and region, for example de-DE; sets Accept-Language too.',
    ),
    timezone: checked(z.string(), timezoneComplaint).describe('For example Europe/Berlin.'),
    'color-scheme': z.enum(['light', 'dark']).describe('What prefers-color-scheme is.'),
    'reduced-motion': z.boolean().describe('Whether prefers-reduced-motion is reduce.'),
    blocked: z
      .array(checked(z.string().meta({ pattern: BLOCKED_PATTERN.source }), blockedComplaint))
      .max(500)
      .describe('Hosts that are refused at once, which costs the page no time: *.analytics.example.'),
    hosts: hostsSchema.describe('Hosts that are reached elsewhere: { shop.example: 127.0.0.1:8080 }.'),
  })
  .partial();

/** Names stand in reports, command lines and file names. */
function nameComplaint(name: string): Diagnostic | null {
  if ((PRESET_NAMES as readonly string[]).includes(name))
    return {
      what: `${quote(name)} is a preset.`,
      todo: `Give yours another name, for example my-${name}: { extends: ${name} }.`,
    };
  if (NAME_PATTERN.test(name)) return null;
  const todo = 'Use up to 50 lowercase letters, digits and dashes: slow-phone.';
  return { what: `${quote(name)} cannot be the name of a condition.`, todo };
}

export const conditionsSchema = z
  .record(z.string(), conditionSchema)
  .superRefine((conditions, context) => {
    for (const name of Object.keys(conditions)) {
      const complaint = nameComplaint(name);
      if (complaint !== null)
        context.addIssue({ code: 'custom', path: [name], message: toMessage(complaint), params: { part: 'key' } });
    }
  })
  .meta({ propertyNames: { pattern: NAME_PATTERN.source } })
  .describe('Devices and networks of your own, by name; mobile and desktop are there already.');

export type ConditionInput = z.infer<typeof conditionSchema>;
