import type { Currency } from '../../model/currency.ts';
import { formatAmount, minus, plus, ZERO, type Minor, type Rounding } from '../../model/money.ts';
import type { FeeSchedule } from '../../model/settings.ts';
import { expectedFeeReturn, feesOf } from '../../settlement/index.ts';
import type { Area, Outcome } from '../area.ts';
import type { Fields } from '../fields.ts';

const fees: Area = {
  name: 'fees',
  work: (input) => (input.has('refunds') || input.has('settled') ? returned(input) : charged(input)),
};
export default fees;

const ROUNDINGS: readonly Rounding[] = ['half-up', 'half-even', 'up', 'down'];

/** Fees on the lines of a batch, beside the plain rate on its total. */
function charged(input: Fields): Outcome {
  const currency = input.currency();
  const { perLine, sum, onBatchTotal, difference, net } = feesOf(
    scheduleOf(input, currency),
    input.amounts('amounts', currency),
  );
  const money = (amount: Minor): string => formatAmount(amount, currency);
  return {
    result: {
      per_line: perLine.map(money),
      sum_per_line: money(sum),
      on_batch_total: money(onBatchTotal),
      difference: money(difference),
      net: money(net),
    },
    working: {
      en: `${perLine.length} lines rounded one by one: ${money(sum)}; the rate on their total: ${money(onBatchTotal)}; difference ${money(difference)}`,
      zh: `逐笔取整 ${perLine.length} 笔合计 ${money(sum)}；按总额计算 ${money(onBatchTotal)}；差额 ${money(difference)}`,
    },
  };
}

function scheduleOf(input: Fields, currency: Currency): FeeSchedule {
  const min = input.positiveIf('min', currency);
  const max = input.positiveIf('cap', currency) ?? input.positiveIf('max', currency);
  return {
    rate: input.rate('rate'),
    flat: input.positiveIf('flat', currency) ?? ZERO,
    rounding: input.choiceIf('rounding', ROUNDINGS) ?? 'half-up',
    returnedOnRefund: false,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

/** What comes back of a fee with each of a trade's refunds, one after the other. */
function returned(input: Fields): Outcome {
  const currency = input.currency();
  const settled = input.positive('settled', currency);
  const fee = input.positive('fee_charged', currency);
  const refunds = input.amounts('refunds', currency, 'not-negative');
  const back: Minor[] = [];
  for (const [index, refund] of refunds.entries()) {
    const refundedBefore = plus(...refunds.slice(0, index));
    back.push(expectedFeeReturn({ settled, fee, refundedBefore, feeReturnedBefore: plus(...back), refund }));
  }
  const money = (amount: Minor): string => formatAmount(amount, currency);
  const paid = refunds.map((refund, index) => minus(refund, back[index] ?? ZERO));
  return {
    result: {
      fee_returned: back.map(money),
      sum: money(plus(...back)),
      merchant_pays_per_refund: paid.map(money),
    },
    working: {
      en: `of the fee ${money(fee)} on ${money(settled)}, ${money(plus(...back))} comes back with ${refunds.length} refunds of ${money(plus(...refunds))}`,
      zh: `${money(settled)} 的手续费 ${money(fee)}：${refunds.length} 笔退款共 ${money(plus(...refunds))}，退回手续费 ${money(plus(...back))}`,
    },
  };
}
