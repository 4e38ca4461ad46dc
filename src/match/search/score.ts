/**
 * Points for each piece of evidence (MATCHING.md 4), integers that are added up. They order suggestions and are
 * printed; nothing is taken by their number alone.
 */
export const POINTS = {
  /** The bank line carries the number of the payout or batch. */
  batch: 80,
  /** The sums agree to the minor unit. */
  exact: 50,
  /** They agree but for a difference within the tolerance; less for each tenth of it that is used. */
  near: 25,
  /** Two lone numbers agreed in a part of their digits. */
  token: 15,
  /** The bank line names the platform. */
  party: 25,
  /** The bank line names nobody. */
  silent: 5,
  /** It came to another bank account than the terms name. */
  otherAccount: -20,
  /** Days that the terms pay together, all of them. */
  wholePeriod: 25,
  /** What is joined follows one on the other, nothing in between left out. */
  run: 15,
  /** Each line held back or rolled in. */
  move: -10,
  /** A line that one credit leaves out and another one holds. */
  echo: 30,
  /** It pays what the credit before it left out, and so on until one comes out even: all its lines together. */
  chain: 40,
  /** It is in the pairing that fits best over all payouts and credits together. */
  consistent: 5,
} as const;

/** A difference within the tolerance: 25 where there is almost none, 15 where it is used up. */
export function nearPoints(apart: number, allowed: number): number {
  return allowed <= 0 ? 0 : POINTS.near - Math.min(10, Math.ceil((10 * apart) / allowed));
}

/** The more answers chance gives, the less one of them says. */
export function chancePoints(coincidences: number): number {
  if (coincidences < 0.001) return 0;
  if (coincidences < 0.01) return -5;
  if (coincidences < 0.1) return -10;
  return coincidences < 1 ? -20 : -30;
}
