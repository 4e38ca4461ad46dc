import type { Check, Reason } from '../check.ts';
import { listed, reason } from '../reasons.ts';

/** Σ debit = Σ credit of each and of all, numbers without a gap; exported, where vouchers are handed to a program. */
const check: Check = {
  code: 'C18',
  title: { en: 'vouchers balance, without gaps, exported', zh: '凭证平衡、连号并已导出' },
  severity: 'B',
  run: ({ vouchers: { unbalanced, missing, unexported, isUsed }, month, to }) => {
    // As of the month's end: what was matched later belongs to the next month's papers.
    const command = `settle export vouchers --period ${month} --as-of ${to} --to PROGRAM`;
    const some = (numbers: readonly string[], en: string, zh: string): readonly Reason[] =>
      numbers.length === 0 ? [] : [reason(`${en}: ${listed(numbers)}`, `${zh}：${listed(numbers)}`, command)];
    const exported = some(unexported, 'not exported', '尚未导出');
    return [
      ...some(unbalanced, 'not balanced', '借贷不平'),
      ...some(missing, 'numbers missing', '缺号'),
      // Whoever hands vouchers to no program doesn't have to begin for the sake of a close.
      ...(isUsed ? exported : exported.map((one): Reason => ({ ...one, warns: true }))),
    ];
  },
};

export default check;
