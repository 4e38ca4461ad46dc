import { defined } from '../defined.ts';
import type { SwiftField } from '../tokenise/mt940.ts';

/** Credit and debit, their reversals, and entries that are only expected (formats/bank.md 1, `:61:`). */
export type SwiftMark = 'C' | 'D' | 'RC' | 'RD' | 'EC' | 'ED';

/** A `:61:` taken apart; nothing in it is read yet. */
export interface SwiftEntry {
  /** `YYMMDD`. */
  readonly valueDay: string;
  /** `MMDD`. */
  readonly bookedDay?: string;
  readonly mark: SwiftMark;
  readonly amount: string;
  readonly customerReference?: string;
  readonly bankReference?: string;
  /** What old Dutch banks print behind the reference's sixteen places: the other side's name. */
  readonly name?: string;
  /** The lines below the first. */
  readonly supplementary: readonly string[];
}

/** The third letter of the currency may stand behind the mark: `CR` is a credit in euro, no reversal. */
const HEAD =
  /^\s*(?<value>\d{6})(?<booked>\d{4}|\s{4})?\s*(?<mark>RC|RD|EC|ED|C|D)(?:[A-Z])?\s*(?<amount>\d+(?:[.,]\d*)?|[.,]\d+)(?![.,\d])\s*(?<rest>.*)$/u;
/** `NTRF`, `S051`, `NET `: before the reference, unless that stands alone. */
const TYPE = /^(?!NONREF)(?:[SNF][A-Z0-9]{2}[A-Z0-9 ]|[A-Z][A-Z0-9]{3}(?=NONREF|\/\/))/u;
/** The banks' words for «none» and «see below». */
const NO_REFERENCE = /^(?:NONREF|NOTPROVIDED|(?:EREF|KREF|MREF|PREF|MARF)\+?|\w|0*)$/iu;

/** A longer reference (an IBAN) runs on; one padded to its places has something else behind it. */
const REFERENCE_CHARS = 16;

/** Undefined for a field that is no entry: its date, mark or amount isn't there. */
export function readEntry({ lines }: SwiftField): SwiftEntry | undefined {
  const { head, below } = unwrapped(lines);
  const parts = HEAD.exec(head);
  if (parts === null) return undefined;
  const [, value = '', booked = '', mark, amount = '', rest = ''] = parts;
  const [second, ...others] = below;
  const bankBelow = second?.startsWith('//') === true && !rest.includes('//');
  return defined({
    valueDay: value,
    bookedDay: /^\d{4}$/.test(booked) && booked !== '0000' ? booked : undefined,
    mark: mark as SwiftMark,
    amount,
    ...referencesIn(bankBelow ? rest + second : rest),
    supplementary: bankBelow ? others : below,
  });
}

/** A first line that breaks off before its amount or within it goes on in the next (Sparkasse). */
function unwrapped(lines: readonly string[]): { readonly head: string; readonly below: readonly string[] } {
  const [first = '', second, ...others] = lines;
  if (second === undefined) return { head: first, below: [] };
  const groups = HEAD.exec(first)?.groups;
  const cut = groups === undefined || (groups['rest'] === '' && /^\d*[.,]?\d*[SNF][A-Z0-9]{3}/.test(second));
  return cut ? { head: first + second, below: others } : { head: first, below: [second, ...others] };
}

function referencesIn(text: string): Pick<SwiftEntry, 'customerReference' | 'bankReference' | 'name'> {
  const rest = text.slice(TYPE.exec(text)?.[0].length ?? 0);
  const slashes = rest.indexOf('//');
  const customer = slashes < 0 ? rest : rest.slice(0, slashes);
  const padded = /\s$/u.test(customer.slice(0, REFERENCE_CHARS)) && customer.length > REFERENCE_CHARS;
  const name = padded ? customer.slice(REFERENCE_CHARS).trim() : '';
  return defined({
    customerReference: referenceIn(padded ? customer.slice(0, REFERENCE_CHARS) : customer),
    bankReference: slashes < 0 ? undefined : referenceIn(rest.slice(slashes + 2)),
    name: name === '' ? undefined : name,
  });
}

function referenceIn(text: string): string | undefined {
  const trimmed = text.trim();
  return NO_REFERENCE.test(trimmed) ? undefined : trimmed;
}
