import type { Currency } from '../../model/currency.ts';
import type { Day } from '../../model/day.ts';
import { minor, type Minor } from '../../model/money.ts';
import type { RowProblem } from '../../model/problem.ts';
import { amountProblem } from '../amount.ts';
import { defined } from '../defined.ts';
import { elementsAt, textAt, type XmlElement } from '../tokenise/xml-element.ts';
import { camtAmount, camtCurrency, camtDay } from './camt-values.ts';

/** A booked balance of a statement or of one of its pages. */
export interface CamtBalance {
  readonly line: number;
  readonly code: BookedCode;
  readonly amount: Minor;
  readonly currency: Currency;
  /** It names another currency. An account's balance is taken as the account's: if it isn't, the chain shows it. */
  readonly foreign: boolean;
  readonly day?: Day;
  /** Carried over from or to another page. */
  readonly carried: boolean;
}

const BOOKED = ['OPBD', 'PRCD', 'CLBD', 'ITBD'] as const;
type BookedCode = (typeof BOOKED)[number];

/**
 * A booked balance; undefined for every other kind: available, forward and expected ones, and the proprietary ones in
 * which some banks let other accounts ride along (formats/bank.md 2). `account`: the account's currency where it is
 * known, `otherwise`: that of amounts which name none.
 */
export function readCamtBalance(
  balance: XmlElement,
  account: Currency | undefined,
  otherwise: Currency,
): CamtBalance | RowProblem | undefined {
  const told = textAt(balance, 'Tp/CdOrPrtry/Cd', 'Tp/Cd');
  const code = BOOKED.find((known) => known === told);
  if (code === undefined || textAt(balance, 'Tp/SubTp/Prtry') !== undefined) return undefined;
  const { line } = balance;
  const written = elementsAt(balance, 'Amt')[0];
  if (written === undefined) return { code: 'AMOUNT_MISSING', line, column: 'Bal' };
  const named = camtCurrency(written, account ?? otherwise);
  if (named === undefined)
    return { code: 'CURRENCY_UNKNOWN', line, column: 'Bal', text: written.attributes['Ccy'] ?? '' };
  const currency = account ?? named;
  const reading = camtAmount(written.text, currency);
  if (!reading.ok) return { code: amountProblem(reading), line, column: 'Bal', text: written.text };
  const owed = textAt(balance, 'CdtDbtInd') === 'DBIT' && reading.minor > 0;
  return {
    line,
    code,
    amount: minor(owed ? -reading.minor : reading.minor),
    currency,
    foreign: named !== currency,
    ...defined({ day: camtDay(textAt(balance, 'Dt/Dt', 'Dt/DtTm', 'Dt')) }),
    carried: textAt(balance, 'Tp/SubTp/Cd') === 'INTM',
  };
}

export interface OpeningAndClosing {
  readonly opening?: CamtBalance;
  readonly closing?: CamtBalance;
}

/**
 * The balances its entries lie between: OPBD, else PRCD; CLBD. An interim one (ITBD) stands in where there is no other:
 * the first opens, the last closes. Of several, those in the account's own currency, the earliest and the latest.
 */
export function openingAndClosing(balances: readonly CamtBalance[]): OpeningAndClosing {
  const of = (code: BookedCode): readonly CamtBalance[] => {
    const all = balances.filter((balance) => balance.code === code);
    const own = all.filter(({ foreign }) => !foreign);
    return own.length > 0 ? own : all;
  };
  const interim = of('ITBD');
  const closing = latest(of('CLBD')) ?? interim.at(-1);
  const opening = earliest(of('OPBD')) ?? earliest(of('PRCD')) ?? interim.find((balance) => balance !== closing);
  return defined({ opening, closing });
}

function earliest(balances: readonly CamtBalance[]): CamtBalance | undefined {
  return balances.reduce<CamtBalance | undefined>(
    (best, next) => (best === undefined || dayOfBalance(next) < dayOfBalance(best) ? next : best),
    undefined,
  );
}

function latest(balances: readonly CamtBalance[]): CamtBalance | undefined {
  return balances.reduce<CamtBalance | undefined>(
    (best, next) => (best === undefined || dayOfBalance(next) >= dayOfBalance(best) ? next : best),
    undefined,
  );
}

function dayOfBalance({ day }: CamtBalance): string {
  return day ?? '';
}
