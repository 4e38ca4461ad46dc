import { EXIT } from '../model/problem.ts';
import type { Table } from '../model/table.ts';
import type { Words } from '../model/words.ts';
import type { FormName } from '../render/index.ts';
import { sanitise } from '../render/sanitise.ts';
import type { Call } from './command.ts';
import { FORMATS } from './options.ts';
import { writeFile } from './output-file.ts';
import type { World } from './world.ts';

/** Columns of an answer that goes to no terminal. */
const WIDTH = 80;

/**
 * Prints a command's answer in the form asked for, on stdout or into `--out`, its warnings on stderr, and hands the
 * exit code on. With `--quiet` a clean answer that nobody gave a form or place for is left out.
 */
export async function answer(call: Call, table: Table, exit: number = EXIT.ok): Promise<number> {
  const { world, given, lang } = call;
  const { renderAny, warningsOf } = await import('../render/index.ts');
  for (const warning of warningsOf(table, lang)) await warn(call, { en: warning, zh: warning });
  const out = given.text('out');
  const look = out === undefined ? terminalLook(call) : { colour: false, width: WIDTH };
  const pieces = renderAny(table, { format: formatOf(call), lang, ...look, ok: exit < EXIT.usage });
  if (out !== undefined) await writeFile(world.cwd, out, pieces, given.flag('force'));
  else if (!isHushed(call, exit)) await print(world, pieces);
  return exit;
}

/** Bytes are for files: the command line was refused before. */
async function print(world: World, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (world.out.isClosed) break;
    if (typeof piece === 'string') await world.out.write(piece);
  }
}

function formatOf({ given }: Call): FormName {
  return FORMATS.find((form) => form === given.text('format')) ?? 'table';
}

interface Look {
  readonly colour: boolean;
  readonly width: number;
  readonly isScreen: boolean;
}

function terminalLook(call: Call): Look {
  const colour = formatOf(call) === 'table' && wantsColour(call.world, call.given.flag('no-color'));
  const screen = call.world.out.columns ?? columnsOf(call.world.env['COLUMNS']);
  return { colour, width: screen ?? WIDTH, isScreen: screen !== undefined };
}

/** COLUMNS, where a terminal's own width isn't known: what a pager or a script asks for. */
function columnsOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{1,3}$/u.test(text) ? Number(text) : undefined;
}

function isHushed({ given }: Call, exit: number): boolean {
  return given.flag('quiet') && exit === EXIT.ok && given.text('format') === undefined;
}

/** A warning on stderr. */
export async function warn(call: Call, words: Words): Promise<void> {
  if (call.given.flag('quiet')) return;
  const label: Words = { en: 'warning', zh: '警告' };
  await call.world.err.write(`settle: ${label[call.lang]}: ${sanitise(words[call.lang])}\n`);
}

/** Something said about the answer, on stderr. */
export async function say(call: Call, words: Words): Promise<void> {
  if (!call.given.flag('quiet')) await call.world.err.write(`${sanitise(words[call.lang])}\n`);
}

/** chalk itself ignores NO_COLOR on a terminal (RELIABILITY.md 2.15), so it is weighed here. */
function wantsColour(world: World, refused: boolean): boolean {
  if (refused || isSet(world.env['NO_COLOR'])) return false;
  if (isSet(world.env['FORCE_COLOR'])) return world.env['FORCE_COLOR'] !== '0';
  return world.out.isTerminal && world.env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
