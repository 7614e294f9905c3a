/** Names of variables that hold secrets. */
const SECRET_NAME = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|(?:^|_)(?:KEY|AUTH|PAT)(?:_|$)/i;

const CERTAIN = /^(?:INPUT_GITHUB-TOKEN|GITHUB_TOKEN|GH_TOKEN|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN)$/;

/** What an environment holds under such a name, unless it is as short and plain as a word. */
export function tokensIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => SECRET_NAME.test(name) && name !== 'INPUT_COMMENT-KEY')
    .map((name) => ({ name, value: env[name]?.trim() ?? '' }))
    .filter(({ name, value }) => CERTAIN.test(name) || value.length >= 16 || (value.length >= 8 && /\d/.test(value)))
    .map(({ value }) => value);
}
