import type { CommandSpec } from '../command.ts';
import { ANSWER } from '../options.ts';

const calendar: CommandSpec = {
  name: 'calendar',
  summary: { en: 'working days, holidays and make-up days as the program knows them', zh: '工作日、节假日与调休' },
  arguments: [{ name: 'YEAR', summary: { en: 'such as 2026 (this year)', zh: '年份，如 2026（默认今年）' } }],
  shared: ANSWER,
  load: () => import('../actions/calendar.ts'),
};
export default calendar;
