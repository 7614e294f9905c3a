// src/system/environment.ts
var MACHINE = /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_\w+|TZ|XDG_\w+|LD_LIBRARY_PATH|SYSTEMROOT|SYSTEMDRIVE|WINDIR|LOCALAPPDATA|APPDATA|PROGRAMFILES(?:\(X86\))?|PROGRAMDATA|USERPROFILE|COMSPEC|CI|RUNNER_TRACKING_ID)$/i;
var BUILD = /^(?:NODE_ENV|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|HTTPS?_PROXY|NO_PROXY|ALL_PROXY|COREPACK_\w+|PNPM_HOME|YARN_(?:CACHE_FOLDER|GLOBAL_FOLDER|VERSION)|NVM_\w+|VOLTA_\w+|JAVA_HOME|NPM_CONFIG_[A-Z_]+|(?:NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|GATSBY|PUBLIC|STORYBOOK)_\w+)$/i;
var SECRET = /token|secret|password|passwd|passphrase|_pass$|_pwd$|_pat$|_auth|credential|private|apikey|api_key|^npm_config_key$/i;
function isSecretName(name) {
  return SECRET.test(name);
}
function environmentFor(env, added = {}) {
  const allowed = {};
  for (const [name, value] of Object.entries(env))
    if (value !== void 0 && (MACHINE.test(name) || BUILD.test(name) && !isSecretName(name))) allowed[name] = value;
  return { ...allowed, ...added };
}

export {
  isSecretName,
  environmentFor
};
