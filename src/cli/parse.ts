import { Command, CommanderError, Option } from 'commander';

import type { Language } from '../model/words.ts';
import type { CommandSpec } from './command.ts';
import { given, type Given, type GivenValues } from './given.ts';
import { helpOf } from './help.ts';
import { nearest } from './nearest.ts';
import type { OptionSpec } from './option-spec.ts';
import { EVERYWHERE, FORMATS, SHARED } from './options.ts';
import { usage } from './usage.ts';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'print'; readonly text: string }
  | {
      readonly kind: 'command';
      readonly command: CommandSpec;
      readonly args: readonly string[];
      readonly given: Given;
    };

const GLOBAL: readonly OptionSpec[] = [...EVERYWHERE, ...SHARED];

/** Reads the arguments after the program's name. A mistake in them is a `USAGE` refusal with one sentence. */
export function parseArguments(argv: readonly string[], commands: readonly CommandSpec[], lang: Language): Request {
  const seen: { command?: CommandSpec; args?: readonly string[]; values?: Values } = {};
  const printed: string[] = [];
  const program = programOf(commands, lang, (command, args, values) => Object.assign(seen, { command, args, values }));
  const silent = { writeOut: (text: string) => void printed.push(text), writeErr: () => undefined };
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(silent);
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed.join('') };
    refuseArguments(error, commands, argv);
  }
  const { command, args = [], values } = seen;
  if (command === undefined || values === undefined) return usage('no-command', {});
  const options = given(checked(command, args, values), command.shared?.includes('to') === true);
  // Days and numbers are read where they are needed; a wrong one is said before anything is done.
  options.span();
  options.day('as-of');
  options.busyMs();
  return { kind: 'command', command, args, given: options };
}

/** Each option as often as it was given. */
type Values = ReadonlyMap<string, readonly (string | true)[]>;

function programOf(
  commands: readonly CommandSpec[],
  lang: Language,
  take: (command: CommandSpec, args: readonly string[], values: Values) => void,
): Command {
  const program = new Command('settle')
    .helpCommand(false)
    .configureHelp({ formatHelp: () => helpOf(undefined, commands, lang) });
  addOptions(program, GLOBAL);
  for (const spec of commands) {
    const command = program.command(spec.name).argument('[args...]');
    command.configureHelp({ formatHelp: () => helpOf(spec, commands, lang) });
    addOptions(command, spec.options ?? []);
    command.action((args: string[]) => {
      take(spec, args, new Map([...valuesOf(program, GLOBAL), ...valuesOf(command, spec.options ?? [])]));
    });
  }
  return program;
}

function addOptions(command: Command, specs: readonly OptionSpec[]): void {
  for (const { name, value } of specs) {
    const option = new Option(value === undefined ? `--${name}` : `--${name} <${value}>`);
    // Commander keeps the last of several and says nothing; we want to know.
    if (value !== undefined) option.argParser((text: string, before?: readonly string[]) => [...(before ?? []), text]);
    command.addOption(option);
  }
}

function valuesOf(command: Command, specs: readonly OptionSpec[]): Values {
  const values = new Map<string, readonly (string | true)[]>();
  for (const option of command.options) {
    const spec = specs.find((one) => `--${one.name}` === option.long);
    if (spec === undefined || command.getOptionValueSource(option.attributeName()) !== 'cli') continue;
    const value: unknown = command.getOptionValue(option.attributeName());
    values.set(spec.name, spec.value === undefined ? [true] : (value as readonly string[]));
  }
  return values;
}

function checked(command: CommandSpec, args: readonly string[], values: Values): GivenValues {
  const single = new Map<string, string | true>();
  const useful = usefulTo(command).map((one) => one.name);
  for (const [name, [value, ...more]] of values) {
    if (!useful.includes(name)) usage('unused-option', { command: command.name, option: `--${name}` });
    if (value === undefined) continue;
    if (more.length > 0) usage('given-twice', { command: command.name, option: `--${name}` });
    checkValue(command, name, value);
    single.set(name, value);
  }
  for (const { name, required } of command.options ?? []) {
    if (required === true && !single.has(name)) usage('option-needed', { command: command.name, option: `--${name}` });
  }
  if (single.has('quiet') && single.has('verbose')) usage('together', { option: '--quiet', other: '--verbose' });
  checkFileForm(command, single);
  checkArguments(command, args);
  return single;
}

