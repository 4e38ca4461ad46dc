import { reconciliationHints } from '../close/index.ts';
import type { Gap } from '../model/coverage.ts';
import { formatAmount, type Minor } from '../model/money.ts';
import type { Note } from '../model/table.ts';
import type { BalanceBreak } from '../store/read/balance-breaks.ts';
import type { BankStatement } from './bank-layout.ts';
import { note, warning } from './notes.ts';

/** What is known of the account's statements that may leave a difference. */
export interface StatementFaults {
  readonly breaks: readonly BalanceBreak[];
  readonly gaps: readonly Gap[];
}

/** Where a difference may come from (DOMAIN.md 1.5); nothing where the statement closes. */
export function hintsOf(statement: BankStatement, faults: StatementFaults): readonly Note[] {
  const { name, difference, currency } = statement;
  if (difference === undefined) {
    return [
      warning(
        `${name}: no balance stands in its statements, so it can't be reconciled to one.`,
        `${name}：账单中没有余额，无法核对余额。`,
      ),
    ];
  }
  if (difference === 0) return [];
  const amount = formatAmount(difference, currency);
  return [
    warning(`${name}: the two sides differ by ${amount}.`, `${name}：调节后余额不平，差额 ${amount}。`),
    ...faults.breaks.map((one) => breakNote(statement, one)),
    ...faults.gaps.map((gap) =>
      note(`${name}: no statement covers ${gap.from} to ${gap.to}.`, `${name}：${gap.from} 至 ${gap.to} 没有对账单。`),
    ),
    ...itemNotes(statement, difference),
  ];
}

function breakNote({ name, currency }: BankStatement, one: BalanceBreak): Note {
  const [expected, actual] = [formatAmount(one.expected, currency), formatAmount(one.actual, currency)];
  const at = `${one.place.file}:${one.place.line}`;
  return note(
    `${name}: the bank's balance breaks at ${at}: ${expected} follows from the rows, ${actual} stands there.`,
    `${name}：银行余额在 ${at} 处不连续：推算 ${expected}，账面 ${actual}。`,
  );
}

function itemNotes({ items, name }: BankStatement, difference: Minor): readonly Note[] {
  return reconciliationHints(difference, items).map((hint) => {
    if (hint.kind === 'digits-swapped') {
      return note(
        `${name}: the difference is divisible by 9: digits may be swapped.`,
        `${name}：差额可被 9 整除：可能数字颠倒。`,
      );
    }
    const { ref } = hint.item;
    return hint.kind === 'omitted'
      ? note(
          `${name}: the difference equals ${ref}: was it counted on one side only?`,
          `${name}：差额等于 ${ref} 的金额：是否一方漏记？`,
        )
      : note(
          `${name}: the difference is twice ${ref}: does it stand on the wrong side?`,
          `${name}：差额等于 ${ref} 的两倍：是否记错方向？`,
        );
  });
}
