import { openStatements, type ByteSource, type OpenStatement, type ReadOptions } from '../../src/ingest/index.ts';
import { CNY } from '../../src/model/currency.ts';
import { StopError } from '../../src/model/problem.ts';
import type { StatementOutcome } from '../../src/model/statement.ts';

/** A file made of text, under a name that says nothing unless one is given. */
export function textFile(text: string, name = 'file.csv'): ByteSource {
  return {
    name,
    async *open() {
      yield await Promise.resolve(Buffer.from(text));
    },
  };
}

export interface ReadText {
  readonly statement: OpenStatement;
  readonly rows: readonly unknown[];
  readonly outcome: StatementOutcome;
}

/** Reads a text that holds one statement to its end. */
export async function readText(text: string, options: Partial<ReadOptions> = {}, name?: string): Promise<ReadText> {
  for await (const statement of openStatements(textFile(text, name), { currency: CNY, ...options })) {
    const rows: unknown[] = [];
    for await (const batch of statement.batches) rows.push(...batch.rows);
    return { statement, rows, outcome: statement.outcome() };
  }
  throw new Error('no statement');
}

/** The refusal a text ends in: its code and what it is told with. */
export async function refusalOf(text: string, options: Partial<ReadOptions> = {}): Promise<object> {
  try {
    await readText(text, options);
  } catch (cause) {
    if (cause instanceof StopError) return { code: cause.code, ...cause.params };
    throw cause;
  }
  return { code: 'none' };
}
