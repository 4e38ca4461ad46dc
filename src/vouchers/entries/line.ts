import { invariant } from '../../model/problem.ts';
import { minus, negate, type Minor } from '../../model/money.ts';
import type { AccountRole } from '../../model/ledger.ts';
import type { LineKind } from '../../model/statement.ts';
import type { VoucherKind } from '../../model/voucher.ts';
import {
  moved,
  penOf,
  revenue,
  whose,
  type Entry,
  type EntryContext,
  type FactOf,
  type Pen,
  type Posting,
} from './entry.ts';

type Line = FactOf<'line'>;

/** Kinds that cost something as a whole, whether the statement prints them as an amount or as a fee. */
const COSTS: Partial<Readonly<Record<LineKind, readonly [VoucherKind, AccountRole]>>> = {
  fee: ['fees', 'fee'],
  commission: ['fees', 'commission'],
  tax: ['tax', 'platform_tax'],
};

/** Kinds whose amount goes to one account of its own; a fee on the same row is a fee. */
const OTHERS: Partial<Readonly<Record<LineKind, readonly [VoucherKind, AccountRole]>>> = {
  subsidy: ['subsidy', 'subsidy'],
  reserve: ['reserve', 'reserve'],
  release: ['reserve', 'reserve'],
  chargeback: ['dispute', 'dispute'],
  payout: ['payout', 'transit'],
  'payout-return': ['payout', 'transit'],
  adjustment: ['adjustment', 'suspense'],
  transfer: ['adjustment', 'suspense'],
  deposit: ['adjustment', 'suspense'],
  unknown: ['adjustment', 'suspense'],
};

/** A row of a platform's statement: what moved in the wallet, and what it moved against. */
export function lineEntry(fact: Line, context: EntryContext): Entry {
  const pen = penOf(context);
  if (fact.line === 'sale') return settlement(fact, pen);
  if (fact.line === 'refund') return refund(fact, pen, context);
  const cost = COSTS[fact.line];
  if (cost) return whole(fact, pen, cost);
  const other = OTHERS[fact.line];
  invariant(other !== undefined, 'every kind of settlement line has an entry');
  return sole(fact, pen, other);
}

/** The platform settles: net into the wallet, its fee, and the receivable is paid. */
function settlement(fact: Line, pen: Pen): Entry {
  return {
    kind: 'settlement',
    about: fact.wallet,
    postings: [inWallet(fact, pen), ...feeOf(fact, pen), owedFor(fact, pen)],
  };
}

/** What a sale line pays: the platform's debt, the customer's (sold on account after all), or nobody's we know of. */
function owedFor(fact: Line, pen: Pen): Posting {
  if (fact.order === 'none' || fact.order === 'called-off')
    return pen.credit('suspense', fact.gross, { platform: fact.wallet });
  return fact.order === 'account'
    ? pen.credit('receivable_customer', fact.gross, whose(fact))
    : pen.credit('receivable_platform', fact.gross, whose({ platform: fact.platform }));
}

/**
 * A refund after settlement takes revenue and VAT back in red, a returned fee too, and money leaves the wallet. Where
 * the sale never stood in the ledger, what its settlement had paid is owed again instead, or leaves suspense.
 */
function refund(fact: Line, pen: Pen, context: EntryContext): Entry {
  const { platform } = fact;
  const back =
    fact.isRecognised && fact.order !== 'none'
      ? revenue(pen, fact.gross, context, whose({ platform }))
      : [owedFor(fact, pen)];
  return { kind: 'refund', about: fact.wallet, postings: [...back, ...feeOf(fact, pen), inWallet(fact, pen)] };
}

/** The whole of the row is one cost; given back, it is red on its own side. */
function whole(fact: Line, pen: Pen, [kind, role]: readonly [VoucherKind, AccountRole]): Entry {
  return {
    kind,
    about: fact.wallet,
    postings: [pen.debit(role, negate(fact.net), { platform: fact.wallet }), inWallet(fact, pen)],
  };
}

/** Against one account: what comes in is its credit, what goes out its debit. */
function sole(fact: Line, pen: Pen, [kind, role]: readonly [VoucherKind, AccountRole]): Entry {
  const aux = { platform: fact.wallet };
  // An income taken back is red on its own side; money owed or on its way just moves.
  const against = role === 'subsidy' ? pen.credit(role, fact.gross, aux) : moved(pen, role, negate(fact.gross), aux);
  return { kind, about: fact.wallet, postings: [against, ...feeOf(fact, pen), inWallet(fact, pen)] };
}

function inWallet(fact: Line, pen: Pen): Posting {
  invariant(fact.net === minus(fact.gross, fact.fee), 'net = gross − fee');
  return moved(pen, 'wallet', fact.net, { ref: fact.wallet });
}

function feeOf({ fee, wallet }: { readonly fee: Minor; readonly wallet: string }, pen: Pen): readonly Posting[] {
  return fee === 0 ? [] : [pen.debit('fee', fee, { platform: wallet })];
}
