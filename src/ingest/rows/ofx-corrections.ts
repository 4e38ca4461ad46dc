import type { RowProblem } from '../../model/problem.ts';
import type { OfxEntry } from './ofx-tree.ts';

export interface Corrected {
  readonly entries: readonly OfxEntry[];
  /** Entries that were taken back or replaced. */
  readonly gone: number;
  readonly remarks: readonly RowProblem[];
}

/**
 * Carries out the corrections among the entries of a statement: one with `CORRECTFITID` replaces or deletes the entry
 * of that number (`CORRECTACTION`, formats/bank.md 3). Where that entry came in an earlier download, a person is told.
 */
export function corrected(entries: readonly OfxEntry[]): Corrected {
  const corrections = entries.filter(({ leaves }) => leaves['CORRECTFITID'] !== undefined);
  if (corrections.length === 0) return { entries, gone: 0, remarks: [] };
  const numbers = new Set(entries.map(({ leaves }) => leaves['FITID']));
  const targets = new Set(corrections.map(({ leaves }) => leaves['CORRECTFITID']));
  const kept = entries.filter(({ leaves }) => !isDeletion(leaves) && !targets.has(leaves['FITID']));
  const remarks = corrections.flatMap(({ line, leaves }): readonly RowProblem[] => {
    const target = leaves['CORRECTFITID'] ?? '';
    if (numbers.has(target)) return [];
    return [
      { code: 'KIND_UNKNOWN', line, column: 'CORRECTFITID', text: `${leaves['CORRECTACTION'] ?? ''} ${target}`.trim() },
    ];
  });
  return { entries: kept, gone: entries.length - kept.length, remarks };
}

function isDeletion(leaves: OfxEntry['leaves']): boolean {
  return leaves['CORRECTFITID'] !== undefined && leaves['CORRECTACTION']?.toUpperCase() === 'DELETE';
}
