import type { NamedFinding } from '../model/finding.ts';
import { formatGrouped, negate, plus } from '../model/money.ts';
import type { Reason } from './check.ts';
import type { CloseFacts, ProofFacts, SumFacts } from './facts.ts';

/** So many of one sort are named; the report named beside them lists them all. */
const NAMED_MAX = 5;

export function reason(en: string, zh: string, command?: string): Reason {
  return { words: { en, zh }, ...(command === undefined ? {} : { command }) };
}

/** Findings of these codes that nobody has decided about, one reason a code. */
export function openFindings(facts: CloseFacts, codes: readonly string[]): readonly Reason[] {
  return codes.flatMap((code) => {
    const open = facts.findings.filter((finding) => finding.code === code && finding.state === 'open');
    if (open.length === 0) return [];
    const names = listed(open.map(nameOf));
    const title = facts.titles.get(code) ?? { en: code, zh: code };
    return [
      reason(
        `${title.en}: ${open.length} open (${names})`,
        `${title.zh}：${open.length} 项未处理（${names}）`,
        resolving(open[0], facts),
      ),
    ];
  });
}

/** The command by which a person decides about a finding of the month: some are found for a whole month alone. */
export function resolving(finding: NamedFinding | undefined, facts: CloseFacts): string {
  const name = finding?.id ?? 'FINDING';
  return `settle resolve ${name} --as RESOLUTION --reason TEXT --period ${monthOf(facts)} --as-of ${facts.to}`;
}

/** What a finding is about, in one word. */
function nameOf({ orderNo, batchNo, bankRef, tradeNo, account, date }: NamedFinding): string {
  return orderNo ?? batchNo ?? bankRef ?? tradeNo ?? `${account ?? ''} ${date}`.trim();
}

/** The first few, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_MAX).join(', ');
  return names.length > NAMED_MAX ? `${shown} … +${names.length - NAMED_MAX}` : shown;
}

/** Accounts whose two sides aren't equal, or can't be compared. */
export function unequal(proofs: readonly ProofFacts[], command: string): readonly Reason[] {
  return proofs.flatMap(({ account, currency, difference }) => {
    if (difference === 0) return [];
    if (difference === undefined)
      return [reason(`${account}: no balance to compare with`, `${account}：缺少可核对的余额`, command)];
    const amount = `${formatGrouped(difference, currency)} ${currency}`;
    return [reason(`${account}: differs by ${amount}`, `${account}：差额 ${amount}`, command)];
  });
}

/** The same reasons where they only warn. */
export function warning(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.map((one) => ({ ...one, warns: true }));
}

/** What lists of sums come to together in each currency, the lists of `less` taken off. */
export function together(
  lists: readonly (readonly SumFacts[])[],
  less: readonly (readonly SumFacts[])[] = [],
): readonly SumFacts[] {
  const all = [...lists.flat(), ...less.flat().map((one) => ({ ...one, amount: negate(one.amount) }))];
  const currencies = [...new Set(all.map((one) => one.currency))].sort();
  return currencies.map((currency) => ({
    currency,
    amount: plus(...all.filter((one) => one.currency === currency).map((one) => one.amount)),
  }));
}

export function sums(amounts: readonly SumFacts[]): string {
  const some = amounts.filter(({ amount }) => amount !== 0);
  return some.map(({ amount, currency }) => `${formatGrouped(amount, currency)} ${currency}`).join(', ');
}

export function monthOf({ from }: CloseFacts): string {
  return from.slice(0, 7);
}
