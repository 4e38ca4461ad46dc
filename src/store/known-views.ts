import { VIEWS } from './views.ts';

/** What the books knew when a month was closed: statements up to a number. */
export interface Known {
  readonly month: string;
  readonly lastStatement: number;
}

/**
 * The views for a day inside a closed month: they show what was known when it was closed, whatever came since. Rows of
 * lines can't have changed (lock.ts); numbers with versions, statements and what couldn't be told apart are as they were.
 */
export function viewsAt({ month, lastStatement }: Known): Readonly<Record<string, string>> {
  const n = String(lastStatement);
  const versioned = (name: string): string =>
    bodyOf(name).replace(/WHERE newest = 1/u, `WHERE statement_id <= ${n} AND (newest = 1 OR superseded_by > ${n})`);
  const statements = (name: string): string =>
    bodyOf(name).replace(
      /WHERE s\.replaced_by IS NULL(?: AND s\.late = 0)?/u,
      `WHERE s.id <= ${n} AND s.late = 0 AND (s.replaced_by IS NULL OR s.replaced_by > ${n})`,
    );
  return {
    ...VIEWS,
    v_statement: statements('v_statement'),
    v_statement_issue: statements('v_statement_issue'),
    v_rejected_row: statements('v_rejected_row'),
    v_statement_version: `${bodyOf('v_statement_version')} WHERE s.id <= ${n}`,
    v_replaced_row: bodyOf('v_replaced_row').replaceAll(
      /WHERE s\.kind/gu,
      `WHERE s.id <= ${n} AND s.replaced_by <= ${n} AND s.kind`,
    ),
    v_order: versioned('v_order'),
    v_order_version: `${bodyOf('v_order_version').replace(
      'o.newest,',
      `CASE WHEN o.newest = 1 OR o.superseded_by > ${n} THEN 1 ELSE 0 END AS newest,`,
    )} WHERE o.statement_id <= ${n}`,
    v_invoice: versioned('v_invoice'),
    v_customer: versioned('v_customer'),
    v_receipt: versioned('v_receipt'),
    v_rate: versioned('v_rate'),
    v_line: `${bodyOf('v_line')} AND statement_id <= ${n}`,
    v_statement_day: `${bodyOf('v_statement_day')} WHERE d.statement_id <= ${n}`,
    v_bank: `${bodyOf('v_bank')} AND statement_id <= ${n}`,
    // What is kept to be judged was kept with the rows of today.
    v_odd_basis: `${bodyOf('v_odd_basis')} AND 1 = 0`,
    // A match names the version of the order that is shown now: here the one that was known then.
    v_line_match: `
      SELECT m.line_id, m.account_id, k.id AS order_id, m.pass
      FROM line_match m JOIN sales_order o ON o.id = m.order_id
      JOIN sales_order k ON k.order_no = o.order_no AND k.statement_id <= ${n} AND (k.newest = 1 OR k.superseded_by > ${n})`,
    v_fund_tie: `
      SELECT t.fund_line_id, t.account_id, t.trade_line_id, t.pass
      FROM fund_tie t JOIN settlement_line l ON l.id = t.trade_line_id AND l.statement_id <= ${n}`,
    v_match_member: bodyOf('v_match_member').replaceAll(
      'v.newest = 1',
      `v.statement_id <= ${n} AND (v.newest = 1 OR v.superseded_by > ${n})`,
    ),
    v_ambiguity: `SELECT id, account_id, leg, currency, why FROM frozen_ambiguity WHERE month = '${month}'`,
    v_ambiguity_member: `
      SELECT ambiguity_id, account_id, item, item_id, ref FROM frozen_ambiguity_member WHERE month = '${month}'`,
  };
}

function bodyOf(name: string): string {
  return VIEWS[name] ?? '';
}
