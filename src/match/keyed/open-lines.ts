/**
 * Lines `l` that may still belong to an order: not taken by an earlier pass, and not a fund line whose trade line
 * speaks for the same money.
 */
export const OPEN_LINES = `
      l.kind NOT IN ('payout', 'payout-return', 'transfer', 'deposit', 'reserve', 'release')
      AND NOT EXISTS (SELECT 1 FROM v_line_match taken WHERE taken.line_id = l.id)
      AND NOT (l.bill = 'fund' AND EXISTS (SELECT 1 FROM v_fund_tie tie WHERE tie.fund_line_id = l.id))`;
