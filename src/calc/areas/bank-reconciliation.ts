import { OUTSTANDING_KINDS, reconcile, reconciliationHints, type Outstanding } from '../../close/index.ts';
import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import { formatAmount, ZERO, type Minor } from '../../model/money.ts';
import type { Words } from '../../model/words.ts';
import { compareText } from '../../receivables/index.ts';
import type { Area } from '../area.ts';
import type { Fields } from '../fields.ts';

const bankReconciliation: Area = {
  name: 'bank-reconciliation',
  work(input) {
    const currency = input.currency();
    const items = itemsOf(input, currency);
    const book = input.amount('book_balance', currency);
    const bank = input.amount('bank_balance', currency);
    const { sums, adjustedBook = ZERO, adjustedBank = ZERO, difference = ZERO } = reconcile(book, bank, items);
    const money = (amount: Minor): string => formatAmount(amount, currency);
    const formula = `${money(book)} + ${money(sums.bank_in_not_book)} − ${money(sums.bank_out_not_book)} = ${money(adjustedBook)}`;
    const other = `${money(bank)} + ${money(sums.book_in_not_bank)} − ${money(sums.book_out_not_bank)} = ${money(adjustedBank)}`;
    const hints = hintWords(difference, items);
    return {
      result: {
        sums: Object.fromEntries(OUTSTANDING_KINDS.map((kind) => [kind, money(sums[kind])])),
        adjusted_book: money(adjustedBook),
        adjusted_bank: money(adjustedBank),
        difference: money(difference),
        balanced: difference === 0,
        carry_forward: items.map(({ ref }) => ref),
        needs_voucher: items.filter(({ kind }) => kind.startsWith('bank_')).map(({ ref }) => ref),
      },
      working: {
        en: `books ${formula}; bank ${other}; difference ${money(difference)}${hints.en}`,
        zh: `企业 ${formula}；银行 ${other}；差额 ${money(difference)}${hints.zh}`,
      },
    };
  },
};
export default bankReconciliation;

interface Item extends Outstanding {
  readonly ref: string;
  readonly on: Day;
}

/** In the order in which they are carried over: by day, then ref. */
function itemsOf(input: Fields, currency: Currency): readonly Item[] {
  const items = input.list('items').map((one) => ({
    kind: one.choice('kind', OUTSTANDING_KINDS),
    amount: one.amount('amount', currency),
    ref: one.text('ref'),
    on: one.day('date'),
  }));
  return items.sort((left, right) => compareText(left.on, right.on) || compareText(left.ref, right.ref));
}

/** Where to look first when the sides differ. */
function hintWords(difference: Minor, items: readonly Item[]): Words {
  const hints = reconciliationHints(difference, items).map((hint) => {
    if (hint.kind === 'digits-swapped')
      return { en: 'nine divides it: digits swapped?', zh: '可被 9 整除：数字颠倒？' };
    const { ref } = hint.item;
    return hint.kind === 'omitted'
      ? { en: `it equals ${ref}: left out on one side?`, zh: `等于 ${ref}：是否一方漏记？` }
      : { en: `it is twice ${ref}: on the wrong side?`, zh: `是 ${ref} 的两倍：是否记错方向？` };
  });
  return {
    en: hints.map(({ en }) => `; ${en}`).join(''),
    zh: hints.map(({ zh }) => `；${zh}`).join(''),
  };
}
