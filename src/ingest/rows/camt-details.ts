import type { Currency } from '../../model/currency.ts';
import { minor, plus, ZERO, type Minor } from '../../model/money.ts';
import { defined } from '../defined.ts';
import { elementsAt, textAt, type XmlElement } from '../tokenise/xml-element.ts';
import { camtAccount, camtAmount, camtCurrency, camtReference, sumOf } from './camt-values.ts';

/** What the details of an entry (`TxDtls`) add to it. They are never money of their own (formats/bank.md 2). */
export interface CamtDetails {
  readonly counterparty?: string;
  readonly counterpartyAccount?: string;
  readonly memo?: string;
  /** What all of them come to, where every one has an amount in the entry's currency. */
  readonly sum?: Minor;
  /** What the bank kept of it or added to it, by the entry's charges and theirs: any of these may be the difference. */
  readonly charges: readonly Minor[];
}

/** Beyond it the references of a large batch are left out: a text of this size is still looked through at once. */
const MEMO_CHARS = 10_000;

const REFERENCES = [
  'Refs/EndToEndId',
  'RmtInf/Strd/CdtrRefInf/Ref',
  'RmtInf/Strd/CdtrRefInf/CdtrRef',
  'RmtInf/Strd/RfrdDocInf/Nb',
  'RmtInf/Strd/RfrdDocInf/RfrdDocNb',
  'Refs/InstrId',
  'Refs/TxId',
  'Refs/MndtId',
  'Refs/PmtInfId',
  'RtrInf/Rsn/Cd',
];

/**
 * Of an entry of `amount` (signed) with the details it has: the other side, where all of them name the same one, and a
 * memo of every text and reference. `own`: the account's number, which is never the other side's.
 */
export function camtDetails(
  entry: XmlElement,
  { amount, currency, own }: { readonly amount: Minor; readonly currency: Currency; readonly own: string | undefined },
): CamtDetails {
  const details = elementsAt(entry, 'NtryDtls/TxDtls');
  // An entry of nought has no sign: its word tells whose side is the other one.
  const comesIn = amount === 0 ? isCredit(entry, true) : amount > 0;
  const sides = details.map((detail) => otherSide(detail, isCredit(detail, comesIn), own));
  return {
    ...defined({
      counterparty: onlyOne(sides.map(({ name }) => name)),
      counterpartyAccount: onlyOne(sides.map(({ account }) => account)),
      memo: memoOf(entry, details),
      sum: detailSum(details, amount, currency),
    }),
    charges: chargesOf(entry, details, currency),
  };
}

interface Side {
  readonly name: string | undefined;
  readonly account: string | undefined;
}

/** The payer of a credit, the payee of a debit; of a returned payment the roles are the original's, so ours may be there. */
function otherSide(detail: XmlElement, credit: boolean, own: string | undefined): Side {
  const side = sideOf(detail, credit ? 'Dbtr' : 'Cdtr');
  return own !== undefined && side.account === own ? sideOf(detail, credit ? 'Cdtr' : 'Dbtr') : side;
}

/** Names stand in the party itself up to .06, in `Pty` or `Agt` from .07 on. */
function sideOf(detail: XmlElement, role: 'Dbtr' | 'Cdtr'): Side {
  const party = `RltdPties/${role}`;
  const ultimate = `RltdPties/Ultmt${role}`;
  return {
    name: textAt(
      detail,
      `${party}/Nm`,
      `${party}/Pty/Nm`,
      `${party}/Agt/FinInstnId/Nm`,
      `${ultimate}/Nm`,
      `${ultimate}/Pty/Nm`,
    ),
    account: camtAccount(elementsAt(detail, `RltdPties/${role}Acct`)[0]),
  };
}

function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

function isCredit(detail: XmlElement, otherwise: boolean): boolean {
  const direction = textAt(detail, 'CdtDbtInd');
  return direction === undefined ? otherwise : direction === 'CRDT';
}

/** Every text once, in the order of the file: the bank's words for the entry, then each detail's words and references. */
function memoOf(entry: XmlElement, details: readonly XmlElement[]): string | undefined {
  const said = new Set<string>();
  let length = 0;
  for (const text of textsOf(entry, details)) {
    if (said.has(text) || camtReference(text) === undefined) continue;
    length += text.length + 1;
    if (length > MEMO_CHARS) {
      said.add('…');
      break;
    }
    said.add(text);
  }
  return said.size === 0 ? undefined : [...said].join(' ');
}

function* textsOf(entry: XmlElement, details: readonly XmlElement[]): Generator<string> {
  const texts = function* (element: XmlElement, path: string): Generator<string> {
    for (const { text } of elementsAt(element, path)) if (text !== '') yield text.replaceAll(/\s+/gu, ' ');
  };
  yield* texts(entry, 'AddtlNtryInf');
  for (const detail of details) {
    yield* texts(detail, 'RmtInf/Ustrd');
    for (const path of REFERENCES) yield* texts(detail, path);
    yield* texts(detail, 'RmtInf/Strd/AddtlRmtInf');
    yield* texts(detail, 'AddtlTxInf');
  }
  for (const batch of elementsAt(entry, 'NtryDtls/Btch')) {
    yield* texts(batch, 'PmtInfId');
    yield* texts(batch, 'MsgId');
  }
}

function detailSum(details: readonly XmlElement[], amount: Minor, currency: Currency): Minor | undefined {
  let sum = ZERO;
  for (const detail of details) {
    const written = elementsAt(detail, 'Amt')[0] ?? elementsAt(detail, 'AmtDtls/TxAmt/Amt')[0];
    const size = written === undefined ? undefined : sizeOf(written, currency);
    if (size === undefined) return undefined;
    sum = plus(sum, minor(isCredit(detail, amount >= 0) ? size : -size));
  }
  return details.length === 0 ? undefined : sum;
}

function sizeOf(amount: XmlElement, currency: Currency): Minor | undefined {
  if (camtCurrency(amount, currency) !== currency) return undefined;
  const reading = camtAmount(amount.text, currency);
  return reading.ok ? reading.minor : undefined;
}

function chargesOf(entry: XmlElement, details: readonly XmlElement[], currency: Currency): readonly Minor[] {
  const ofEntry = chargeOf(entry, currency);
  const ofDetails = sumOf(details.map((detail) => chargeOf(detail, currency)));
  return [ofEntry, ofDetails, plus(ofEntry, ofDetails)];
}

/** The total where it is told, else what was charged, one by one; the older versions name no total. */
function chargeOf(element: XmlElement, currency: Currency): Minor {
  const total = elementsAt(element, 'Chrgs/TtlChrgsAndTaxAmt');
  const amounts = [elementsAt(element, 'Chrgs/Rcrd/Amt'), elementsAt(element, 'Chrgs/Amt')].flat();
  return sumOf((total.length > 0 ? total : amounts).map((amount) => sizeOf(amount, currency) ?? ZERO));
}
