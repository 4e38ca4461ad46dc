import { inNewBooks, settleHere, succeedHere } from '../../property/program-in-process.ts';
import type { AnyWorld } from '../any-world.ts';
import { audit, type Audit, type FindingRow, type MatchRow } from './auditor.ts';

/** One world through the program in this process: real files, real import, real books on disk. */
export async function runFiles({ subject, settings, files, asOf }: AnyWorld): Promise<Audit> {
  return await inNewBooks(settings, async ({ books, put }) => {
    await succeedHere(['import', ...put(files, 'in'), '--books', books]);
    await succeedHere(['match', '--books', books]);
    const asked = ['--as-of', asOf, '--format', 'json', '--lang', 'en', '--books', books];
    const matches = await rowsOf(['report', 'matches', ...asked]);
    const findings = await rowsOf(['check', ...asked]);
    return audit(subject, matches as readonly MatchRow[], findings as readonly FindingRow[]);
  });
}

/** The answer's rows; 1 is an answer too: findings. */
async function rowsOf(args: readonly string[]): Promise<readonly unknown[]> {
  const { code, stdout, stderr } = await settleHere(args);
  if (code > 1) throw new Error(`settle ${args.join(' ')} ended with ${code}:\n${stderr}`);
  return (JSON.parse(stdout) as { readonly rows: readonly unknown[] }).rows;
}
