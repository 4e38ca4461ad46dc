// Room: cli. Commands, options, the World, settle.yaml → settings, exit codes, words for every problem.
// Never here: rules, SQL, arithmetic on money. Only world.ts names the machine's process, console and clock.

import { EXIT, StopError } from '../model/problem.ts';
import type { Language } from '../model/words.ts';
import { renderError } from '../render/error.ts';
import { sanitise } from '../render/sanitise.ts';
import { languageOf, optionIn } from './language.ts';
import { commandList } from './list.ts';
import { commandIn, parseArguments } from './parse.ts';
import { version } from './version.ts';
import type { describe } from './words.ts';
import { worldOf, type Process, type World } from './world.ts';

/** Runs the program for the arguments it was started with and leaves the exit code behind. */
export async function main(process: Process): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), worldOf(process));
}

/** Runs one command line in a world and says how it ended: the exit code. Nothing is thrown. */
export async function run(argv: readonly string[], world: World): Promise<number> {
  const lang = languageOf(argv, world.env);
  const context: Context = { argv, world, lang };
  try {
    return await runCommand(context);
  } catch (error) {
    return await reportFailure(error, context);
  }
}

interface Context {
  readonly argv: readonly string[];
  readonly world: World;
  readonly lang: Language;
}

async function runCommand({ argv, world, lang }: Context): Promise<number> {
  const [first, ...others] = argv;
  if (first === '--version' && others.length === 0) {
    await world.out.write(`settle ${version()}\n`);
    return EXIT.ok;
  }
  const commands = commandList();
  const request = parseArguments(argv, commands, lang);
  if (request.kind === 'print') {
    await world.out.write(request.text);
    return EXIT.ok;
  }
  const { command, args, given } = request;
  const { run: work } = await command.load();
  return work({ world, lang, command, commands, args, given });
}

/** A refusal in words and as JSON where that was asked for; anything else is a bug of ours and says so. */
async function reportFailure(error: unknown, context: Context): Promise<number> {
  const { argv, world, lang } = context;
  const isJson = optionIn(argv, 'format') === 'json' || commandIn(argv, commandList())?.answersInJson === true;
  const isRefusal = error instanceof StopError;
  // The words of all problems are loaded when one of them is told.
  const words = await import('./words.ts');
  const text = isRefusal ? words.layOutRefusal(error, lang) : bugText(error, context);
  try {
    await world.err.write(text);
    if (isRefusal && argv.includes('--verbose') && error.cause !== undefined)
      await world.err.write(stackOf(error.cause));
    // Half an answer with an error behind it would be no JSON at all.
    if (isJson && !world.out.isUsed) await world.out.write(jsonOf(error, lang, words.describe));
  } catch {
    // stderr or stdout is gone as well: the exit code is all that is left to say.
  }
  return isRefusal ? error.exit : EXIT.bug;
}

function jsonOf(error: unknown, lang: Language, inWords: typeof describe): string {
  if (!(error instanceof StopError)) {
    return renderError({
      code: 'BUG',
      message: BUG[lang],
      hint: error instanceof Error ? error.message : String(error),
    });
  }
  const { code, message, remedy, file, line } = inWords(error.code, error.params, lang);
  return renderError({ code, message, hint: remedy, file, line });
}

const BUG: Readonly<Record<Language, string>> = {
  en: 'this is a bug in settle, nothing was written',
  zh: '这是 settle 的程序错误，未写入任何内容',
};

function bugText(error: unknown, { argv, lang }: Context): string {
  const name = commandIn(argv, commandList())?.name ?? '';
  const what = error instanceof Error ? error.message : String(error);
  const ask = lang === 'zh' ? '请将此信息告诉我们' : 'please tell us';
  const head = `settle: ${BUG[lang]}: ${sanitise(what)}\n  ${ask}: settle ${version()}, settle ${name}\n`;
  return argv.includes('--verbose') ? head + stackOf(error) : head;
}

function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return stack
    .split('\n')
    .map((line) => `  ${sanitise(line)}\n`)
    .join('');
}
