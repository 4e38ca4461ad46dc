/*
 * The generator's own arithmetic in whole fen, in plain integers: tests lean on generated months, so they must not
 * inherit a mistake of the program's own money functions.
 */

/** The contract's 0.6 %, as six in a thousand. */
const FEE_PER_MILLE = 6;

/** `12850` → `128.50`. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `123456789` → `1,234,567.89`. */
export function groupedYuan(fen: number): string {
  return yuan(fen).replaceAll(/\B(?=(?:\d{3})+\.)/g, ',');
}

/** 0.6 % of a positive amount, half up at the fen. */
export function feeOf(gross: number): number {
  return Math.floor((gross * FEE_PER_MILLE + 500) / 1000);
}

/** The share of `fee` that comes back when `refund` of `settled` is paid back: half-even, one rounding (DOMAIN.md 4). */
export function feeBackOf(refund: number, settled: number, fee: number): number {
  const product = refund * fee;
  const below = Math.floor(product / settled);
  const twice = 2 * (product - below * settled);
  if (twice === settled) return below + (below % 2);
  return twice > settled ? below + 1 : below;
}
