import { minus, plus, ZERO, type Minor } from '../../model/money.ts';
import { oncePer } from '../../model/once-per.ts';
import { DeclaredRow } from '../rows/declared-row.ts';
import type { FormatProfile, Row } from '../profile.ts';
import { bankLine } from '../rows/bank-line.ts';

const RULES = { signs: { columns: new Map(), in: ['k'], out: ['d'] }, money: ['amount'] } as const;

/** Swedbank of the Baltic states: its balances and turnovers stand among the entries (formats/bank.md §6). */
const bankSwedbank: FormatProfile<'bank'> = {
  id: 'bank-swedbank',
  title: { en: 'Swedbank statement (Baltic states)', zh: 'Swedbank 银行对账单（波罗的海三国）' },
  kind: 'bank',
  grade: 'B',
  joins: { en: 'amount, day and counterparty to payouts', zh: '按金额、日期和对方户名勾对出款' },
  columns: {
    account: ['Account No'],
    bookedOn: ['Date'],
    counterparty: ['Beneficiary'],
    memo: ['Details'],
    amount: ['Amount'],
    currency: ['Currency'],
    direction: ['D/K'],
    reference: ['Record ID'],
    code: ['Code'],
  },
  known: ['account', 'bookedOn', 'memo', 'amount', 'direction', 'reference', 'code'],
  western: true,
  shortRows: true,
  dateOrder: 'file',
  read: (row) => {
    const view = new DeclaredRow(row, RULES);
    const sums = sumsOf(row);
    const amount = view.needAmount('amount');
    const isOut = view.text('direction') === '-';
    switch (row.text('code')) {
      case 'AS':
        Object.assign(sums, { opening: isOut ? minus(ZERO, amount) : amount, credits: ZERO, debits: ZERO });
        return [];
      case 'K2':
        if (amount !== (isOut ? sums.debits : sums.credits)) row.fail('CONTROL_TOTAL_DIFFERS', 'amount');
        return [];
      case 'LS':
        if (!closes(sums, isOut ? minus(ZERO, amount) : amount)) row.fail('CONTROL_TOTAL_DIFFERS', 'amount');
        return [];
      default:
        if (isOut) sums.debits = plus(sums.debits, amount);
        else sums.credits = plus(sums.credits, amount);
        return bankLine(view);
    }
  },
};
export default bankSwedbank;

/** What the rows so far came to: the turnovers and the closing balance below them have to say the same. */
interface Sums {
  opening: Minor | undefined;
  credits: Minor;
  debits: Minor;
}

/** One reader serves all rows of a statement: its sums are kept beside it. */
const sumsOf = oncePer<Row, Sums>(() => ({ opening: undefined, credits: ZERO, debits: ZERO }));

function closes({ opening, credits, debits }: Sums, closing: Minor): boolean {
  return opening === undefined || plus(opening, credits, minus(ZERO, debits)) === closing;
}
