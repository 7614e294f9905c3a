import { quote, type Complaint } from './complaint.ts';

/** What is wrong with the URL of a deploy; null where it is one that routes can be resolved against. */
export function deployUrlComplaint(written: string): Complaint | null {
  const url = URL.parse(written);
  if (url === null)
    return { what: `${shown(written)} is not a URL.`, todo: 'Write for example https://staging.example.' };
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return {
      what: `${shown(written)} is not an http or https URL.`,
      todo: 'Write for example https://staging.example.',
    };
  if (url.username !== '' || url.password !== '')
    return {
      what: 'A deploy URL holds credentials.',
      todo: 'Remove what stands before the @: secrets never belong in a configuration.',
    };
  if (/[?#]/.test(written))
    return { what: `${shown(written)} has a query or a fragment.`, todo: "Write them in the routes' paths." };
  return null;
}

/** The URL as routes are appended to it: normalised, no trailing slash. */
export function trimUrl(written: string): string {
  return new URL(written).href.replace(/\/+$/, '');
}

/** Never repeats what could be a password. */
function shown(written: string): string {
  return quote(written.replace(/[^/\s]*@/g, '…@'));
}
