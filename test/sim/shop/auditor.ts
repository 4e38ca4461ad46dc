import { COMPLETE_CODES } from '../truth.ts';
import type { Leg, Truth, TruthGroup } from './truth.ts';
import type { Planted } from './types.ts';

/*
 * Compares what the program answered with what is true. It knows the shop, its files and the shape of the answers
 * (CLI.md), and nothing of the program.
 */

/** A row of `report matches --format json`, as far as it is read. */
export interface MatchRow {
  readonly group: string;
  readonly leg: string;
  readonly state: string;
  readonly difference?: string;
  readonly rank?: number;
  readonly members: readonly {
    readonly side: 'expected' | 'actual';
    readonly ref: string;
    readonly amount: string;
    readonly file?: string;
    readonly line?: number;
  }[];
}

/** A row of `check --format json`, as far as it is read. */
export interface FindingRow {
  readonly code: string;
  readonly account?: string;
  readonly order_no?: string;
  readonly trade_no?: string;
  readonly batch_no?: string;
  readonly bank_ref?: string;
  readonly date?: string;
  readonly expected?: string;
  readonly actual?: string;
}

export interface Share {
  count: number;
  amount: number;
}

/** What became of the money of one leg. */
export interface LegTally {
  /** All that is the same money in truth. */
  readonly all: Share;
  readonly auto: Share;
  /** Equal items the other way round: every sum is right. */
  readonly swapped: Share;
  /** Not taken, and the right one stands among the first three suggestions. */
  readonly suggested: Share;
  /** Automatic groups that aren't so. */
  readonly wrong: Share;
}

/** A group of the answer in the terms of the truth. */
export interface Answered {
  readonly leg: Leg;
  readonly items: readonly string[];
  readonly values: readonly string[];
}

/** What is audited: the truth, and how an answer's rows speak of it. */
export interface Subject {
  readonly truth: Truth;
  /** Names of all that was put in, mistakes and oddities. */
  readonly faults: readonly string[];
  /** Undefined: a group of a leg that isn't audited. */
  readonly read: (row: MatchRow) => Answered | undefined;
  /** What findings may name of a group whose lines nothing can tell for certain: it waits for a person's yes. */
  readonly namesOf: (group: TruthGroup) => readonly string[];
}

export interface FaultTally {
  /** How often it was put in. */
  times: number;
  /** Findings it must lead to. */
  planted: number;
  found: number;
  wrongAmount: number;
}

export interface Audit {
  readonly legs: ReadonlyMap<Leg, LegTally>;
  readonly faults: ReadonlyMap<string, FaultTally>;
  /** Findings on money that only awaits a person's yes to a suggestion. */
  readonly awaiting: number;
  /** Findings that nothing was planted for, by code. */
  readonly falseFindings: readonly string[];
  /** One sentence for everything that isn't as it should be. */
  readonly complaints: readonly string[];
}

export function audit(subject: Subject, matches: readonly MatchRow[], findings: readonly FindingRow[]): Audit {
  const { truth } = subject;
  const complaints: string[] = [];
  const legs = auditGroups(subject, { matches, complaints });
  const faults = new Map<string, FaultTally>();
  for (const name of subject.faults) faultOf(faults, name).times += 1;
  const open = new Set(
    truth.groups.flatMap((group) => {
      const suggested = suggestionOf(group, subject, matches);
      // Of equal lines the suggestion may name the other one: it is what waits then.
      return suggested === undefined ? [] : subject.namesOf({ ...group, items: [...group.items, ...suggested.items] });
    }),
  );
  const { falseFindings, awaiting } = auditFindings(truth, findings, { faults, complaints, open });
  return { legs, faults, falseFindings, awaiting, complaints };
}

export function newShare(): Share {
  return { count: 0, amount: 0 };
}

export function newLegTally(): LegTally {
  return { all: newShare(), auto: newShare(), swapped: newShare(), suggested: newShare(), wrong: newShare() };
}

