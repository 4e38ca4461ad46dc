import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { EXIT, StopError } from '../../model/problem.ts';
import type { Table } from '../../model/table.ts';
import { answer, say } from '../answer.ts';
import type { Call } from '../command.ts';
import { errnoOf } from '../errno.ts';
import { makeFolder } from '../folder.ts';
import { writeFile } from '../output-file.ts';
import { booksFolder, loadSettings, SETTINGS_FILE } from '../session.ts';
import { TEMPLATE_SETTINGS } from '../template-settings.ts';

/** Makes books in a folder that holds none; a settle.yaml that stands there already is checked and kept. */
export async function run(call: Call): Promise<number> {
  const { world, args, given } = call;
  const [named] = args;
  const folder = named === undefined ? booksFolder(call) : resolve(world.cwd, named);
  const path = join(folder, 'books.db');
  if (existsSync(path)) throw new StopError('BOOKS_EXIST', { path });
  const hasSettings = existsSync(join(folder, SETTINGS_FILE));
  if (hasSettings) loadSettings(folder);
  if (!given.flag('dry-run')) await make(folder, hasSettings);
  const shown = relative(world.cwd, folder) || '.';
  if (given.text('format') !== undefined) return answer(call, tableOf(shown, hasSettings));
  await tell(call, shown, hasSettings);
  return EXIT.ok;
}

async function make(folder: string, hasSettings: boolean): Promise<void> {
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) throw new StopError('NOT_WRITABLE', { path: folder });
  } catch (error) {
    if (error instanceof StopError) throw error;
    throw new StopError(errnoOf(error) === 'ENOSPC' ? 'DISK_FULL' : 'NOT_WRITABLE', { path: folder }, [], error);
  }
  const { createBooks } = await import('../../store/open.ts');
  // Settings first: a run that is killed between the two can simply be repeated.
  if (!hasSettings) await writeFile(folder, SETTINGS_FILE, [TEMPLATE_SETTINGS], false);
  createBooks(folder);
}

async function tell(call: Call, folder: string, hasSettings: boolean): Promise<void> {
  const isPlan = call.given.flag('dry-run');
  const kept = { en: `; ${SETTINGS_FILE} was there and is kept`, zh: `；已有的 ${SETTINGS_FILE} 保留不变` };
  const tail = hasSettings
    ? kept
    : { en: `; now put your accounts into ${SETTINGS_FILE}`, zh: `；请在 ${SETTINGS_FILE} 中填写账户` };
  await say(call, {
    en: `${isPlan ? 'would make books in' : 'books made in'} ${folder}${tail.en}`,
    zh: `${isPlan ? '将新建账套：' : '已新建账套：'}${folder}${tail.zh}`,
  });
}

function tableOf(folder: string, hasSettings: boolean): Table {
  return {
    schema: 'settle.init/1',
    title: { en: 'New books', zh: '新建账套' },
    columns: [
      { key: 'books', title: { en: 'Books', zh: '账套' }, type: 'text' },
      { key: 'settings', title: { en: 'Settings', zh: '设置' }, type: 'text', values: SETTINGS },
    ],
    rows: [{ books: folder, settings: hasSettings ? 'kept' : 'written' }],
  };
}

const SETTINGS = { kept: { en: 'kept', zh: '保留' }, written: { en: 'written', zh: '新写' } };
