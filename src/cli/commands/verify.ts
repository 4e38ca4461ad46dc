import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const verify: CommandSpec = {
  name: 'verify',
  summary: { en: 'look through database, archive and audit chain', zh: '检查数据库、存档与审计链是否完好' },
  options: [
    {
      name: 'head',
      value: 'HASH',
      summary: {
        en: 'a link of the audit chain that was kept elsewhere and must stand in it',
        zh: '另行保存的审计链哈希，须仍在链中',
      },
    },
  ],
  shared: ANSWER,
  load: () => import('../actions/verify.ts'),
};
export default verify;
