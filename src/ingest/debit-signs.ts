import type { Currency } from '../model/currency.ts';
import { minus, plus, ZERO, type Minor } from '../model/money.ts';
import { readAmount } from './amount.ts';
import { BalanceChain } from './balance.ts';
import { footerOf } from './controls.ts';
import type { Found } from './detect.ts';
import { cellOf, firstIn } from './record-cells.ts';
import type { RawRecord, RecordBatches } from './tokenise/raw.ts';
import { unwrap } from './wrapping.ts';

/**
 * Whether a bank prints every amount of money out with a minus, as under `支出金额（-元）`. Where some debits have none,
 * one with a minus is a reversal (红字冲正); where all have one, the balances tell which of the two it is, and without
 * them it is the bank's way of printing, unless a row calls itself a reversal. Reads on only until the first debit without a minus.
 */
export async function debitsAreMinus(records: RecordBatches, found: Found, currency: Currency): Promise<boolean> {
  const place = (field: string): number => found.map.positions.get(field)?.[0] ?? -1;
  const places = { credit: place('credit'), debit: place('debit'), balance: place('balance') };
  if (places.debit < 0) return false;
  const [asOut, asReversal] = [new BalanceChain(), new BalanceChain()];
  let seen = false;
  let isReversal = false;
  for await (const record of rowsOf(records, found)) {
    const amount = (at: number): Minor | undefined => amountAt(record, at, currency);
    const debit = amount(places.debit) ?? ZERO;
    if (debit > ZERO) return false;
    seen ||= debit < ZERO;
    isReversal ||= debit < ZERO && record.cells.some((cell) => REVERSAL.test(cell));
    const credit = amount(places.credit) ?? ZERO;
    asOut.add(record.line, plus(credit, debit), amount(places.balance));
    asReversal.add(record.line, minus(credit, debit), amount(places.balance));
  }
  const apart = breaksOf(asOut) - breaksOf(asReversal);
  return seen && (apart < 0 || (apart === 0 && !isReversal));
}

const REVERSAL = /冲正|冲账|冲销|抹账|红字|撤销|reversal/iu;

/** The records below the header and above the footer. */
async function* rowsOf(records: RecordBatches, { profile, index }: Found): AsyncGenerator<RawRecord> {
  let at = 0;
  for await (const batch of records) {
    for (const record of batch) {
      const first = at > index ? firstIn(record) : undefined;
      at += 1;
      if (first === undefined) continue;
      if (footerOf(profile)?.starts.test(first)) return;
      yield record;
    }
  }
}

function amountAt(record: RawRecord, position: number, currency: Currency): Minor | undefined {
  const reading = readAmount(unwrap(cellOf(record, position) ?? ''), currency, '.');
  return reading.ok ? reading.minor : undefined;
}

function breaksOf(chain: BalanceChain): number {
  return Math.min(chain.breaks(false), chain.breaks(true));
}
