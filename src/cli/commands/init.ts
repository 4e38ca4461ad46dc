import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const init: CommandSpec = {
  name: 'init',
  summary: { en: 'make new books: settle.yaml and an empty books.db', zh: '新建账套：settle.yaml 与空的 books.db' },
  arguments: [
    { name: 'DIR', summary: { en: 'the folder (that of --books, else here)', zh: '文件夹（默认 --books，否则当前）' } },
  ],
  shared: ['dry-run', ...ANSWER],
  load: () => import('../actions/init.ts'),
};
export default init;
