import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { demoMonth } from '../../demo/index.ts';
import { importFiles } from '../../jobs/import-files.ts';
import { matchOpenItems } from '../../jobs/match-open-items.ts';
import { StopError } from '../../model/problem.ts';
import { discrepancyTable } from '../../report/index.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { sourcesOf } from '../files.ts';
import { makeFolder } from '../folder.ts';
import { given } from '../given.ts';
import { writeFile } from '../output-file.ts';
import { keptFindings, reportContext } from '../report-context.ts';
import { SETTINGS_FILE, withSession, type Session } from '../session.ts';

type DemoMonth = ReturnType<typeof demoMonth>;

const FOLDER = 'demo';
const STATEMENTS = 'statements';

/**
 * Writes a made-up month, imports, matches and checks it, and shows what was found. Run again in the same folder it
 * finds everything known already. Ends with 0 although there are findings: they were planted.
 */
export async function run(call: Call): Promise<number> {
  const { world, args } = call;
  const folder = resolve(world.cwd, args[0] ?? FOLDER);
  const shown = relative(world.cwd, folder) || '.';
  const month = demoMonth();
  await makeBooks(folder, month);
  await say(call, {
    en: `$ settle init ${shown}    and ${month.files.length} statements in ${join(shown, STATEMENTS)}`,
    zh: `$ settle init ${shown}    并写出 ${month.files.length} 个账单文件：${join(shown, STATEMENTS)}`,
  });
  const here: Call = { ...call, given: optionsOf(call, folder, month) };
  return withSession(here, 'write', async (session) => {
    await importAll(here, session, join(folder, STATEMENTS));
    await matchAll(here, session);
    const books = `--books ${shown} --as-of ${month.asOf}`;
    await say(call, { en: `$ settle check ${books}`, zh: `$ settle check ${books}` });
    const open = (await keptFindings(session)).filter((finding) => finding.state === 'open');
    const table = await discrepancyTable(open, await reportContext(here, session));
    return answer(here, table);
  });
}

/** The folder's own books, or those of an earlier demo; other people's are left alone. */
async function makeBooks(folder: string, month: DemoMonth): Promise<void> {
  const settings = join(folder, SETTINGS_FILE);
  const path = join(folder, 'books.db');
  if (existsSync(settings) && readFileSync(settings, 'utf8') !== month.settings)
    throw new StopError('BOOKS_EXIST', { path });
  if (existsSync(path) && !existsSync(settings)) throw new StopError('BOOKS_EXIST', { path });
  try {
    makeFolder(join(folder, STATEMENTS));
  } catch (error) {
    throw new StopError(errnoOf(error) === 'ENOSPC' ? 'DISK_FULL' : 'NOT_WRITABLE', { path: folder }, [], error);
  }
  writeFile(folder, SETTINGS_FILE, [month.settings], true);
  for (const { name, bytes } of month.files) writeFile(join(folder, STATEMENTS), name, [bytes], true);
  if (existsSync(path)) return;
  const { createBooks } = await import('../../store/open.ts');
  createBooks(folder);
}

/** The demo's books and day, with the form of answer that was asked for. */
function optionsOf(call: Call, folder: string, { asOf }: DemoMonth): Call['given'] {
  const values = new Map<string, string | true>([
    ['books', folder],
    ['as-of', asOf],
  ]);
  for (const name of ['format', 'out', 'busy-timeout', 'operator']) {
    const value = call.given.text(name);
    if (value !== undefined) values.set(name, value);
  }
  for (const name of ['force', 'quiet', 'no-color']) if (call.given.flag(name)) values.set(name, true);
  return given(values);
}

async function importAll(call: Call, { books, settings, operator }: Session, folder: string): Promise<void> {
  const options = { settings, currency: settings.currency, partial: false, acceptDifferences: false, dryRun: false };
  const sources = sourcesOf(call.world, [folder]);
  let stored = 0;
  let known = 0;
  for await (const rows of importFiles(books, sources, { ...options, operator, at: call.world.now() })) {
    for (const row of rows) {
      if (row.refusal !== undefined)
        throw new StopError(row.refusal.code, { file: row.file, ...row.refusal.params }, row.problems);
      stored += row.stored;
      known += row.known;
    }
  }
  await say(call, {
    en: `$ settle import ${STATEMENTS}    rows stored: ${stored}, already known: ${known}`,
    zh: `$ settle import ${STATEMENTS}    存入 ${stored} 行，已有 ${known} 行`,
  });
}

async function matchAll(call: Call, { books, settings, calendar, operator }: Session): Promise<void> {
  const { passes } = await matchOpenItems(books, { settings, calendar, dryRun: false, operator, at: call.world.now() });
  const matched = passes.reduce((sum, pass) => sum + pass.matched, 0);
  await say(call, { en: `$ settle match    groups matched: ${matched}`, zh: `$ settle match    勾对 ${matched} 组` });
}
