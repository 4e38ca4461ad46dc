import type { Check } from '../check.ts';
import { reason } from '../reasons.ts';

/** 期末调汇: every foreign balance and open item has a rate of the month's end; then its voucher (汇兑差额) is there. */
const check: Check = {
  code: 'C15',
  title: { en: 'foreign balances are revalued', zh: '外币余额已调汇' },
  severity: 'B',
  run: ({ rates, month }) =>
    rates
      .filter((rate) => !rate.isKnown)
      .map(({ currency }) =>
        reason(
          `${currency}: balances or open items, and a rate of ${month} or of an earlier month is missing (import rates, or settle.yaml: vouchers: rates: { ${currency}: { ${month}: … } })`,
          `${currency}：有余额或未清项，但缺少 ${month} 或以前月份的汇率（导入汇率表，或在 settle.yaml 设置 vouchers: rates: { ${currency}: { ${month}: … } }）`,
        ),
      ),
};

export default check;
