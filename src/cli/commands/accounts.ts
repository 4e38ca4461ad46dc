import type { CommandSpec } from '../command.ts';
import { ANSWER, SPAN } from '../options.ts';

const accounts: CommandSpec = {
  name: 'accounts',
  summary: {
    en: 'accounts, their balances, and which days statements cover',
    zh: '账户、余额以及账单覆盖的日期',
  },
  shared: [...SPAN, 'account', 'platform', ...ANSWER],
  load: () => import('../actions/accounts.ts'),
};
export default accounts;
