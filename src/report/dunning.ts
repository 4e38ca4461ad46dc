import { plus, ZERO } from '../model/money.ts';
import type { Words } from '../model/words.ts';
import { dayColumn, integerColumn, money, moneyColumn, textColumn, WIDE, wordsOf } from './columns.ts';
import { levelNote, loadDunningCases } from './dunning-cases.ts';
import { factsOf } from './facts.ts';
import { note } from './notes.ts';
import type { Report } from './report.ts';

const STATES: Readonly<Record<string, Words>> = {
  due: wordsOf('write now | 应发函'),
  asked: wordsOf('asked already | 已发函'),
  paused: wordsOf('too soon | 间隔未满'),
  review: wordsOf('review, write no more | 转坏账评估'),
  'below-minimum': wordsOf('below the minimum | 低于起催金额'),
  never: wordsOf('never asked | 不催'),
};

const report: Report = {
  name: 'dunning',
  title: wordsOf('Dunning | 催款'),
  summary: wordsOf(
    'whom to ask for money and at which level, one letter a customer; «settle receivable letters» writes them | 应催客户及级别，每客户一函；“settle receivable letters”生成函件',
  ),
  filters: ['customer'],
  async build(context) {
    const cases = await loadDunningCases(context);
    const { currency } = context.settings;
    const own = cases.filter((one) => one.currency === currency);
    return {
      schema: 'settle.report.dunning/1',
      title: report.title,
      facts: factsOf(context),
      columns: [
        textColumn('customer', 'Customer | 客户'),
        integerColumn('level', 'Level | 级别'),
        { key: 'level_name', title: wordsOf('Letter | 函件'), type: 'words' },
        textColumn('state', 'State | 状态', { values: STATES }),
        integerColumn('items', 'Items | 笔数', WIDE),
        integerColumn('oldest_days', 'Days late | 逾期天数'),
        moneyColumn('open', 'Open | 未收'),
        moneyColumn('late_fee', 'Late fee | 滞纳金', WIDE),
        textColumn('currency', 'Currency | 币种', WIDE),
        dayColumn('pay_by', 'Pay by | 最后付款日', WIDE),
        integerColumn('last_level', 'Last level | 上次级别', WIDE),
        dayColumn('last_on', 'Last letter | 上次函件', WIDE),
        dayColumn('not_before', 'Not before | 不早于', WIDE),
        textColumn('refs', 'Refs | 单号', WIDE),
      ],
      rows: cases.map((one) => ({
        customer: one.customer,
        level: one.step.level.level,
        level_name: one.step.level.title,
        state: one.state,
        items: one.parts.length,
        oldest_days: Math.max(0, ...one.parts.map((part) => part.days)),
        open: money(one.open, one.currency),
        late_fee: money(one.lateFee, one.currency),
        currency: one.currency,
        pay_by: one.payBy,
        last_level: one.last?.level,
        last_on: one.last?.on,
        not_before: one.step.notBefore,
        refs: one.parts.map((part) => part.ref).join(' '),
      })),
      totals: { count: cases.length, open: money(plus(ZERO, ...own.map((one) => one.open)), currency) },
      notes: [
        note(
          'Disputed debts and what is promised aren’t asked for; an extended one by its new due day. Nothing is ever sent.',
          '有争议的及已承诺付款的金额不催；展期的按新到期日。本程序从不自行发送。',
        ),
        levelNote,
      ],
    };
  },
};

export default report;