function add(share: Share, amount: number): void {
  share.count += 1;
  share.amount += amount;
}

interface Looking {
  readonly matches: readonly MatchRow[];
  readonly complaints: string[];
}

function nameOf({ leg, items }: Pick<Answered, 'leg' | 'items'>): string {
  return `${leg} ${[...new Set(items)].sort().join(' + ')}`;
}

function worthOf({ leg, values }: Pick<Answered, 'leg' | 'values'>): string {
  return `${leg} ${[...values].sort().join(' + ')}`;
}

function auditGroups(subject: Subject, { matches, complaints }: Looking): ReadonlyMap<Leg, LegTally> {
  const { truth } = subject;
  const legs = new Map<Leg, LegTally>();
  const tally = (leg: Leg): LegTally => {
    const known = legs.get(leg) ?? newLegTally();
    legs.set(leg, known);
    return known;
  };
  const truths = new Map(truth.groups.map((group) => [nameOf(group), group]));
  for (const group of truth.groups) add(tally(group.leg).all, group.amount);
  const standing = matches.filter(({ state }) => state !== 'suggested');
  const taken = new Set<string>();
  const strange: (readonly [MatchRow, Answered])[] = [];
  for (const row of standing) {
    const answered = subject.read(row);
    if (answered === undefined) continue;
    const group = truths.get(nameOf(answered));
    if (group === undefined) strange.push([row, answered]);
    else {
      taken.add(nameOf(group));
      add(tally(group.leg).auto, group.amount);
    }
  }
  const open = truth.groups.filter((group) => !taken.has(nameOf(group)));
  judgeStrange(strange, { open, taken, tally, complaints });
  const left = open.filter((group) => !taken.has(nameOf(group)));
  for (const group of left) {
    if (suggestionOf(group, subject, matches) !== undefined) add(tally(group.leg).suggested, group.amount);
    else complaints.push(`not matched: ${nameOf(group)}`);
  }
  complaints.push(...takenTwice(standing));
  return legs;
}

interface Judging {
  readonly open: readonly TruthGroup[];
  readonly taken: Set<string>;
  readonly tally: (leg: Leg) => LegTally;
  readonly complaints: string[];
}

/** Groups that aren't the truth's own: swaps of equal items, or wrong. */
function judgeStrange(
  strange: readonly (readonly [MatchRow, Answered])[],
  { open, taken, tally, complaints }: Judging,
): void {
  const equal = new Map<string, TruthGroup[]>();
  for (const group of open) equal.set(worthOf(group), [...(equal.get(worthOf(group)) ?? []), group]);
  for (const [row, answered] of strange) {
    const twin = equal.get(worthOf(answered))?.shift();
    if (twin === undefined) {
      add(tally(answered.leg).wrong, actualOf(row));
      complaints.push(`wrong: ${row.group} ${nameOf(answered)}`);
    } else {
      taken.add(nameOf(twin));
      add(tally(twin.leg).auto, twin.amount);
      add(tally(twin.leg).swapped, twin.amount);
    }
  }
}

/** What the actual side of a group comes to, without its signs. */
function actualOf({ members }: MatchRow): number {
  return members
    .filter(({ side }) => side === 'actual')
    .reduce((total, { amount }) => total + Math.abs(minorOf(amount) ?? 0), 0);
}

const RANKS = 3;

/** The group as it is suggested among the first three of its bank line; undefined when it isn't. */
function suggestionOf(group: TruthGroup, { read }: Subject, matches: readonly MatchRow[]): Answered | undefined {
  const shown = matches.filter(({ state, rank = 1 }) => state === 'suggested' && rank <= RANKS);
  return shown
    .flatMap((row) => read(row) ?? [])
    .find((answered) => nameOf(answered) === nameOf(group) || worthOf(answered) === worthOf(group));
}

