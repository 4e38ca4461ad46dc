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

/** Words that may follow an option that takes one of a few. */
function choicesByOption(commands: readonly CommandSpec[]): ReadonlyMap<string, string> {
  const choices = new Map<string, string>();
  for (const option of commands.flatMap(optionsOf)) {
    if (option.choices !== undefined) choices.set(option.name, option.choices.join(' '));
  }
  return choices;
}

function bash(commands: readonly CommandSpec[]): string {
  const names = commands.map((command) => command.name).join(' ');
  const byOption = [...choicesByOption(commands)].map(
    ([name, words]) => `    --${name}) COMPREPLY=($(compgen -W "${words}" -- "$current")); return ;;\n`,
  );
  const byCommand = commands.map((command) => `    ${command.name}) words="${wordsOf(command)}" ;;\n`);
  return `# bash completion for settle: source <(settle completion bash)
_settle() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word words
  COMPREPLY=()
  case "$previous" in
${byOption.join('')}  esac
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " ${names} " in *" $word "*) command="$word"; break ;; esac
  done
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
  const byCommand = commands.map((command) => `    ${command.name}) compadd -- ${wordsOf(command)} ;;\n`);
  const byOption = [...choicesByOption(commands)].map(
    ([name, words]) => `    --${name}) compadd -- ${words}; return ;;\n`,
  );
  return `#compdef settle
# zsh completion for settle: settle completion zsh > "\${fpath[1]}/_settle"
_settle() {
  local -a names
  local word command
  names=(
${described.join('')}  )
  case "\${words[CURRENT-1]}" in
${byOption.join('')}  esac
  for word in "\${words[@]:1:CURRENT-2}"; do
    if (( \${names[(I)$word:*]} )); then command="$word"; break; fi
  done
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
    const seen = `-n "__fish_seen_subcommand_from ${command.name}"`;
    const choices = (command.arguments ?? []).flatMap((argument) => argument.choices ?? []);
    return [
      `complete -c settle -n __fish_use_subcommand -a ${command.name} -d '${plain(command.summary[lang])}'`,
      ...(choices.length > 0 ? [`complete -c settle ${seen} -f -a '${choices.join(' ')}'`] : []),
      ...optionsOf(command).map(
        (option) =>
          `complete -c settle ${seen} -l ${option.name}${fishValue(option)} -d '${plain(option.summary[lang])}'`,
      ),
    ];
  });
  return `# fish completion for settle: settle completion fish > ~/.config/fish/completions/settle.fish\n${lines.join('\n')}\n`;
}

function fishValue(option: OptionSpec): string {
  if (option.value === undefined) return '';
  return option.choices === undefined ? ' -r' : ` -x -a '${option.choices.join(' ')}'`;
}

/** Text between single quotes. */
function plain(text: string): string {
  return text.replaceAll("'", '’');
}
