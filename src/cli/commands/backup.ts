import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const backup: CommandSpec = {
  name: 'backup',
  summary: { en: 'a verified copy of the database, while others read', zh: '备份数据库并校验（不影响读取）' },
  arguments: [
    { name: 'FILE', required: true, summary: { en: 'the new file; none may stand there', zh: '新文件，不得已存在' } },
  ],
  shared: ['dry-run', ...ANSWER],
  load: () => import('../actions/backup.ts'),
};
export default backup;
