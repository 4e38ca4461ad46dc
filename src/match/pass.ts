import type { Words } from '../model/words.ts';

/** What a keyed pass proposes: settlement lines to orders, or fund lines to the trade lines that tell the same money. */
export type KeyedTarget = 'line-order' | 'fund-trade';

/**
 * One rule tried over all open items. A keyed pass is one SELECT over the store's views, run where the rows lie; it
 * answers (id of the line, its account, id of what it belongs to) and writes nothing. `lines` stands for those that may be
 * open: all of `v_line`, or those that came or came free since the last run.
 */
export interface KeyedPass {
  readonly name: string;
  readonly target: KeyedTarget;
  /** What it took stays right as long as its line and its order are there, whatever else is stored. */
  readonly lasting?: true;
  /** Why this pass may take what it takes. */
  readonly reason: Words;
  readonly select: (lines: string) => string;
}
