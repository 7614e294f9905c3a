/**
 * `@actions/github` reads the event file when it is imported: it writes on stdout where that is missing, and throws where it is
 * not JSON. So it does not see the variable; this module is evaluated before anything else asks for it.
 */
const { GITHUB_EVENT_PATH: event } = process.env;
delete process.env['GITHUB_EVENT_PATH'];

export const { getOctokit } = await import('@actions/github').finally(() => {
  if (event !== undefined) process.env['GITHUB_EVENT_PATH'] = event;
});
