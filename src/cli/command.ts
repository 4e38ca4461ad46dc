import type { Language, Words } from '../model/words.ts';
import type { Given } from './given.ts';
import type { ArgumentSpec, OptionSpec } from './option-spec.ts';
import type { SharedName } from './options.ts';
import type { World } from './world.ts';

/**
 * A command as data: help, usage errors and completion are made from it. What it does is loaded when it is run, so that
 * `--help` loads no database.
 */
export interface CommandSpec {
  readonly name: string;
  readonly summary: Words;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Which of the options that commands share mean something to this one; the others are refused. */
  readonly shared?: readonly SharedName[];
  /** Its answer is JSON whatever is asked for, its refusals too. */
  readonly answersInJson?: true;
  readonly load: () => Promise<{ readonly run: Run }>;
}

/** One call of a command. */
export interface Call {
  readonly world: World;
  readonly lang: Language;
  readonly command: CommandSpec;
  /** All commands there are. */
  readonly commands: readonly CommandSpec[];
  readonly args: readonly string[];
  readonly given: Given;
}

/** Does it and answers on stdout; the value is the exit code. Refusals are thrown as StopError. */
export type Run = (call: Call) => Promise<number>;
