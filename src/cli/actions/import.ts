import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import type { ImportOptions, ImportRow, LateData } from '../../jobs/import-files.ts';
import { EXIT, StopError } from '../../model/problem.ts';
import type { Words } from '../../model/words.ts';
import { answer, say, warn } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { sourcesOf } from '../files.ts';
import { tellMissing } from '../missing-accounts.ts';
import { progressOf } from '../progress.ts';
import { readingOptions } from '../reading.ts';
import { withSession, type Session } from '../session.ts';
import { layOutRefusal } from '../words.ts';
import { revisionWords } from './revision-words.ts';
import { importTable, missingAccounts, refusalOf, remarkWords } from './import-table.ts';

const PASSWORD_BYTES = 4_096;

/** Imports the files one by one; a refused one is a row of the answer and leads to exit 3. */
export async function run(call: Call): Promise<number> {
  const sources = sourcesOf(call.world, call.args);
  return withSession(call, 'import', async (session) => {
    // The readers of all formats are loaded while the thread that writes gets ready.
    const { importFiles } = await import('../../jobs/import-files.ts');
    const rows: ImportRow[] = [];
    const progress = await progressOf(call, sources);
    const options = { ...optionsOf(call, session), onRows: progress.rows };
    for await (const some of importFiles(session.books, sources, options)) {
      for (const row of some) progress.fileDone(row.file);
      rows.push(...some);
    }
    progress.stop();
    for (const row of rows) await tell(call, row);
    await tellMissing(call, missingAccounts(rows));
    await summarise(call, rows);
    const isRefused = rows.some((row) => row.status === 'refused');
    const isDrawn = (call.given.text('format') ?? 'table') === 'table';
    return answer(call, importTable(rows, session.settings.book, isDrawn), isRefused ? EXIT.input : EXIT.ok);
  });
}

function optionsOf(call: Call, { settings, formats, operator }: Session): ImportOptions {
  const { given, world } = call;
  const account = given.text('account');
  const passwordFile = given.text('password-file');
  if (account !== undefined && !settings.accounts.some((one) => one.id === account)) {
    throw new StopError('ACCOUNT_UNKNOWN', { account, known: settings.accounts.map((one) => one.id).join(', ') });
  }
  return {
    settings,
    currency: settings.accounts.find((one) => one.id === account)?.currency ?? settings.currency,
    declared: formats,
    partial: given.flag('partial'),
    acceptDifferences: given.flag('accept-differences'),
    dryRun: given.flag('dry-run'),
    operator,
    at: world.now(),
    ...(account === undefined ? {} : { account }),
    ...(passwordFile === undefined ? {} : { password: passwordIn(resolve(world.cwd, passwordFile)) }),
    ...readingOptions(call),
  };
}

function passwordIn(path: string): string {
  const file = basename(path);
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new StopError('FILE_UNREADABLE', { file, reason: 'not-regular' });
    if (stat.size > PASSWORD_BYTES) throw new StopError('FILE_UNREADABLE', { file, reason: 'too-large' });
    return readFileSync(path, 'utf8').split(/\r?\n/u)[0] ?? '';
  } catch (error) {
    if (error instanceof StopError) throw error;
    const reason = errnoOf(error);
    throw new StopError(reason === 'ENOENT' ? 'FILE_MISSING' : 'FILE_UNREADABLE', { file, path, reason }, [], error);
  }
}

/** What is wrong with a file, or remarkable, as soon as it is known. */
async function tell(call: Call, row: ImportRow): Promise<void> {
  if (row.refusal !== undefined) await call.world.err.write(layOutRefusal(refusalOf(row), call.lang));
  for (const words of (row.revises ?? []).flatMap((one) => revisionWords(one, row.file))) await warn(call, words);
  if (row.late !== undefined) await warn(call, lateWords(row.late, row.file));
  for (const remark of row.remarks) {
    const words = remarkWords(remark, row.file);
    if (words !== undefined) await warn(call, words);
  }
}

function lateWords({ rows, adjustments, on }: LateData, file: string): Words {
  return {
    en: `${file}: ${rows} rows are of closed months, ${adjustments} of them say something else and count from ${on}`,
    zh: `${file}：${rows} 行属于已结账月份，其中 ${adjustments} 处与结账时不同，自 ${on} 计入`,
  };
}

async function summarise(call: Call, rows: readonly ImportRow[]): Promise<void> {
  const refused = rows.filter((row) => row.status === 'refused').length;
  const files = new Set(rows.map((row) => row.file)).size;
  const stored = rows.reduce((sum, row) => sum + row.stored, 0);
  const known = rows.reduce((sum, row) => sum + row.known, 0);
  const plan = call.given.flag('dry-run');
  await say(call, {
    en: `files: ${files}, rows ${plan ? 'that would be stored' : 'stored'}: ${stored}, already known: ${known}, files refused: ${refused}`,
    zh: `${files} 个文件：${plan ? '将存入' : '存入'} ${stored} 行，已有 ${known} 行，拒绝 ${refused} 个文件`,
  });
}
