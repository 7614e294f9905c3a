/**
 * Names of the variables that git goes by, and the programs that it calls: ssh, its agent, keyrings and credential
 * managers. Each is named in full, because a job's own names (`GIT_TOKEN`, `SSH_PRIVATE_KEY`) look like these. What points
 * at another repository than the one that we are in (`GIT_DIR`, which a hook sets) is left out.
 */
const NAMES = words(`
  GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM GIT_ATTR_NOSYSTEM GIT_EXEC_PATH
  GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_DEFAULT_HASH
  GIT_NO_LAZY_FETCH GIT_NO_REPLACE_OBJECTS GIT_LFS_SKIP_SMUDGE GIT_SSH GIT_SSH_COMMAND GIT_SSH_VARIANT
  GIT_ASKPASS GIT_TERMINAL_PROMPT GIT_PROXY_COMMAND GIT_ALLOW_PROTOCOL GIT_PROTOCOL GIT_PROTOCOL_FROM_USER
  GIT_HTTP_USER_AGENT GIT_HTTP_MAX_REQUESTS GIT_HTTP_LOW_SPEED_LIMIT GIT_HTTP_LOW_SPEED_TIME
  GIT_HTTP_PROXY_AUTHMETHOD GIT_SSL_NO_VERIFY GIT_SSL_CAINFO GIT_SSL_CAPATH GIT_SSL_CERT GIT_SSL_KEY
  GIT_SSL_CERT_TYPE GIT_SSL_KEY_TYPE GIT_SSL_CERT_PASSWORD_PROTECTED GIT_SSL_VERSION GIT_SSL_CIPHER_LIST
  GIT_PROXY_SSL_CAINFO GIT_PROXY_SSL_CERT GIT_PROXY_SSL_KEY GIT_PROXY_SSL_CERT_PASSWORD_PROTECTED
  GIT_CURL_VERBOSE GIT_TRACE GIT_TRACE_CURL GIT_TRACE_CURL_NO_DATA GIT_TRACE_FSMONITOR GIT_TRACE_PACKET
  GIT_TRACE_PACKFILE GIT_TRACE_PACK_ACCESS GIT_TRACE_PERFORMANCE GIT_TRACE_REDACT GIT_TRACE_REFS
  GIT_TRACE_SETUP GIT_TRACE_SHALLOW GIT_TRACE2 GIT_TRACE2_EVENT GIT_TRACE2_PERF SSH_AUTH_SOCK SSH_AGENT_PID
  SSH_ASKPASS SSH_ASKPASS_REQUIRE GNUPGHOME DISPLAY DBUS_SESSION_BUS_ADDRESS DBUS_SYSTEM_BUS_ADDRESS
  GCM_INTERACTIVE GCM_PROVIDER GCM_AUTHORITY GCM_CREDENTIAL_STORE GCM_CREDENTIAL_CACHE_OPTIONS
  GCM_PLAINTEXT_STORE_PATH GCM_DPAPI_STORE_PATH GCM_NAMESPACE GCM_GUI_PROMPT GCM_GITHUB_AUTHMODES`);
/** What `gh` as a credential helper reads. */
const TOKENS = words('GH_TOKEN GITHUB_TOKEN GH_ENTERPRISE_TOKEN GITHUB_ENTERPRISE_TOKEN');
const ASKS_A_SERVER = words('fetch ls-remote submodule');
/** Settings without which git refuses a repository or checks it out otherwise. Others may hold a header or a password. */
const LOCAL_SETTING = /^(?:safe|core)\.(?!sshcommand$|askpass$|gitproxy$)/i;

type Variables = Readonly<Record<string, string | undefined>>;
type Setting = readonly [key: string, value: string];

/**
 * The variables of git for a command. Only commands that contact a server get tokens and settings that may hold one.
 */
export function variablesOf(env: Variables, args: readonly string[]): Record<string, string> {
  const asks = ASKS_A_SERVER.has(commandOf(args) ?? '');
  const settings = settingsIn(env).filter(([key]) => asks || LOCAL_SETTING.test(key));
  return { ...pick(env, (name) => NAMES.has(name) || (asks && TOKENS.has(name))), ...variablesFor(settings) };
}

/** The same environment without credentials for servers. */
export function withoutTokens(env: Variables): Record<string, string> {
  const settings = settingsIn(env).filter(([key]) => LOCAL_SETTING.test(key));
  const others = pick(env, (name) => !TOKENS.has(name) && !/^GIT_CONFIG_(?:COUNT$|KEY_|VALUE_)/.test(name));
  return { ...others, ...variablesFor(settings) };
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

function pick(env: Variables, isWanted: (name: string) => boolean): Record<string, string> {
  const defined = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(defined.filter(([name]) => isWanted(name)));
}

/**
 * The first argument that is neither an option nor the value of one. A file or a branch may have the name of a command.
 */
function commandOf(args: readonly string[]): string | undefined {
  let at = 0;
  while (args[at]?.startsWith('-') === true) at += args[at] === '-C' || args[at] === '-c' ? 2 : 1;
  return args[at];
}

/** The settings that come as `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0` and so on. */
function settingsIn(env: Variables): Setting[] {
  const settings: Setting[] = [];
  for (let at = 0; at < Number(env['GIT_CONFIG_COUNT'] ?? 0); at++) {
    const [key, value] = [env[`GIT_CONFIG_KEY_${at}`], env[`GIT_CONFIG_VALUE_${at}`]];
    // git would refuse every command.
    if (key === undefined || value === undefined) break;
    settings.push([key, value]);
  }
  return settings;
}

function variablesFor(settings: readonly Setting[]): Record<string, string> {
  if (settings.length === 0) return {};
  const pairs = settings.flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(settings.length), ...(Object.fromEntries(pairs) as Record<string, string>) };
}
