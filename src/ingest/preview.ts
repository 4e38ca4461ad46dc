import type { RowProblem } from '../model/problem.ts';
import type { RowOf, StatementKind } from '../model/statement.ts';
import type { FormatInfo, ReadOptions } from './contract.ts';
import { openStatements } from './open.ts';
import type { ByteSource } from './source.ts';

/** So many rows are enough to see how a file is read, and so many problems what it lacks. */
const SHOWN_ROWS = 5;
const SHOWN_PROBLEMS = 5;

/** The first rows of a statement as they would be stored. */
export interface Preview {
  readonly format: FormatInfo;
  /** Field → the names of the columns it is read from. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly RowOf[StatementKind][];
  /** Rows of the file that can't be taken, as far as it was read. */
  readonly problems: readonly RowProblem[];
}

/** The statements of a file with their first rows; a long one isn't read to its end. Throws as openStatements does. */
export async function preview(source: ByteSource, options: ReadOptions): Promise<readonly Preview[]> {
  const previews: Preview[] = [];
  for await (const statement of openStatements(source, options)) {
    const { format, columns = {}, batches } = statement;
    const rows: RowOf[StatementKind][] = [];
    let isCut = false;
    for await (const batch of batches) {
      rows.push(...batch.rows.slice(0, SHOWN_ROWS - rows.length));
      isCut = rows.length >= SHOWN_ROWS && batch.rows.length > SHOWN_ROWS;
      if (isCut) break;
    }
    const problems = isCut ? [] : statement.outcome().problems.slice(0, SHOWN_PROBLEMS);
    previews.push({ format, columns, rows, problems });
  }
  return previews;
}
