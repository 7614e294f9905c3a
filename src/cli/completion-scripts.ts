import type { Completed, Value } from './completion.ts';

/** Lines of `case` that find out which command the words so far name. */
function commandCases(commands: readonly Completed[], indent: string): string {
  const patterns = commands.flatMap(({ words }) => (words === '' ? [] : [`"${words}"`]));
  return `${indent}${patterns.join('|')}) line="$line\${line:+ }$word" ;;`;
}

/** Lines of `case` for the values of options, by `command option`. */
function valueCases(commands: readonly Completed[], body: (value: Value) => string): string {
  return commands
    .flatMap(({ words, options }) =>
      options
        .filter(({ value }) => value.kind !== 'none')
        .map(({ flags, value }) => `    ${flags.map((flag) => `"${words} ${flag}"`).join('|')}) ${body(value)} ;;`),
    )
    .join('\n');
}

function wordCases(commands: readonly Completed[], body: (words: string) => string, of: 'options' | 'names'): string {
  return commands
    .filter(({ subcommands }) => of === 'options' || subcommands.length > 0)
    .map(({ words, options, subcommands }) => {
      const offered = of === 'options' ? options.flatMap(({ flags }) => flags) : subcommands.map(({ name }) => name);
      return `    "${words}") ${body(offered.join(' '))} ;;`;
    })
    .join('\n');
}

const reply = (words: string): string => `COMPREPLY=($(compgen -W '${words}' -- "$cur"))`;

export function renderBash(commands: readonly Completed[]): string {
  const ofValue = (value: Value): string => {
    if (value.kind === 'words') return `${reply(value.words.join(' '))}; return`;
    return value.kind === 'file' ? 'return' : 'compopt +o default 2>/dev/null; return';
  };
  return `# Completion of vitals-gate for bash: source <(vitals-gate completion bash)
_vitals_gate() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" line="" word
  [ "$cur" = "=" ] && cur=""
  [ "$prev" = "=" ] && prev="\${COMP_WORDS[COMP_CWORD-2]}"
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$line\${line:+ }$word" in
${commandCases(commands, '      ')}
    esac
  done
  case "$line $prev" in
${valueCases(commands, ofValue)}
  esac
  case "$cur" in -*) case "$line" in
${wordCases(commands, reply, 'options')}
  esac; return ;; esac
  case "$line" in
${wordCases(commands, reply, 'names')}
  esac
}
complete -o default -F _vitals_gate vitals-gate
`;
}

const offer = (words: string): string => `compadd -- ${words}`;

export function renderZsh(commands: readonly Completed[]): string {
  const ofValue = (value: Value): string => {
    if (value.kind === 'words') return `${offer(value.words.join(' '))}; return`;
    return value.kind === 'file' ? '_files; return' : 'return';
  };
  return `#compdef vitals-gate
# Completion of vitals-gate for zsh: source <(vitals-gate completion zsh), after compinit
_vitals_gate() {
  local line="" word prev="\${words[CURRENT-1]}"
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$line\${line:+ }$word" in
${commandCases(commands, '      ')}
    esac
  done
  case "$line $prev" in
${valueCases(commands, ofValue)}
  esac
  if [[ "$PREFIX" == -* ]]; then case "$line" in
${wordCases(commands, offer, 'options')}
  esac; return; fi
  case "$line" in
${wordCases(commands, offer, 'names')}
    *) _files ;;
  esac
}
compdef _vitals_gate vitals-gate
`;
}

export function renderFish(commands: readonly Completed[]): string {
  const known = commands.flatMap(({ words }) => (words === '' ? [] : [fishQuoted(words)]));
  const lines = commands.flatMap(({ words, subcommands, options }) => {
    const begin = `complete -c vitals-gate -n ${fishQuoted(`__vitals_gate_at ${fishQuoted(words)}`)}`;
    const names = subcommands.map(({ name, about }) => `${begin} -f -a ${name} -d ${fishQuoted(about)}`);
    const flags = options.map(
      (each) => `${begin}${each.flags.map(fishFlag).join('')}${fishValue(each.value)} -d ${fishQuoted(each.about)}`,
    );
    return [...names, ...flags];
  });
  return `# Completion of vitals-gate for fish: vitals-gate completion fish | source
function __vitals_gate_at
  set -l line ''
  for word in (commandline -opc)[2..]
    set -l next (string trim -- "$line $word")
    contains -- $next ${known.join(' ')}; and set line $next
  end
  test "$line" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function fishFlag(flag: string): string {
  return flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`;
}

function fishValue(value: Value): string {
  if (value.kind === 'words') return ` -x -a ${fishQuoted(value.words.join(' '))}`;
  if (value.kind === 'none') return '';
  return value.kind === 'file' ? ' -r -F' : ' -x';
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
