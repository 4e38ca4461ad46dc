import type { Currency } from '../../model/currency.ts';
import type { SettlementLine } from '../../model/statement.ts';
import type { Collected } from '../collect.ts';
import { defined } from '../defined.ts';
import type { DocumentContext, DocumentStatement } from '../document.ts';

/** Lines that name account and currency themselves as statements, one for each; problems stand with the first. */
export function* statementsOf(
  lines: readonly SettlementLine[],
  collected: Collected,
  context: Pick<DocumentContext, 'currency'>,
): Generator<DocumentStatement<'settlement'>> {
  const groups = new Map<string, { account: string | undefined; currency: Currency; rows: SettlementLine[] }>();
  for (const line of lines) {
    const key = `${line.account ?? ''}\n${line.currency}`;
    const group = groups.get(key) ?? { account: line.account, currency: line.currency, rows: [] };
    groups.set(key, group);
    group.rows.push(line);
  }
  const { problems, rejected, remarks, pending } = collected;
  const told = { problems, rejected, remarks, pending };
  if (groups.size === 0) yield { line: 1, currency: context.currency, rows: [], ...told };
  let first = true;
  for (const { account, currency, rows } of groups.values()) {
    yield { ...defined({ line: rows[0]?.line ?? 1, account, currency, rows }), ...(first && told) };
    first = false;
  }
}
