import { z } from 'zod';

import { COMMENT_KEY, isCommentKey, LONGEST_COMMENT_KEY } from '../../model/comment-key.ts';
import { COMMENT_MODES } from '../../model/config.ts';
import type { Waiver } from '../../model/waiver.ts';
import { quote, type Diagnostic } from '../../source/diagnostic.ts';
import { writtenDay } from '../day-schema.ts';
import { checked } from '../schema-parts.ts';

function placeComplaint(text: string): Diagnostic | null {
  if (/^.+\/.+\/.+$/s.test(text)) return null;
  const todo = 'Write route/condition/path, for example product/mobile/lcp.';
  return { what: `${quote(text)} does not name a budget.`, todo };
}

function commentKeyComplaint(text: string): Diagnostic | null {
  if (isCommentKey(text)) return null;
  const what = `${quote(text)} cannot be a comment key.`;
  const todo = `Write at most ${LONGEST_COMMENT_KEY} letters and digits, with single dots, dashes, underscores or slashes between them, for example apps/web.`;
  return { what, todo };
}

/** What is granted for a time, and when a report is delivered. */
export const grantShape = {
  waivers: z
    .array(
      z
        .strictObject({
          budget: checked(z.string().max(2000).meta({ pattern: '^.+/.+/.+$' }), placeComplaint).describe(
            'Which budget may be broken: route/condition/path.',
          ),
          until: writtenDay().describe('The last day on which it applies (UTC).'),
          reason: z.string().trim().min(1).max(1000).meta({ pattern: '\\S' }).describe('Why; stands in the comment.'),
          'approved-by': z
            .string()
            .trim()
            .min(1)
            .max(200)
            .meta({ pattern: '\\S' })
            .optional()
            .describe('Who granted it, for example @org/team.'),
        })
        .describe('The leave to break one budget for a time.'),
    )
    .max(1000)
    .default([])
    .describe('Budgets that may be broken for a time. On pull requests those of the base apply.'),
  comment: z
    .enum(COMMENT_MODES)
    .default('always')
    .describe('When the report is put on the pull request; the input of the action comes first.'),
  'comment-key': checked(
    z.string().meta({ pattern: COMMENT_KEY.source, maxLength: LONGEST_COMMENT_KEY }),
    commentKeyComplaint,
  )
    .optional()
    .describe(
      'Tells the comment of this configuration from those of others on the same pull request; by default its path.',
    ),
};

type GrantInput = z.infer<z.ZodObject<typeof grantShape>>;

export function resolveWaivers({ waivers }: GrantInput): Waiver[] {
  return waivers.map(({ budget, until, reason, 'approved-by': approvedBy }) => ({
    budget,
    until,
    reason,
    approvedBy: approvedBy ?? null,
  }));
}
