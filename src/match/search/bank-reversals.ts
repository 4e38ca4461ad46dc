import { dayOf, daysBetween } from '../../model/day.ts';
import type { MatchProposal, OpenBankLine } from '../../model/match.ts';
import { negate, ZERO } from '../../model/money.ts';
import { components } from './components.ts';
import { creditMember } from './payout-proposal.ts';
import { creditNumbers } from './credit-index.ts';
import { groupBy } from './competing.ts';
import { creditKey, sortedBy } from './order.ts';
import { POINTS } from './score.ts';
import { NOTHING_FOUND, together, type SearchAnswer, type SearchWorld } from './world.ts';

/** A number shorter than this may stand in a memo by chance. */
const NUMBER_CHARS_MIN = 6;
/** 冲正, 抹账, 退汇 and what other banks write on an entry that undoes another one. */
const REVERSING = /冲正|冲账|冲帐|抹账|抹帐|撤销|撤账|退汇|退票|\brevers(?:al|ed|es)\b|\bstorno\b/iu;

/**
 * 冲正: a bank line and the later one of the opposite amount that undoes it, on one account. They cancel out when the
 * later one says so and is tied to the first by its number or its counterparty, one to one; tied by the amount alone
 * they are shown to a person.
 */
export function proposeReversals({ bankLines, isRejected, rules }: SearchWorld): SearchAnswer {
  const lines = sortedBy(bankLines, creditKey);
  const byAmount = groupBy(lines, (line) => `${line.accountId} ${line.currency} ${line.amount}`);
  const undoing = lines.filter((line) => REVERSING.test(`${line.memo ?? ''} ${line.counterparty ?? ''}`));
  const undone = undoing.map((line) =>
    (byAmount.get(`${line.accountId} ${line.currency} ${-line.amount}`) ?? []).filter((first) =>
      isBefore(first, line, rules.returnDays),
    ),
  );
  const places = new Map(lines.map((line, index) => [line, index]));
  const edges = (isTied: boolean): readonly (readonly number[])[] =>
    undoing.map((line, at) =>
      (undone[at] ?? [])
        .filter((first) => tie(first, line) === isTied && !isRejected(proposalOf(first, line)))
        .flatMap((first) => places.get(first) ?? []),
    );
  const tied = components(edges(true)).map((part) => {
    const pairs = part.left.flatMap((left) => part.right.flatMap((right) => pairOf(undoing[left], lines[right])));
    const [only, ...rivals] = pairs;
    return only && rivals.length === 0
      ? { ...NOTHING_FOUND, proposals: [proposalOf(only.first, only.line)] }
      : { ...NOTHING_FOUND, candidates: pairs.map((pair) => candidateOf(pair, POINTS.party)) };
  });
  const loose = edges(false).flatMap((rights, left) =>
    rights.flatMap((right) => pairOf(undoing[left], lines[right])).map((pair) => candidateOf(pair, 0)),
  );
  return together([...tied, { ...NOTHING_FOUND, candidates: loose }]);
}

interface Pair {
  readonly first: OpenBankLine;
  readonly line: OpenBankLine;
}

function pairOf(line: OpenBankLine | undefined, first: OpenBankLine | undefined): readonly Pair[] {
  return line && first ? [{ line, first }] : [];
}

function isBefore(first: OpenBankLine, line: OpenBankLine, most: number): boolean {
  const apart = daysBetween(dayOf(first.bookedAt), dayOf(line.bookedAt));
  return first !== line && first.bookedAt <= line.bookedAt && apart <= most;
}

/** The later line carries the first one's number, or speaks of the same counterparty. */
function tie(first: OpenBankLine, line: OpenBankLine): boolean {
  const { reference = '', counterpartyAccount, counterparty } = first;
  if (reference.length >= NUMBER_CHARS_MIN && creditNumbers(line).includes(reference)) return true;
  if (counterpartyAccount !== undefined && counterpartyAccount === line.counterpartyAccount) return true;
  return counterparty !== undefined && counterparty !== '' && counterparty === line.counterparty;
}

function proposalOf(first: OpenBankLine, line: OpenBankLine): MatchProposal {
  return {
    leg: 'bank-reversal',
    shape: '1:1',
    state: 'auto',
    pass: 'bank-reversal',
    accountId: first.accountId,
    members: [
      { ...creditMember(first), side: 'expected' },
      { ...creditMember(line), amount: negate(line.amount) },
    ],
    difference: ZERO,
    currency: first.currency,
    matchedOn: dayOf(line.bookedAt),
    why: { lag_days: daysBetween(dayOf(first.bookedAt), dayOf(line.bookedAt)), rivals: 0 },
  };
}

function candidateOf({ first, line }: Pair, party: number): SearchAnswer['candidates'][number] {
  return { proposal: proposalOf(first, line), score: POINTS.exact + party, coincidences: 0 };
}
