const SECRET_NAME = /TOKEN|SECRET|PASSWORD|PASSPHRASE|CREDENTIAL|(?:^|_)(?:KEY|AUTH|PAT)(?:_|$)/i;

/** Whether a variable of this name probably holds a secret. `INPUT_COMMENT-KEY` is an input of the action that does not. */
export function soundsSecret(name: string): boolean {
  return SECRET_NAME.test(name) && name !== 'INPUT_COMMENT-KEY';
}

const CERTAIN = /^(?:INPUT_GITHUB-TOKEN|GITHUB_TOKEN|GH_TOKEN|ACTIONS_RUNTIME_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN)$/;

/** What an environment holds under such a name, unless it is as short and plain as a word. */
export function tokensIn(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter(soundsSecret)
    .map((name) => ({ name, value: env[name]?.trim() ?? '' }))
    .filter(({ name, value }) => CERTAIN.test(name) || value.length >= 16 || (value.length >= 8 && /\d/.test(value)))
    .map(({ value }) => value);
}
