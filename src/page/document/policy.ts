import { createHash } from 'node:crypto';

/**
 * The content security policy of a page with one script, or none, and one style sheet: nothing else runs or applies, and
 * nothing is loaded (https://www.w3.org/TR/CSP3/#framework-directive-source-list).
 *
 * @param script null: nothing runs
 */
export function contentPolicy(script: string | null, style: string): string {
  return [
    "default-src 'none'",
    ...(script === null ? [] : [`script-src ${hashOf(script)}`]),
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Of the text between the tags. */
function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
