import type { Language, Words } from '../model/words.ts';
import { displayWidth, padEnd, wrap } from '../render/width.ts';
import type { CommandSpec } from './command.ts';
import type { ArgumentSpec, OptionSpec } from './option-spec.ts';
import { EVERYWHERE, SHARED } from './options.ts';

const USAGE: Words = { en: 'Usage', zh: '用法' };
const COMMANDS: Words = { en: 'Commands', zh: '命令' };
const ARGUMENTS: Words = { en: 'Arguments', zh: '参数' };
const OPTIONS: Words = { en: 'Options', zh: '选项' };
const ALWAYS: Words = { en: 'Options of every command', zh: '通用选项' };
const WHAT: Words = {
  en: 'settle reconciles orders, platform statements and bank statements, to the fen.',
  zh: 'settle（结算）：订单、平台账单与银行流水对账，精确到分。',
};
const MORE: Words = {
  en: '«settle COMMAND --help» says more about each. Exit codes: 0 fine, 1 look at the books, 2 and up look at the job.',
  zh: '“settle 命令 --help”查看详情。退出码：0 正常，1 请查账，2 及以上请检查任务。',
};

/** The help of the program, or of one command. Ends in a line feed. */
export function helpOf(command: CommandSpec | undefined, commands: readonly CommandSpec[], lang: Language): string {
  return command === undefined ? programHelp(commands, lang) : commandHelp(command, lang);
}

function programHelp(commands: readonly CommandSpec[], lang: Language): string {
  return [
    paragraph(WHAT[lang]),
    `\n${USAGE[lang]}: settle COMMAND …\n`,
    list(
      COMMANDS[lang],
      commands.map((one) => [signature(one), one.summary[lang]]),
    ),
    list(ALWAYS[lang], [...EVERYWHERE.map((one) => optionLine(one, lang)), ...helpLines(lang), VERSION_LINE[lang]]),
    `\n${paragraph(MORE[lang])}`,
  ].join('');
}

function commandHelp(command: CommandSpec, lang: Language): string {
  const shared = SHARED.filter((one) => command.shared?.includes(one.name) === true);
  const own = (command.options ?? []).map((one) => optionLine(one, lang));
  return [
    paragraph(command.summary[lang]),
    `\n${USAGE[lang]}: settle ${signature(command)}\n`,
    list(
      ARGUMENTS[lang],
      (command.arguments ?? []).map((one) => [one.name, one.summary[lang] + choices(one, lang)]),
    ),
    list(OPTIONS[lang], [...own, ...shared.map((one) => optionLine(one, lang))]),
    list(ALWAYS[lang], [...EVERYWHERE.map((one) => optionLine(one, lang)), ...helpLines(lang)]),
  ].join('');
}

/** `import [OPTIONS] PATH...` */
function signature(command: CommandSpec): string {
  const needed = (command.options ?? []).filter((one) => one.required === true).map((one) => flags(one));
  return [command.name, ...(command.arguments ?? []).map(argumentText), ...needed].join(' ');
}

function argumentText(argument: ArgumentSpec): string {
  const text = argument.many === true ? `${argument.name}...` : argument.name;
  return argument.required === true ? text : `[${text}]`;
}

function flags(option: OptionSpec): string {
  return option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`;
}

type Line = readonly [string, string];

const VERSION_LINE: Readonly<Record<Language, Line>> = {
  en: ['--version', 'print the version'],
  zh: ['--version', '显示版本'],
};

function helpLines(lang: Language): readonly Line[] {
  return [['--help', lang === 'zh' ? '显示帮助' : 'print this help']];
}

function optionLine(option: OptionSpec, lang: Language): Line {
  return [flags(option), option.summary[lang] + choices(option, lang)];
}

function choices(spec: { readonly choices?: readonly string[] }, lang: Language): string {
  if (spec.choices === undefined) return '';
  return lang === 'zh' ? `：${spec.choices.join('、')}` : `: ${spec.choices.join(', ')}`;
}

/** As wide as help gets, whatever the terminal: it is read in mails and wikis too. */
const WIDTH = 80;
/** A name wider than this has its explanation on the next line, so that the others keep room for theirs. */
const NAME_WIDTH = 28;

function paragraph(text: string): string {
  return wrap(text, WIDTH)
    .map((line) => `${line}\n`)
    .join('');
}

function list(title: string, lines: readonly Line[]): string {
  if (lines.length === 0) return '';
  const names = lines.map(([name]) => displayWidth(name)).filter((width) => width <= NAME_WIDTH);
  const width = Math.max(0, ...names) + 2;
  return `\n${title}:\n${lines.map((line) => entry(line, width)).join('')}`;
}

/** A name with its explanation beside it, which hangs below itself where it is longer than the line. */
function entry([name, text]: Line, width: number): string {
  const [first = '', ...rest] = wrap(text, WIDTH - width - 2);
  const hanging = ' '.repeat(width + 2);
  const head = displayWidth(name) > NAME_WIDTH ? `  ${name}\n${hanging}${first}` : `  ${padEnd(name, width)}${first}`;
  return [head, ...rest.map((line) => hanging + line)].map((line) => `${line}\n`).join('');
}
