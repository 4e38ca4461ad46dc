import type { LedgerAccount, LedgerKind } from '../model/ledger.ts';
import { invariant } from '../model/problem.ts';

/** The roots that hledger, ledger and beancount all know. */
const ROOTS: Readonly<Record<LedgerKind, string>> = {
  asset: 'Assets',
  liability: 'Liabilities',
  income: 'Income',
  expense: 'Expenses',
};

/** Where opening balances come from. */
export const OPENING_ACCOUNT = 'Equity:3999-期初余额';

/** Accounts by the name a journal calls them: `Assets:1002-银行存款-ccb`, each account its own. */
export function journalNames(accounts: readonly LedgerAccount[]): (account: LedgerAccount) => string {
  const names = new Map<string, string>();
  for (const account of [...accounts].sort(byKey)) {
    const key = keyOf(account);
    if (names.has(key)) continue;
    const name = `${ROOTS[account.kind]}:${component(`${account.code}-${account.name}`)}`;
    const taken = new Set(names.values());
    let free = name;
    for (let nth = 2; taken.has(free); nth += 1) free = `${name}-${nth}`;
    names.set(key, free);
  }
  return (account) => {
    const name = names.get(keyOf(account));
    invariant(name !== undefined, 'every account of a journal has its name');
    return name;
  };
}

/** Code, name and what it is kept for: accounts that share both names stay apart. */
export function keyOf({ role, ref, code, name, kind }: LedgerAccount): string {
  return [code, kind, name, role, ref ?? ''].join('\n');
}

function byKey(left: LedgerAccount, right: LedgerAccount): number {
  const [one, other] = [keyOf(left), keyOf(right)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Letters, digits and dashes, a digit or capital first: what beancount takes (DOMAIN.md 1.7.6) the others take too. */
function component(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{Lu}\p{Ll}\p{Lo}\p{Nd}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  return /^[\p{Lu}\p{Nd}]/u.test(plain) ? plain : `X-${plain}`;
}
