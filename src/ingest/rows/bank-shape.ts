import type { Columns, Footer, Preamble } from '../profile.ts';
import type { BankField } from './bank-line.ts';

/** A bank names some of the fields. */
export type BankColumns = Partial<Columns<BankField>>;

/** `账  号` with wide blanks between, `账户号`, `查询账号[ Inquirer account number ]`, `银行账号`, `账号:`, but never the other side's. */
const ACCOUNT = /(?<!对方|付款人|收款人)(?:账\s*号|帐\s*号|账户号码?|卡\s*号)\D{0,60}?(\d[\d-]{6,34}\d)/u;
const DATE = String.raw`\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?`;
const CLOCK = String.raw`(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?`;
const UNTIL = String.raw`(?:[-—–~～至到]+|[^\d\s]{0,4}(?:截止|终止|结束)\D{0,8})`;
/** `查询时间范围[ Time Range ] 20260601-20260701`, `2026-06-01至2026-06-30`, `起始日期：20260601 截止日期：20260630`. */
const RANGE = new RegExp(String.raw`(?<from>${DATE})${CLOCK}\s*${UNTIL}\s*(?<to>${DATE})`, 'u');
const CURRENCY = /币\s*[种别](?:\[[^\]]*\])?\s*[:：]?\s*([^\s:：,，|]+)/u;

/** What bank statements say above their header, whoever wrote them (formats/cn.md §15). */
export const BANK_PREAMBLE: Preamble = { account: [ACCOUNT], period: [RANGE], currency: [CURRENCY] };

const CREDIT_SUM = /(?:收入|贷方|转入)(?:发生)?(?:合计|总额|总计|总金额|金额合计)|汇总收入金额|总收入/u.source;
const DEBIT_SUM = /(?:支出|借方|转出)(?:发生)?(?:合计|总额|总计|总金额|金额合计)|汇总支出金额|总支出/u.source;
const CREDIT_COUNT = /(?:收入|贷方|转入)(?:发生)?(?:总)?笔数/u.source;
const DEBIT_COUNT = /(?:支出|借方|转出)(?:发生)?(?:总)?笔数/u.source;
const AMOUNT = String.raw`(?:\((?:元|人民币)\)|（(?:元|人民币)）)?[:：\s]*(?<amount>\d[\d,]*(?:\.\d+)?)(?![\d,]*\s*笔)`;
const COUNT = String.raw`[:：\s]*(?<count>\d+)`;

/** What stands below the rows: notes, and sums that the rows must come to. */
export const BANK_FOOTER: Footer = {
  starts:
    /^(?:合\s*计|总\s*计|汇总|总笔数|总收入|总支出|收入(?:合计|总)|支出(?:合计|总)|[借贷]方(?:发生)?(?:合计|总)|共\s*\d|以上|说明|声明|注[:：]|打印|温馨提示|\*{3})/u,
  totals: [
    { pattern: new RegExp(`(?:${CREDIT_SUM})${AMOUNT}`, 'u'), what: '收入合计', tally: 'credit', absolute: true },
    { pattern: new RegExp(`(?:${DEBIT_SUM})${AMOUNT}`, 'u'), what: '支出合计', tally: 'debit', absolute: true },
    { pattern: new RegExp(`(?:${CREDIT_COUNT})${COUNT}`, 'u'), what: '收入笔数', tally: 'credit' },
    { pattern: new RegExp(`(?:${DEBIT_COUNT})${COUNT}`, 'u'), what: '支出笔数', tally: 'debit' },
  ],
  underColumns: {
    credit: { tally: 'credit', unit: 'amount', absolute: true },
    debit: { tally: 'debit', unit: 'amount', absolute: true },
  },
};

/** Every column that may carry the payout's reference: all are read and joined (formats/cn.md §15). */
export const MEMO_COLUMNS: readonly string[] = [
  '摘要',
  '业务摘要',
  '交易摘要',
  '其它摘要',
  '其他摘要',
  '交易描述',
  '用途',
  '交易用途',
  '资金用途',
  '附言',
  '交易附言',
  '客户附言',
  '备注',
  '备注信息',
  '个性化信息',
  '交易说明',
  '客户摘要',
];