/** A workbook is bytes: it goes into the file of `--out`. */
function checkFileForm(command: CommandSpec, single: GivenValues): void {
  if (single.get('format') !== 'xlsx') return;
  if (command.shared?.includes('out') !== true) {
    const choices = FORMATS.filter((form) => form !== 'xlsx').join(', ');
    usage('choice', { command: command.name, option: '--format', text: 'xlsx', choices });
  }
  if (!single.has('out')) usage('option-needed', { command: `${command.name} --format xlsx`, option: '--out' });
}

function checkValue(command: CommandSpec, name: string, value: string | true): void {
  const spec = [...GLOBAL, ...(command.options ?? [])].find((one) => one.name === name);
  if (spec === undefined || value === true) return;
  const option = `--${name}`;
  // `--books --quiet` took the next option for its value.
  if (value === '' || value.startsWith('--'))
    usage('value-missing', { command: command.name, option, value: spec.value ?? '' });
  refuseChoice(command, value, { name: option, choices: spec.choices });
}

function checkArguments(command: CommandSpec, args: readonly string[]): void {
  const specs = command.arguments ?? [];
  for (const [index, spec] of specs.entries()) {
    const text = args[index];
    if (text === undefined && spec.required === true)
      usage('argument-needed', { command: command.name, argument: spec.name });
    if (text !== undefined) refuseChoice(command, text, { name: spec.name, choices: spec.choices });
  }
  const extra = specs.at(-1)?.many === true ? undefined : args[specs.length];
  if (extra !== undefined) usage('too-many', { command: command.name, text: extra });
}

interface Choice {
  readonly name: string;
  readonly choices: readonly string[] | undefined;
}

function refuseChoice(command: CommandSpec, text: string, { name, choices }: Choice): void {
  if (choices === undefined || choices.includes(text)) return;
  usage('choice', { command: command.name, option: name, text, choices: choices.join(', '), ...near(text, choices) });
}

function near(text: string, known: readonly string[]): { readonly nearest?: string } {
  const found = nearest(text, known);
  return found === undefined ? {} : { nearest: found };
}

/** Commander's refusals in our own sentences, which have two languages. */
function refuseArguments(error: CommanderError, commands: readonly CommandSpec[], argv: readonly string[]): never {
  const quoted = /'(.*)'/su.exec(error.message)?.[1] ?? '';
  const command = commandIn(argv, commands);
  if (error.code === 'commander.unknownCommand') {
    const text = quoted.split("'")[0] ?? '';
    return usage('unknown-command', {
      text,
      ...near(
        text,
        commands.map((one) => one.name),
      ),
    });
  }
  if (error.code === 'commander.unknownOption') {
    const text = (quoted.split("'")[0] ?? '').split('=')[0] ?? '';
    const known = usefulTo(command).map((one) => `--${one.name}`);
    return usage('unknown-option', { text, ...(command ? { command: command.name } : {}), ...near(text, known) });
  }
  if (error.code === 'commander.optionMissingArgument') {
    const [option = '', value = ''] = quoted.split(' ');
    return usage('value-missing', { option, value: value.replace(/[<>]/gu, '') });
  }
  return usage('no-command', {});
}

/** The command among raw arguments: the first name of one that isn't the value of an option. */
export function commandIn(argv: readonly string[], commands: readonly CommandSpec[]): CommandSpec | undefined {
  const valued = GLOBAL.filter((one) => one.value !== undefined).map((one) => `--${one.name}`);
  const words = argv.filter((_, at) => !valued.includes(argv[at - 1] ?? ''));
  const names = commands.map((one) => one.name);
  return commands.find((one) => one.name === words.find((word) => names.includes(word)));
}

/** The options that mean something to a command; all of them where none is known. */
function usefulTo(command: CommandSpec | undefined): readonly OptionSpec[] {
  if (command === undefined) return GLOBAL;
  return [
    ...EVERYWHERE,
    ...(command.options ?? []),
    ...SHARED.filter((one) => command.shared?.includes(one.name) === true),
  ];
}
