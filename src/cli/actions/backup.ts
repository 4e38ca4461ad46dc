import { resolve } from 'node:path';

import { backUp } from '../../jobs/back-up.ts';
import { invariant } from '../../model/problem.ts';
import { answer } from '../answer.ts';
import type { Call } from '../command.ts';
import { withSession } from '../session.ts';

/** Copies the database and looks the copy through; a file that stands there is never replaced. */
export async function run(call: Call): Promise<number> {
  const { args, world, given } = call;
  const [file] = args;
  invariant(file !== undefined, 'needed arguments were checked');
  const dryRun = given.flag('dry-run');
  return withSession(call, 'write', async ({ books, settings, operator }) => {
    const made = await backUp(books, {
      target: resolve(world.cwd, file),
      name: file,
      operator,
      at: world.now(),
      dryRun,
    });
    return answer(call, {
      schema: 'settle.backup/1',
      title: dryRun
        ? { en: 'Would be backed up', zh: '将备份（未写入）' }
        : { en: 'Backed up and verified', zh: '已备份并校验' },
      columns: [
        { key: 'file', title: { en: 'File', zh: '文件' }, type: 'text' },
        { key: 'sha256', title: { en: 'SHA-256', zh: 'SHA-256' }, type: 'text', whole: true },
        { key: 'audit_head', title: { en: 'Audit head', zh: '审计链末端' }, type: 'text', whole: true },
      ],
      rows: [
        {
          file,
          ...(dryRun ? {} : { sha256: made.sha256 }),
          ...(made.head === '' ? {} : { audit_head: made.head }),
        },
      ],
      facts: { book: settings.book },
      notes: [
        {
          words: {
            en: 'settle.yaml and archive/ are plain files: copy them along. Restoring is putting the copy back as books.db.',
            zh: 'settle.yaml 与 archive/ 为普通文件，请一并复制；恢复时将备份放回为 books.db。',
          },
        },
      ],
    });
  });
}
