import type { RowProblem } from '../model/problem.ts';
import type { StatementOutcome } from '../model/statement.ts';

/** So many problems of a file are listed; the rest is counted. */
const KEPT_PROBLEMS = 1_000;
/** So much of a rejected row or cell is kept for a person to look at. */
const KEPT_CHARS = 2_000;

type Rejected = StatementOutcome['rejected'][number];

/** Problems, remarks and rejected rows of a file, in file order, within limits. */
export class Collected {
  readonly problems: RowProblem[] = [];
  readonly remarks: RowProblem[] = [];
  readonly rejected: Rejected[] = [];
  /** Problems beyond those listed. */
  beyond = 0;
  pending = 0;

  problem(problem: RowProblem): void {
    if (this.problems.length < KEPT_PROBLEMS) this.problems.push(problem);
    else this.beyond += 1;
  }

  remark(remark: RowProblem): void {
    if (this.remarks.length < KEPT_PROBLEMS) this.remarks.push(remark);
  }

  reject(problem: RowProblem, cells: readonly string[]): void {
    if (this.rejected.length >= KEPT_PROBLEMS) return;
    this.rejected.push({ line: problem.line, raw: cells.join(',').slice(0, KEPT_CHARS), problem });
  }
}
