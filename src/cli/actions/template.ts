import { templateOf } from '../../jobs/formats.ts';
import { EXIT, invariant } from '../../model/problem.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Call } from '../command.ts';

const KINDS: readonly StatementKind[] = ['orders', 'settlement', 'bank', 'invoices', 'customers', 'receipts', 'rates'];

/** The header in the language asked for, and an example row: a file that can be filled in and imported. */
export async function run({ world, lang, args }: Call): Promise<number> {
  const kind = KINDS.find((one) => one === args[0]);
  invariant(kind !== undefined, 'the kind of a template was checked');
  const { columns } = templateOf(kind);
  const header = columns.map((column) => quoted(lang === 'zh' ? column.zh : column.name));
  const row = columns.map((column) => quoted(column.example));
  await world.out.write(`${header.join(',')}\n${row.join(',')}\n`);
  return EXIT.ok;
}

function quoted(cell: string): string {
  return /[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
