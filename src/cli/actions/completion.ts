import { EXIT } from '../../model/problem.ts';
import type { Call, CommandSpec } from '../command.ts';
import type { OptionSpec } from '../option-spec.ts';
import { EVERYWHERE, SHARED } from '../options.ts';

/** A completion script made from the commands themselves. Names are ours: letters and dashes, nothing to quote. */
export async function run(call: Call): Promise<number> {
  const [shell = ''] = call.args;
  const make = SCRIPTS[shell] ?? bash;
  await call.world.out.write(make(call.commands, call));
  return EXIT.ok;
}

type Script = (commands: readonly CommandSpec[], call: Call) => string;

const SCRIPTS: Readonly<Record<string, Script>> = { bash, zsh, fish };

function optionsOf(command: CommandSpec): readonly OptionSpec[] {
  const shared = SHARED.filter((one) => command.shared?.includes(one.name) === true);
  return [...(command.options ?? []), ...shared, ...EVERYWHERE];
}

/** Words that may follow a command: its options, and what its arguments may be. */
function wordsOf(command: CommandSpec): string {
  const choices = (command.arguments ?? []).flatMap((argument) => argument.choices ?? []);
  return [...choices, ...optionsOf(command).map((option) => `--${option.name}`), '--help'].join(' ');
}

/** Options that take a value: the word behind one of them is no command. */
function valuedOptions(commands: readonly CommandSpec[]): readonly string[] {
  const valued = commands.flatMap(optionsOf).filter((option) => option.value !== undefined);
  return [...new Set(valued.map((option) => `--${option.name}`))];
}

/** What may follow an option that takes one of a few, by «command --option»: two commands may each have an `--as`. */
function choicesByOption(commands: readonly CommandSpec[]): readonly (readonly [string, string])[] {
  const common: readonly OptionSpec[] = [...SHARED, ...EVERYWHERE];
  const own = commands.flatMap((command) =>
    (command.options ?? []).flatMap(({ name, choices }) =>
      choices === undefined ? [] : [[`"${command.name} --${name}"`, choices.join(' ')] as const],
    ),
  );
  const shared = common.flatMap(({ name, choices }) =>
    choices === undefined ? [] : [[`*" --${name}"`, choices.join(' ')] as const],
  );
  return [...own, ...shared];
}

function bash(commands: readonly CommandSpec[]): string {
  const names = commands.map((command) => command.name).join(' ');
  const valued = valuedOptions(commands).join('|');
  const byOption = choicesByOption(commands).map(
    ([pattern, words]) => `    ${pattern}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;\n`,
  );
  const byCommand = commands.map((command) => `    ${command.name}) words="${wordsOf(command)}" ;;\n`);
  return `# bash completion for settle: source <(settle completion bash)
_settle() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" skip="" word words
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then [ "$word" = "=" ] || skip=""; continue; fi
    case "$word" in
      ${valued}) skip=1 ;;
      -*) ;;
      *) command="$word"; break ;;
    esac
  done
  case "$command $previous" in
${byOption.join('')}  esac
  case "$previous" in
    ${valued}) return ;;
  esac
  case "$command" in
${byCommand.join('')}    *) words="${names} --help --version" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _settle settle
`;
}

function zsh(commands: readonly CommandSpec[], { lang }: Call): string {
  const described = commands.map((command) => `    '${command.name}:${plain(command.summary[lang])}'\n`);
  const valued = valuedOptions(commands).join('|');
  const byCommand = commands.map((command) => `    ${command.name}) compadd -- ${wordsOf(command)} ;;\n`);
  const byOption = choicesByOption(commands).map(
    ([pattern, words]) => `    ${pattern}) compadd -- ${words}; return ;;\n`,
  );
  return `#compdef settle
# zsh completion for settle: settle completion zsh > "\${fpath[1]}/_settle"
_settle() {
  local -a names
  local word command skip
  names=(
${described.join('')}  )
  for word in "\${words[@]:1:CURRENT-2}"; do
    if [[ -n "$skip" ]]; then skip=""; continue; fi
    case "$word" in
      ${valued}) skip=1 ;;
      -*) ;;
      *) command="$word"; break ;;
    esac
  done
  case "$command \${words[CURRENT-1]}" in
${byOption.join('')}  esac
  case "\${words[CURRENT-1]}" in
    ${valued}) _files; return ;;
  esac
  case "$command" in
${byCommand.join('')}    *) _describe command names; return ;;
  esac
  _files
}
if [ "\${funcstack[1]}" = "_settle" ]; then _settle "$@"; else compdef _settle settle; fi
`;
}

function fish(commands: readonly CommandSpec[], { lang }: Call): string {
  const lines = commands.flatMap((command) => {
    const seen = `-n "__settle_at ${command.name}"`;
    const choices = (command.arguments ?? []).flatMap((argument) => argument.choices ?? []);
    return [
      `complete -c settle -n "__settle_at ''" -a ${command.name} -d '${plain(command.summary[lang])}'`,
      ...(choices.length > 0 ? [`complete -c settle ${seen} -f -a '${choices.join(' ')}'`] : []),
      ...optionsOf(command).map(
        (option) =>
          `complete -c settle ${seen} -l ${option.name}${fishValue(option)} -d '${plain(option.summary[lang])}'`,
      ),
    ];
  });
  return `# fish completion for settle: settle completion fish > ~/.config/fish/completions/settle.fish
function __settle_at
  set -l command ''
  set -l skip ''
  for word in (commandline -opc)[2..-1]
    if test -n "$skip"
      set skip ''
      continue
    end
    switch $word
      case ${valuedOptions(commands).join(' ')}
        set skip 1
      case '-*'
      case '*'
        set command $word
        break
    end
  end
  test "$command" = "$argv[1]"
end
${lines.join('\n')}
`;
}

function fishValue(option: OptionSpec): string {
  if (option.value === undefined) return '';
  return option.choices === undefined ? ' -r' : ` -x -a '${option.choices.join(' ')}'`;
}

/** Text between single quotes. */
function plain(text: string): string {
  return text.replaceAll("'", '’');
}