/** No item is in two groups that stand on one leg. */
function takenTwice(standing: readonly MatchRow[]): readonly string[] {
  const seen = new Map<string, string>();
  const complaints: string[] = [];
  for (const { leg, group, members } of standing) {
    for (const { ref, side, file, line } of members) {
      const isRow = side === 'actual' && leg === 'order-settlement';
      if (!isRow && !ref.startsWith('bank:') && !ref.startsWith('batch:') && !ref.startsWith('day:')) continue;
      const key = `${leg} ${side} ${isRow ? `${file ?? ''}:${String(line)}` : ref}`;
      if (seen.has(key) && seen.get(key) !== group) complaints.push(`taken twice: ${key}`);
      seen.set(key, group);
    }
  }
  return complaints;
}

interface FindingsLook {
  readonly faults: Map<string, FaultTally>;
  readonly complaints: string[];
  readonly open: ReadonlySet<string>;
}

const AWAITING: ReadonlySet<string> = new Set(['payout-missing', 'bank-credit-unexplained', 'ambiguous-match']);

function auditFindings(
  truth: Truth,
  findings: readonly FindingRow[],
  { faults, complaints, open }: FindingsLook,
): Pick<Audit, 'falseFindings' | 'awaiting'> {
  const expected = new Map(truth.planted.map((planted) => [`${planted.code} ${planted.ref}`, planted]));
  const found = new Set<string>();
  const falseFindings: string[] = [];
  let awaiting = 0;
  for (const row of findings) {
    const name = `${row.code} ${refOf(row)}`;
    const planted = found.has(name) ? undefined : expected.get(name);
    if (planted !== undefined) {
      found.add(name);
      countFound(planted, row, { faults, complaints });
    } else if (AWAITING.has(row.code) && open.has(refOf(row))) awaiting += 1;
    else if (isJudged(row) && !truth.allowed.has(name)) {
      falseFindings.push(row.code);
      complaints.push(`false finding: ${name} ${row.expected ?? ''} ${row.actual ?? ''}`);
    }
  }
  for (const [name, planted] of expected) {
    if (found.has(name)) continue;
    faultOf(faults, planted.fault).planted += 1;
    complaints.push(`not found: ${name} (${planted.fault})`);
  }
  return { falseFindings, awaiting };
}

function isJudged({ code }: FindingRow): boolean {
  return COMPLETE_CODES.has(code) || code === 'bank-debit-unexplained' || code === 'receivable-overdue';
}

function countFound(planted: Planted, row: FindingRow, { faults, complaints }: Omit<FindingsLook, 'open'>): void {
  const tally = faultOf(faults, planted.fault);
  tally.planted += 1;
  tally.found += 1;
  const wrong = (['expected', 'actual'] as const).filter((side) => {
    const amount = planted[side];
    return amount !== undefined && row[side] !== undefined && minorOf(row[side]) !== amount;
  });
  const missing = (['expected', 'actual'] as const).filter(
    (side) => planted[side] !== undefined && row[side] === undefined,
  );
  if (wrong.length + missing.length === 0) return;
  tally.wrongAmount += 1;
  complaints.push(`amount: ${planted.code} ${planted.ref} ${JSON.stringify(row)} not ${JSON.stringify(planted)}`);
}

function faultOf(faults: Map<string, FaultTally>, name: string): FaultTally {
  const known = faults.get(name) ?? { times: 0, planted: 0, found: 0, wrongAmount: 0 };
  faults.set(name, known);
  return known;
}

/** What the finding is about: an order, else a payout, a bank line, a trade, an account's day. */
function refOf({ order_no, batch_no, bank_ref, trade_no, account, date }: FindingRow): string {
  return order_no ?? batch_no ?? bank_ref ?? trade_no ?? `${account ?? ''}/${date ?? ''}`;
}

function minorOf(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d+\.\d\d$/u.test(text) ? Number(text.replace('.', '')) : undefined;
}
