/** One row where there is any fund bill, else none: without one no line has to be looked at. */
export const WITH_FUND_BILLS = `(SELECT MIN(id) AS one FROM v_statement WHERE bill = 'fund' HAVING COUNT(*) > 0) AS funds`;
