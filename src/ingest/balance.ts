import type { Currency } from '../model/currency.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import type { StatementIssue } from '../model/statement.ts';

const KEPT_BREAKS = 1_000;

interface Link {
  readonly line: number;
  readonly expected: Minor;
  readonly actual: Minor;
}

/** Breaks of the chain when the file is read in one of its two directions. */
interface Direction {
  breaks: number;
  readonly kept: Link[];
}

/**
 * The balances of one account's rows, read both ways at once: a file may list its newest row first, and says so only
 * by its balances. Rows without a balance belong to the next (or last) row that has one.
 */
export class BalanceChain {
  private readonly forward: Direction = { breaks: 0, kept: [] };
  private readonly backward: Direction = { breaks: 0, kept: [] };
  private first: { readonly balance: Minor; readonly before: Minor; readonly net: Minor } | undefined;
  private last: { readonly line: number; readonly balance: Minor; readonly net: Minor } | undefined;
  /** Sum of the rows since the last one with a balance, without it. */
  private between: Minor = ZERO;

  add(line: number, net: Minor, balance: Minor | undefined): void {
    if (balance === undefined) {
      this.between = plus(this.between, net);
      return;
    }
    if (this.last === undefined) this.first = { balance, before: this.between, net };
    else this.compare(this.last, { line, balance, net });
    this.last = { line, balance, net };
    this.between = ZERO;
  }

  private compare(
    last: { line: number; balance: Minor; net: Minor },
    next: { line: number; balance: Minor; net: Minor },
  ): void {
    const older = plus(last.balance, this.between, next.net);
    if (older !== next.balance) note(this.forward, { line: next.line, expected: older, actual: next.balance });
    const newer = plus(next.balance, this.between, last.net);
    if (newer !== last.balance) note(this.backward, { line: last.line, expected: newer, actual: last.balance });
  }

  /** True when the file makes (more) sense read from its end; by its days where the balances don't tell. */
  newestFirst(daysFall: boolean): boolean {
    if (this.forward.breaks === this.backward.breaks) return daysFall;
    return this.backward.breaks < this.forward.breaks;
  }

  /** Links that don't hold when the file is read in that direction. */
  breaks(newestFirst: boolean): number {
    return (newestFirst ? this.backward : this.forward).breaks;
  }

  /** Balance before the oldest and after the newest row; undefined when no row has a balance. */
  ends(newestFirst: boolean): { readonly opening: Minor; readonly closing: Minor } | undefined {
    if (this.first === undefined || this.last === undefined) return undefined;
    const { first, last } = this;
    if (newestFirst) {
      return {
        opening: minus(minus(last.balance, last.net), this.between),
        closing: plus(first.balance, first.before),
      };
    }
    return { opening: minus(minus(first.balance, first.net), first.before), closing: plus(last.balance, this.between) };
  }

  issues(
    newestFirst: boolean,
    facts: { what: string; currency: Currency; account?: string },
  ): readonly StatementIssue[] {
    const { kept } = newestFirst ? this.backward : this.forward;
    return kept.map((link) => ({ code: 'balance-break', unit: 'amount', ...facts, ...link }));
  }
}

function note(direction: Direction, link: Link): void {
  direction.breaks += 1;
  if (direction.kept.length < KEPT_BREAKS) direction.kept.push(link);
}
