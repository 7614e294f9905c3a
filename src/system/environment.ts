/** What every program needs of the machine; GitHub's runner finds by the last what a job has left behind. */
const MACHINE =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|XDG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC|CI|RUNNER_TRACKING_ID)$/i;
/** What builds are configured with. By convention the last group ends in the pages themselves, so it holds no secret. */
const BUILD =
  /^(?:NODE_ENV|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|HTTPS?_PROXY|NO_PROXY|ALL_PROXY|COREPACK_\w+|PNPM_HOME|YARN_(?:CACHE_FOLDER|GLOBAL_FOLDER|VERSION)|NVM_\w+|VOLTA_\w+|JAVA_HOME|NPM_CONFIG_[A-Z_]+|(?:NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|GATSBY|PUBLIC|STORYBOOK)_\w+)$/i;
/** What names a secret also where the rest of the name says that it is for builds. `NPM_CONFIG_KEY` is a client's private key. */
const SECRET =
  /token|secret|password|passwd|passphrase|_pass$|_pwd$|_pat$|_auth|credential|private|apikey|api_key|^npm_config_key$/i;

/** Whether a variable's name suggests that its value is secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

/**
 * The variables that a pull request's build and server may have: an allow-list, so that tokens, `ACTIONS_*` and the
 * action's inputs do not reach unreviewed code.
 */
export function environmentFor(
  env: Readonly<Record<string, string | undefined>>,
  added: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const allowed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && (MACHINE.test(name) || (BUILD.test(name) && !isSecretName(name)))) allowed[name] = value;
  return { ...allowed, ...added };
}
