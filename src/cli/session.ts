import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { calendarFrom, type WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import { StopError } from '../model/problem.ts';
import type { BookSettings } from '../model/settings.ts';
import type { DeclaredFormat } from '../jobs/formats.ts';
import type { Books, OpenBooksOptions } from '../store/open.ts';
import { warn } from './answer.ts';
import type { Call } from './command.ts';
import { readCalendar } from './config/calendar.ts';
import { readSettings } from './config/read.ts';
import { errnoOf } from './errno.ts';
import { build } from './version.ts';
import { dayIn } from './world.ts';

export const SETTINGS_FILE = 'settle.yaml';
/** Settings are written by hand: more than this isn't one. */
const SETTINGS_BYTES = 1024 ** 2;
/** Before any statement. */
const FIRST_DAY = '1970-01-01' as Day;

/** Opened books with what this call says about them. */
export interface Session {
  readonly books: Books;
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  /** Names the build, the settings and the calendar by which findings are worked out; undefined where nothing was built. */
  readonly rules: string | undefined;
  /** The user's own. */
  readonly formats: readonly DeclaredFormat[];
  readonly asOf: Day;
  /** The days asked for; undefined: nothing is cut off. An end that isn't given is the first day, or `asOf`. */
  readonly period?: { readonly from: Day; readonly to: Day };
  readonly operator: string;
}

/** `--books`, else SETTLE_BOOKS, else the current folder. */
export function booksFolder({ world, given }: Call): string {
  const named = world.env['SETTLE_BOOKS'];
  return resolve(world.cwd, given.text('books') ?? (named === undefined || named === '' ? '.' : named));
}

/** settle.yaml of the books, checked; read anew at every run. */
export function loadSettings(folder: string): BookSettings {
  return readSettings(settingsText(folder), SETTINGS_FILE);
}

function settingsText(folder: string): string {
  const path = join(folder, SETTINGS_FILE);
  if (!existsSync(path)) {
    throw new StopError(existsSync(join(folder, 'books.db')) ? 'CONFIG_MISSING' : 'BOOKS_MISSING', { path: folder });
  }
  return readText(path);
}

/** A folder of the books for formats of one's own, a file each. */
const PROFILES_FOLDER = 'profiles';

/** The formats that settle.yaml and the files of profiles/ declare; nothing is loaded for books without any. */
export async function loadFormats(folder: string): Promise<readonly DeclaredFormat[]> {
  const text = readText(join(folder, SETTINGS_FILE));
  const inside = join(folder, PROFILES_FOLDER);
  const names = existsSync(inside) ? readdirSync(inside).filter((name) => /^[^.].*\.ya?ml$/iu.test(name)) : [];
  if (names.length === 0 && !/^["']?formats["']?\s*:/mu.test(text)) return [];
  const { readFormats } = await import('./config/formats.ts');
  const profiles = names.sort().map((name) => ({
    name: `${PROFILES_FOLDER}/${name}`,
    text: readText(join(inside, name)),
  }));
  return readFormats({ name: SETTINGS_FILE, text }, profiles);
}

/** The working days the settings name: China's, or those with a file of the user's on top. */
export function loadCalendar(folder: string, settings: BookSettings): WorkingCalendar {
  return calendarOf(calendarText(folder, settings), settings);
}

function calendarText(folder: string, { calendar }: BookSettings): string | undefined {
  return calendar === 'cn' ? undefined : readText(join(folder, calendar));
}

function calendarOf(text: string | undefined, { calendar }: BookSettings): WorkingCalendar {
  return text === undefined ? calendarFrom() : calendarFrom(readCalendar(text, calendar));
}

/** What findings are worked out by, as one text: any change of it makes them anew. */
function rulesOf(settings: string, calendar: string | undefined): string | undefined {
  const program = build();
  return program === undefined ? undefined : [program, settings, calendar ?? ''].join('\n');
}

/**
 * What the books are opened for; an import writes its rows beside the reading. Who reads or looks through (`look`: and
 * keeps findings) as of a day in a closed month sees what was known when it was closed.
 */
export type SessionMode = 'read' | 'look' | 'write' | 'import';

/** Opens the books, does the work and closes them, however it ends. `pinned`: the day, whatever `--as-of` says. */
export async function withSession<T>(
  call: Call,
  mode: SessionMode,
  work: (session: Session) => Promise<T>,
  pinned?: Day,
): Promise<T> {
  const folder = booksFolder(call);
  const { given, world } = call;
  // Read once: what is kept of the findings must rest on the very text they were worked out by.
  const text = settingsText(folder);
  const settings = readSettings(text, SETTINGS_FILE);
  const days = calendarText(folder, settings);
  const calendar = calendarOf(days, settings);
  const rules = rulesOf(text, days);
  const formats = await loadFormats(folder);
  const { from, to } = given.span();
  const asOf = pinned ?? given.day('as-of') ?? dayIn(world.now(), settings.timezone);
  const period = { from: from ?? FIRST_DAY, to: to ?? asOf };
  const { ensureBooks, openBooks } = await import('../store/open.ts');
  // settle.yaml alone is books nobody has used yet. With an archive beside it, books.db has been lost: that is told.
  const isNew = !existsSync(join(folder, 'books.db')) && !existsSync(join(folder, 'archive'));
  if (isNew) ensureBooks(folder, given.busyMs());
  const books = openBooks(folder, { ...openingOf(mode, asOf), busyMs: given.busyMs() });
  try {
    return await work({
      books,
      settings,
      calendar,
      rules,
      formats,
      asOf,
      ...(from === undefined && to === undefined ? {} : { period }),
      operator: await operatorOf(call),
    });
  } finally {
    await books.close();
  }
}

function openingOf(mode: SessionMode, asOf: Day): Omit<OpenBooksOptions, 'busyMs'> {
  switch (mode) {
    case 'read':
      return { mode, asOf };
    case 'look':
      return { mode: 'write', asOf };
    case 'write':
      return { mode };
    case 'import':
      return { mode: 'write', apart: true };
  }
}

/** `--operator`, else SETTLE_OPERATOR, else who is logged in; told once where nobody is. */
async function operatorOf(call: Call): Promise<string> {
  const { world, given } = call;
  const { env } = world;
  const names = [given.text('operator'), env['SETTLE_OPERATOR'], env['USER'], env['LOGNAME']];
  const name = names.find((one) => one !== undefined && one !== '') ?? world.user?.();
  // A decision asks for a reason; what a job of the night does is nobody's.
  if (name === undefined && given.text('reason') !== undefined) {
    await warn(call, {
      en: 'nobody is named as the one who decides, «unknown» is written: give --operator NAME or set SETTLE_OPERATOR',
      zh: '未说明操作人，将记为“unknown”：请用 --operator 姓名，或设置 SETTLE_OPERATOR',
    });
  }
  return name ?? 'unknown';
}

/** The text of a file of settings. */
export function readText(path: string): string {
  const file = basename(path);
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new StopError('CONFIG_UNREADABLE', { file, reason: 'not-regular' });
    if (stat.size > SETTINGS_BYTES) throw new StopError('CONFIG_UNREADABLE', { file, reason: 'too-large' });
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof StopError) throw error;
    const reason = error instanceof TypeError ? 'not-text' : errnoOf(error);
    throw new StopError(
      reason === 'ENOENT' ? 'CONFIG_MISSING' : 'CONFIG_UNREADABLE',
      { file, path, reason },
      [],
      error,
    );
  }
}
