import { minor, ZERO, type Minor } from '../model/money.ts';

export interface Tally {
  readonly count: number;
  readonly sum: Minor;
}

/** Named counts and sums over a statement's rows: what the file's own totals are compared with. */
export class Tallies {
  private readonly tallies = new Map<string, { count: number; sum: Minor }>();
  private readonly exact = new Map<string, number>();

  add(name: string, amount: Minor): void {
    const tally = this.tallies.get(name);
    if (tally === undefined) {
      this.tallies.set(name, { count: 1, sum: amount });
      return;
    }
    tally.count += 1;
    tally.sum = minor(tally.sum + amount);
  }

  /** `thousandths` of a minor unit. */
  addExact(name: string, thousandths: number): void {
    this.exact.set(name, (this.exact.get(name) ?? 0) + thousandths);
  }

  of(name: string): Tally {
    return this.tallies.get(name) ?? { count: 0, sum: ZERO };
  }

  exactOf(name: string): number {
    return this.exact.get(name) ?? 0;
  }
}
