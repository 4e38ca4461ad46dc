/** What a row that came late for a closed month left on the account, it left on its printed day. */
const BALANCE = 'CASE WHEN orig_at IS NULL THEN balance_minor END AS balance_minor';

/**
 * The views that passes and reports read; base tables stay inside the store. Made anew for every connection,
 * so a migration never has to think of them.
 */
export const VIEWS: Readonly<Record<string, string>> = {
  v_account: `SELECT id, ref, kind, platform, number, currency FROM account`,

  v_file: `SELECT id, sha256, name, format, kind, bytes FROM file`,

  v_header_signature: `SELECT signature, format FROM header_signature`,

  // Of a statement sent again with other rows, the latest.
  v_statement: `
    SELECT s.id, s.number, s.account_id, a.ref AS account, a.kind AS account_kind, a.platform, s.kind, s.bill, s.from_on, s.to_on,
           s.stated, s.horizon, s.line_count, s.currency, s.opening_minor, s.closing_minor, s.newest_first,
           f.name AS file, f.sha256, f.format
    FROM statement s JOIN file f ON f.id = s.file_id JOIN account a ON a.id = s.account_id
    WHERE s.replaced_by IS NULL AND s.late = 0`,

  // All of them, those that were replaced too.
  v_statement_version: `
    SELECT s.id, s.number, s.account_id, a.ref AS account, a.kind AS account_kind, a.platform, s.kind, s.bill, s.from_on, s.to_on,
           s.stated, s.line_count, s.currency, s.opening_minor, s.closing_minor, s.newest_first,
           s.replaced_by, f.name AS file, f.sha256, f.format
    FROM statement s JOIN file f ON f.id = s.file_id JOIN account a ON a.id = s.account_id`,

  // Rows of statements that were replaced: stored still, counted no more.
  v_replaced_row: `
    SELECT a.ref AS account, l.order_no, l.trade_no, l.batch_no, NULL AS reference, l.occurred_at AS moment,
           l.net_minor AS amount, l.currency, l.line, f.name AS file, g.name AS by_file
    FROM statement s JOIN settlement_line l ON l.statement_id = s.id JOIN account a ON a.id = s.account_id
    JOIN file f ON f.id = s.file_id JOIN statement n ON n.id = s.replaced_by JOIN file g ON g.id = n.file_id
    WHERE s.kind = 'settlement' AND l.late_before IS NULL
    UNION ALL
    SELECT a.ref, NULL, NULL, NULL, b.reference, b.booked_at, b.amount_minor, b.currency, b.line, f.name, g.name
    FROM statement s JOIN bank_line b ON b.statement_id = s.id JOIN account a ON a.id = s.account_id
    JOIN file f ON f.id = s.file_id JOIN statement n ON n.id = s.replaced_by JOIN file g ON g.id = n.file_id
    WHERE s.kind = 'bank' AND b.late_before IS NULL`,

  v_statement_issue: `
    SELECT i.id, i.account_id, a.ref AS account, a.kind AS account_kind, i.statement_id, i.code, i.line, i.what, i.expected, i.actual,
           i.unit, i.currency, s.to_on, s.from_on, f.name AS file, f.sha256
    FROM statement_issue i JOIN statement s ON s.id = i.statement_id JOIN file f ON f.id = s.file_id
    JOIN account a ON a.id = i.account_id WHERE s.replaced_by IS NULL`,

  v_rejected_row: `
    SELECT r.id, r.account_id, a.ref AS account, r.line, r.code, r.column_name, r.cell, r.raw, s.to_on, s.currency,
           f.name AS file, f.sha256
    FROM rejected_row r JOIN statement s ON s.id = r.statement_id JOIN file f ON f.id = s.file_id
    JOIN account a ON a.id = r.account_id WHERE s.replaced_by IS NULL`,

  v_order: `
    SELECT id, account_id, statement_id, line, order_no, platform, shop, customer, ordered_at, paid_at, shipped_at,
           confirmed_at, status, currency, gross_minor, discount_minor, shipping_minor, payable_minor, refunded_minor,
           due_on, salesperson, trade_no, payment_method, COALESCE(paid_at, ordered_at) AS booked_at, late_on
    FROM sales_order WHERE newest = 1`,

  v_order_version: `
    SELECT o.id, o.account_id, o.order_no, o.platform, o.shop, o.customer, o.ordered_at, o.paid_at, o.shipped_at,
           o.confirmed_at, o.status, o.currency, o.payable_minor, o.refunded_minor, o.due_on, o.payment_method,
           o.salesperson, o.line, o.newest, o.statement_id, f.name AS file, f.sha256
    FROM sales_order o JOIN statement s ON s.id = o.statement_id JOIN file f ON f.id = s.file_id`,

  v_line: `
    SELECT id, account_id, statement_id, line, bill, kind, occurred_at, settled_on, order_no, trade_no, refund_no,
           batch_no, gross_minor, fee_minor, net_minor, currency, ${BALANCE}, type_words, memo, orig_at, late_before
    FROM settlement_line WHERE kept = 1`,

  v_statement_day: `
    SELECT d.account_id, d.statement_id, d.currency, d.day, d.net_minor, d.line_count, COALESCE(s.bill, 'both') AS bill,
           s.first_id, s.last_id
    FROM statement_day d JOIN statement s ON s.id = d.statement_id`,

  v_bank: `
    SELECT id, account_id, statement_id, line, booked_at, value_on, amount_minor, currency, ${BALANCE}, counterparty,
           counterparty_account, reference, memo, orig_at, late_before
    FROM bank_line WHERE kept = 1`,

  v_invoice: `
    SELECT id, account_id, statement_id, line, invoice_no, kind, issued_on, customer, customer_tax_id, order_no, net_minor,
           tax_rate, tax_minor, total_minor, currency, due_on, original_no, notified_on, items, late_on
    FROM invoice WHERE newest = 1`,

  v_customer: `
    SELECT id, account_id, statement_id, line, customer, aliases, tax_id, bank_accounts, terms, credit_limit_minor,
           salesperson, contact, currency
    FROM customer WHERE newest = 1`,

  v_receipt: `
    SELECT id, account_id, statement_id, line, receipt_no, received_on, customer, method, amount_minor, currency,
           reference, applies_to, cheque_no, status, late_on
    FROM receipt WHERE newest = 1`,

  v_rate: `
    SELECT id, account_id, statement_id, line, name, valid_on, currency, to_currency, rate, source
    FROM exchange_rate WHERE newest = 1`,

  // Versions of a number that a later one has taken the place of.
  v_order_before: `SELECT id, order_no, payable_minor, currency, superseded_by FROM sales_order WHERE superseded_by IS NOT NULL`,
  v_invoice_before: `SELECT id, invoice_no, total_minor, currency, superseded_by FROM invoice WHERE superseded_by IS NOT NULL`,
  v_receipt_before: `SELECT id, receipt_no, amount_minor, currency, superseded_by FROM receipt WHERE superseded_by IS NOT NULL`,

  v_place: `
    SELECT s.id AS statement_id, f.name AS file, f.sha256, f.format FROM statement s JOIN file f ON f.id = s.file_id`,

  v_line_match: `SELECT line_id, account_id, order_id, pass FROM line_match`,

  v_odd_order: `SELECT order_id, account_id, holds_from, holds_to FROM odd_order`,

  v_odd_finding: `
    SELECT order_id, account_id, place, id, sort_key, code, severity, currency, difference_minor, body FROM odd_finding`,

  v_lone_line: `SELECT line_id, account_id FROM lone_line`,

  v_odd_basis: `
    SELECT r.summary, (SELECT COALESCE(MAX(id), 0) FROM sales_order) AS last_order,
           (SELECT COALESCE(MAX(id), 0) FROM settlement_line) AS last_line, (SELECT COUNT(*) FROM stale_match) AS stale
    FROM run r WHERE r.verb = 'odd-orders'`,

  v_fund_tie: `SELECT fund_line_id, account_id, trade_line_id, pass FROM fund_tie`,

  v_match_group: `
    SELECT g.id, g.account_id, a.ref AS account, g.leg, g.shape, g.state, g.pass, g.difference_minor, g.currency,
           g.matched_on, g.why, g.written_off_minor
    FROM match_group g JOIN account a ON a.id = g.account_id WHERE g.set_aside = 0`,

  // A closed month's group keeps the version of a number it was made with: what is shown is the version shown now.
  v_match_member: `
    SELECT m.group_id, m.account_id, m.side, m.item, CASE m.item
        WHEN 'order' THEN COALESCE((SELECT v.id FROM sales_order v WHERE v.order_no = substr(m.ref, 7) AND v.newest = 1), m.item_id)
        WHEN 'invoice' THEN COALESCE((SELECT v.id FROM invoice v WHERE v.invoice_no = substr(m.ref, 9) AND v.newest = 1), m.item_id)
        WHEN 'receipt' THEN COALESCE((SELECT v.id FROM receipt v WHERE v.receipt_no = substr(m.ref, 9) AND v.newest = 1), m.item_id)
        ELSE m.item_id END AS item_id, m.ref, m.amount_minor, m.counts_from
    FROM match_member m`,

  v_ambiguity: `SELECT id, account_id, leg, currency, why FROM ambiguity WHERE set_aside = 0`,

  v_ambiguity_member: `SELECT ambiguity_id, account_id, item, item_id, ref FROM ambiguity_member`,

  v_decision: `
    SELECT seq, run, verb, leg, group_id, reason, operator, decided_on, undoes, body FROM decision`,

  v_match_run: `SELECT seq, id, undone FROM match_run`,

  v_finding: `SELECT id, code, body, first_as_of, last_as_of, cleared_as_of FROM finding`,

  v_resolution: `SELECT finding_id, seq, resolution, reason, operator, decided_on, body FROM resolution`,

  // A decision about a receivable holds from its day up to the one on which it was taken back.
  v_receivable_event: `
    SELECT e.seq, e.id, e.account_id, e.kind, e.ref, e.on_day, e.recorded_at, e.operator, e.approved_by, e.reason, e.body,
           u.id AS undone_by, u.on_day AS undone_on, u.reason AS undone_reason
    FROM receivable_event e LEFT JOIN receivable_event u ON u.undoes = e.id WHERE e.kind <> 'undo'`,

  v_dunning_letter: `SELECT seq, customer, currency, level, on_day, operator, items, amount_minor FROM dunning_letter`,

  v_event: `SELECT seq, at, operator, verb, target, detail, prev_hash, hash FROM event`,

  v_exported_voucher: `SELECT period, number, word, topic, part, body, sha256 FROM exported_voucher`,

  v_voucher_export: `SELECT period, number, program FROM voucher_export`,
};
