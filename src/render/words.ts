import type { Column } from '../model/table.ts';
import type { Language, Words } from '../model/words.ts';

export const TOTAL: Words = { en: 'Total', zh: '合计' };
export const NONE: Words = { en: '(none)', zh: '（无）' };
export const YES: Words = { en: 'yes', zh: '是' };
export const NO: Words = { en: 'no', zh: '否' };
/** Between a name and its value. */
export const COLON: Words = { en: ': ', zh: '：' };

/** Header facts that reports have in common. */
const FACTS: Readonly<Record<string, Words>> = {
  book: { en: 'Books', zh: '账套' },
  account: { en: 'Account', zh: '账户' },
  platform: { en: 'Platform', zh: '平台' },
  shop: { en: 'Shop', zh: '店铺' },
  order: { en: 'Order', zh: '订单' },
  ref: { en: 'Ref', zh: '单号' },
  customer: { en: 'Customer', zh: '客户' },
  currency: { en: 'Currency', zh: '币种' },
  period: { en: 'Period', zh: '期间' },
  from: { en: 'From', zh: '起始日期' },
  to: { en: 'To', zh: '截至日期' },
  snapshot: { en: 'Snapshot', zh: '快照' },
  state: { en: 'State', zh: '状态' },
  version: { en: 'Version', zh: '版本' },
  open_items: { en: 'Open items carried over', zh: '结转未清项' },
  passed: { en: 'passed', zh: '通过' },
  warned: { en: 'warned', zh: '提醒' },
  overridden: { en: 'overridden', zh: '放行' },
  blocked: { en: 'blocked', zh: '未通过' },
  audit_head: { en: 'Audit head', zh: '审计链末端' },
  opening: { en: 'Opening', zh: '期初' },
  reserve: { en: 'Reserve', zh: '资金储备' },
  statement_hash: { en: 'Statement hash', zh: '对账单校验值' },
  as_of: { en: 'As of', zh: '截止日期' },
  run: { en: 'Run', zh: '运行' },
  operator: { en: 'Operator', zh: '操作人' },
  reason: { en: 'Reason', zh: '原因' },
  new_groups: { en: 'New', zh: '新增' },
  lost_groups: { en: 'Lost', zh: '失去' },
  changed_states: { en: 'Other state', zh: '状态改变' },
  conflicts: { en: 'In conflict with decisions', zh: '与人工决定冲突' },
  count: { en: 'Count', zh: '笔数' },
  amount: { en: 'Amount', zh: '金额' },
  rows: { en: 'Rows', zh: '行数' },
  difference: { en: 'Difference', zh: '差额' },
};

/** The words of a fact or total: its column's, else those all reports share, else its key. */
export function titleOf(key: string, columns: readonly Column[], lang: Language): string {
  const column = columns.find((candidate) => candidate.key === key);
  return (column?.title ?? FACTS[key])?.[lang] ?? key.replaceAll('_', ' ');
}
