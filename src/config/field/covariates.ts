import { z } from 'zod';

import type { Covariate } from '../../model/field.ts';
import { quote, toMessage, type Diagnostic } from '../../source/diagnostic.ts';
import { writtenDay } from '../day-schema.ts';
import { printableName } from '../name-schema.ts';

const MOST_COVARIATES = 50;
const MOST_DAYS = 400;

const covariateSchema = z
  .strictObject({
    name: printableName('a covariate').describe('What reports call it; unique.'),
    from: writtenDay().optional().describe('Its first day (UTC).'),
    to: writtenDay().optional().describe('Its last day (UTC).'),
    days: z.array(writtenDay()).min(1).max(MOST_DAYS).optional().describe('Its days (UTC), in place of from and to.'),
  })
  .superRefine((covariate, context) => {
    const complaint = daysComplaint(covariate);
    if (complaint !== null) context.addIssue({ code: 'custom', message: toMessage(complaint), path: complaint.path });
  })
  .meta({
    oneOf: [
      { required: ['from', 'to'], properties: { days: false } },
      { required: ['days'], properties: { from: false, to: false } },
    ],
  })
  .describe('Something beside deploys that may have moved what visitors measured.');

/** What `field its` takes into its model. */
export const covariatesSchema = z
  .array(covariateSchema)
  .max(MOST_COVARIATES)
  .superRefine((covariates, context) => {
    const names = covariates.map(({ name }) => name);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index)
        context.addIssue({ code: 'custom', message: toMessage(twice(name)), path: [index, 'name'] });
  })
  .describe('Campaigns, holidays and changes in the team, which field its takes into its model.');

type CovariateInput = z.infer<typeof covariateSchema>;

const twice = (name: string): Diagnostic => ({
  what: `Two covariates are called ${quote(name)}.`,
  todo: 'Rename one: reports tell covariates apart by name.',
});

const EXAMPLE = 'Write for example from: 2026-11-20 and to: 2026-11-28, or days: [2026-12-25].';

function daysComplaint({ name, from, to, days }: CovariateInput): (Diagnostic & { path: string[] }) | null {
  if (days !== undefined && (from !== undefined || to !== undefined))
    return { what: `The covariate ${quote(name)} has both days and from or to.`, todo: 'Remove one.', path: ['days'] };
  if (days !== undefined) return null;
  if (from === undefined || to === undefined) {
    const lacks =
      from === undefined && to === undefined ? 'days' : from === undefined ? 'its first day' : 'its last day';
    return { what: `The covariate ${quote(name)} does not have ${lacks}.`, todo: EXAMPLE, path: [] };
  }
  if (to >= from) return null;
  return { what: `The covariate ${quote(name)} ends before it begins.`, todo: 'Exchange from and to.', path: ['to'] };
}

export function resolveCovariates(covariates: readonly CovariateInput[]): Covariate[] {
  return covariates.map(({ name, from, to, days }) => ({
    name,
    spans:
      days?.map((day) => ({ from: day, to: day })) ?? (from === undefined || to === undefined ? [] : [{ from, to }]),
  }));
}
