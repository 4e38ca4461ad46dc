import { textFile } from '../ingest/read-text.ts';
import { openStatements, type ReadOptions } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import type { BankLine, StatementOutcome } from '../../src/model/statement.ts';

/** A statement of a bank, read to its end. */
export interface ReadStatement {
  readonly rows: readonly BankLine[];
  readonly outcome: StatementOutcome;
}

/** All bank statements of a text, in file order. */
export async function readStatements(
  text: string,
  options: Partial<ReadOptions> = {},
): Promise<readonly ReadStatement[]> {
  const statements: ReadStatement[] = [];
  for await (const statement of openStatements(textFile(text, 'file.txt'), { currency: CNY, ...options })) {
    const rows: BankLine[] = [];
    for await (const batch of statement.batches) if (batch.kind === 'bank') rows.push(...batch.rows);
    statements.push({ rows, outcome: statement.outcome() });
  }
  return statements;
}
