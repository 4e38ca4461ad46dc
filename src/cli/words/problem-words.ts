import type { ProblemCode } from '../../model/problem.ts';
import { BOOKS_WORDS } from './books.ts';
import { CASE_WORDS } from './cases.ts';
import { DECISION_WORDS } from './decisions.ts';
import { FILE_WORDS } from './files.ts';
import type { ProblemWords } from './fill.ts';
import { ROW_WORDS } from './rows.ts';

/** Every code has its words: forgetting one doesn't compile. */
export const PROBLEM_WORDS: Readonly<Record<ProblemCode, ProblemWords>> = {
  ...FILE_WORDS,
  ...ROW_WORDS,
  ...BOOKS_WORDS,
  ...CASE_WORDS,
  ...DECISION_WORDS,
};
