import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const match: CommandSpec = {
  name: 'match',
  summary: { en: 'find which items are the same money, most certain first', zh: '勾对：按确定程度逐轮匹配' },
  shared: ['as-of', 'dry-run', ...ANSWER],
  load: () => import('../actions/match.ts'),
};
export default match;
