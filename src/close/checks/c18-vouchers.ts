import type { Check } from '../check.ts';
import { listed, reason } from '../reasons.ts';

/** Σ debit = Σ credit of each and of all, numbers without a gap. */
const check: Check = {
  code: 'C18',
  title: { en: 'vouchers balance, without gaps, exported', zh: '凭证平衡、连号并已导出' },
  severity: 'B',
  run: ({ vouchers, month }) => {
    if (vouchers === undefined)
      return [{ ...reason('no vouchers are made of these books', '本账套未生成凭证'), warns: true }];
    const { unbalanced, missing, exported } = vouchers;
    const command = `settle export vouchers --period ${month}`;
    return [
      ...(unbalanced.length === 0
        ? []
        : [reason(`not balanced: ${listed(unbalanced)}`, `借贷不平：${listed(unbalanced)}`, command)]),
      ...(missing.length === 0
        ? []
        : [reason(`numbers missing: ${listed(missing)}`, `缺号：${listed(missing)}`, command)]),
      ...(exported ? [] : [reason('not exported', '尚未导出', command)]),
    ];
  },
};

export default check;
