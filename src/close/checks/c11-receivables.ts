import type { Check, Reason } from '../check.ts';
import type { CloseFacts } from '../facts.ts';
import { monthOf, openFindings, reason, sums, together, warning } from '../reasons.ts';

/** Σ ageing, with late fees billed and less what was overpaid, is 1122 of the vouchers; unapplied money is looked at. */
const check: Check = {
  code: 'C11',
  title: { en: 'ageing is the ledger, unapplied money is looked at', zh: '账龄合计等于应收余额' },
  severity: 'B',
  run: (facts) => [...offLedger(facts), ...warning(openFindings(facts, ['receipt-unapplied']))],
};

export default check;

function offLedger(facts: CloseFacts): readonly Reason[] {
  const { ageing, lateFeesOwed, overpaid, ledger } = facts.receivables;
  const differences = together([ledger], [together([ageing, lateFeesOwed], [overpaid])]);
  return differences
    .filter(({ amount }) => amount !== 0)
    .map(({ currency }) => {
      const said = (list: typeof ledger): string => sums(list.filter((one) => one.currency === currency)) || '0';
      return reason(
        `ageing comes to ${said(ageing)} (late fees billed ${said(lateFeesOwed)}, overpaid ${said(overpaid)}), account 1122 of the vouchers to ${said(ledger)}`,
        `账龄合计 ${said(ageing)}（已开单滞纳金 ${said(lateFeesOwed)}，多收 ${said(overpaid)}），凭证 1122 科目余额 ${said(ledger)}`,
        `settle report vouchers --period ${monthOf(facts)} --as-of ${facts.to}`,
      );
    });
}
