import { formatAmount, ZERO, type Minor } from '../../model/money.ts';
import { returnedCheque, type ChequeEntry } from '../../receivables/index.ts';
import type { Area, Json } from '../area.ts';
import { BUCKET_NAMES } from '../buckets.ts';
import { paymentsOf, ratesOf } from '../late-fee-fields.ts';

const bouncedCheque: Area = {
  name: 'bounced-cheque',
  work(input) {
    const currency = input.currency();
    const invoice = input.positive('invoice_amount', currency);
    const transferredOn = input.dayIf('paid_by_transfer');
    const transfer = input.positiveIf('transfer_amount', currency) ?? invoice;
    const returnedOn = input.dayIf('returned');
    const receivedOn = input.day('cheque_received');
    if (returnedOn !== undefined && returnedOn < receivedOn)
      input.refuse('returned', 'not-before', { from: receivedOn });
    const stands = returnedCheque({
      invoice,
      dueOn: input.day('due'),
      cheque: input.positiveIf('cheque_amount', currency) ?? invoice,
      receivedOn,
      ...(returnedOn === undefined ? {} : { returnedOn }),
      bankFee: input.positiveIf('bank_fee', currency) ?? ZERO,
      payments: [
        ...paymentsOf(input, currency),
        ...(transferredOn === undefined ? [] : [{ on: transferredOn, amount: transfer }]),
      ],
      asOf: input.day('as_of'),
      rates: ratesOf(input),
    });
    const money = (amount: Minor): string => formatAmount(amount, currency);
    const { lateFee: charged } = stands;
    const terms = charged.segments.map((one) => `${money(one.principal)}×${one.days}×${one.ratePerDay.toFixed()}`);
    const formula = `${terms.length === 0 ? money(ZERO) : terms.join(' + ')} → ${money(charged.fee)}`;
    return {
      result: {
        receivable_open: money(stands.open),
        ageing_bucket: stands.bucket === undefined ? null : BUCKET_NAMES[stands.bucket],
        late_fee: money(charged.fee),
        claimable_compensation_2pct: money(stands.compensation),
        entries: stands.entries.map((entry) => entryJson(entry, money)),
      },
      working:
        stands.entries.length === 0
          ? { en: `the cheque hasn't come back: late fee ${formula}`, zh: `支票未被退回：滞纳金 ${formula}` }
          : {
              en: `the cheque is treated as never paid: late fee ${formula}`,
              zh: `支票视同从未付款：滞纳金 ${formula}`,
            },
    };
  },
};
export default bouncedCheque;

/** 1122 应收账款, 1002 银行存款, 6603 财务费用. */
const ACCOUNTS: Readonly<Record<ChequeEntry['kind'], { readonly debit: string; readonly credit: string }>> = {
  reinstated: { debit: '1122', credit: '1002' },
  'bank-fee': { debit: '6603', credit: '1002' },
};

function entryJson({ on, kind, amount }: ChequeEntry, money: (amount: Minor) => string): Json {
  const { debit, credit } = ACCOUNTS[kind];
  return {
    on,
    lines: [
      { account: debit, debit: money(amount), credit: money(ZERO) },
      { account: credit, debit: money(ZERO), credit: money(amount) },
    ],
  };
}
