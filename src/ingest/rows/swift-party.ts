import type { BankLine } from '../../model/statement.ts';
import { defined } from '../defined.ts';
import type { SwiftEntry } from './swift-entry.ts';
import { accountIn, readNarrative } from './swift-narrative.ts';

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;
/** A line of codes, for the bank's machines. */
const CODES = /^\s*\/TRCD\/\w*\/?\s*$/;

/**
 * The other side, the reference and the text of an entry: of `:86:`, else of the lines below `:61:` and the places
 * where some banks print the other side's IBAN and name (formats/bank.md 1). `below`: the lines of its `:86:`.
 */
export function partyAndMemo(
  entry: SwiftEntry,
  below: readonly string[],
): Pick<BankLine, 'counterparty' | 'counterpartyAccount' | 'reference' | 'memo'> {
  const { counterparty, counterpartyAccount, memo } = readNarrative(below);
  const { customerReference } = entry;
  const ibans = [customerReference ?? '', ...entry.supplementary].filter((text) => IBAN.test(text.trim()));
  const isIban = customerReference !== undefined && ibans.includes(customerReference);
  const notes = entry.supplementary.filter((line) => !ibans.includes(line) && !CODES.test(line));
  const own = isIban ? undefined : customerReference;
  return defined({
    counterparty: counterparty ?? entry.name,
    counterpartyAccount: counterpartyAccount ?? accountIn(ibans[0] ?? ''),
    reference: entry.bankReference ?? own,
    // A payout's number may stand in the one reference as well as in the other.
    memo: memoOf(memoOf(memo, notes), entry.bankReference === undefined || own === undefined ? [] : [own]),
  });
}

function memoOf(memo: string | undefined, below: readonly string[]): string | undefined {
  const note = below.join(' ').replace(/\s+/gu, ' ').trim();
  if (note === '' || memo?.toLowerCase().includes(note.toLowerCase()) === true) return memo;
  return memo === undefined ? note : `${memo} ${note}`;
}
