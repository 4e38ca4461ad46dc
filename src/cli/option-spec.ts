import type { Words } from '../model/words.ts';

/** A command-argument: `PATH...`. */
export interface ArgumentSpec {
  /** In capitals, as help and usage print it. */
  readonly name: string;
  readonly summary: Words;
  readonly required?: boolean;
  /** Takes all that follow. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
}

/** An option: `--as FORMAT`. */
export interface OptionSpec {
  /** Long name without dashes: `fail-on`. */
  readonly name: string;
  /** Its option-argument in capitals; without it the option is a flag. */
  readonly value?: string;
  readonly summary: Words;
  readonly choices?: readonly string[];
  readonly required?: boolean;
}
