import type { FormatProfile } from '../profile.ts';

/**
 * WeChat's answer for a day without a bill, in place of the bill: XML with `No Bill Exist` (v2, error 20002) or JSON
 * with `NO_STATEMENT_EXIST` (v3). It is an empty day (formats/cn.md §4); whose and which stands in the name alone.
 */
const wechatNoBill: FormatProfile<'settlement', never> = {
  id: 'wechat-no-bill',
  title: { en: 'WeChat Pay: no bill of this day', zh: '微信支付：当日无账单' },
  kind: 'settlement',
  platform: 'wechat',
  bill: 'trade',
  fundNames: /基本账户|运营账户|手续费账户|资金|fund/iu,
  grade: 'A',
  joins: { en: 'nothing: no rows', zh: '无明细' },
  columns: {},
  known: [],
  answer: /No\s+Bill\s+Exist|NO_STATEMENT_EXIST|<error_code>(?:<!\[CDATA\[)?20002/iu,
  read: () => undefined,
};
export default wechatNoBill;
