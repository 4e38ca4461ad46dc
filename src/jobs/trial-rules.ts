import type { WorkingCalendar } from '../model/calendar.ts';
import type { Day } from '../model/day.ts';
import type { NamedFinding } from '../model/finding.ts';
import { itemKey } from '../model/match.ts';
import type { BookSettings } from '../model/settings.ts';
import type { Database } from '../store/database.ts';
import type { Books } from '../store/open.ts';
import { loadGroupsIn, type StoredGroup } from '../store/read/decided-groups.ts';
import { replaceConfirmed, replaceExceptions } from '../store/write/decisions.ts';
import { adoptAccounts } from './adopt-accounts.ts';
import { applyDecisions } from './confirmed-groups.ts';
import { inOneGo } from './decide.ts';
import { workOutFindings } from './flag-discrepancies.ts';
import { NOTHING_DECIDED, runPasses, type Decided } from './run-passes.ts';

export interface Rules {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
}

export interface TrialOptions {
  /** The rules to be tried. */
  readonly rules: Rules;
  /** Those that hold; where undefined the groups as the last match left them are what is compared with. */
  readonly holding?: Rules;
  readonly asOf: Day;
}

/**
 * `new` and `lost`: groups that only one of the two rules makes; `state`: both do, one of them only as a suggestion;
 * `conflict`: the rules alone would match what a person matched or kept apart otherwise.
 */
export type TrialChange = 'new' | 'lost' | 'state' | 'conflict';

export interface TrialRow {
  readonly change: TrialChange;
  readonly group: StoredGroup;
  /** A person's group that it is in conflict with; `apart` where a person keeps its items apart. */
  readonly against?: string;
}

export interface Trial {
  readonly rows: readonly TrialRow[];
  readonly findings: readonly { readonly change: 'new' | 'gone'; readonly finding: NamedFinding }[];
}

/** What other rules would do to all that is stored. Nothing of it stays. */
export async function trialRules(books: Books, options: TrialOptions): Promise<Trial> {
  const { db } = books;
  const { rules, holding, asOf } = options;
  return inOneGo(books, true, async () => {
    if (holding) await matchBy(db, holding);
    const before = await standOf(db, holding ?? rules, asOf);
    const decided = await matchBy(db, rules);
    const after = await standOf(db, rules, asOf);
    return {
      rows: [...changes(before.groups, after.groups), ...(await conflicts(db, rules, decided))],
      findings: findingChanges(before.findings, after.findings),
    };
  });
}

async function matchBy(db: Database, rules: Rules): Promise<Decided> {
  await adoptAccounts(db, rules.settings);
  const { decided } = await applyDecisions(db, rules);
  await runPasses(db, rules, decided);
  return decided;
}

interface Stand {
  readonly groups: readonly StoredGroup[];
  readonly findings: readonly NamedFinding[];
}

async function standOf(db: Database, rules: Rules, asOf: Day): Promise<Stand> {
  return { groups: await remade(db), findings: await workOutFindings(db, { ...rules, asOf }) };
}

async function remade(db: Database): Promise<readonly StoredGroup[]> {
  return [...(await loadGroupsIn(db, 'auto')), ...(await loadGroupsIn(db, 'suggested'))];
}

function changes(before: readonly StoredGroup[], after: readonly StoredGroup[]): readonly TrialRow[] {
  const old = new Map(before.map((group) => [group.id, group]));
  const now = new Map(after.map((group) => [group.id, group]));
  return [
    ...after.flatMap((group): readonly TrialRow[] => {
      const was = old.get(group.id);
      if (was === undefined) return [{ change: 'new', group }];
      return was.proposal.state === group.proposal.state ? [] : [{ change: 'state', group }];
    }),
    ...before.filter((group) => !now.has(group.id)).map((group): TrialRow => ({ change: 'lost', group })),
  ];
}

/** Lets the passes run as if nobody had decided anything, and looks where they would have decided otherwise. */
async function conflicts(db: Database, rules: Rules, decided: Decided): Promise<readonly TrialRow[]> {
  const confirmed = await loadGroupsIn(db, 'manual');
  await replaceConfirmed(db, []);
  await replaceExceptions(db, []);
  await runPasses(db, rules, NOTHING_DECIDED);
  const holders = new Map(confirmed.flatMap((group) => keysOf(group).map((key) => [key, group.id] as const)));
  return (await loadGroupsIn(db, 'auto')).flatMap((group): readonly TrialRow[] => {
    const against = keysOf(group).flatMap((key) => holders.get(key) ?? []);
    if (against.includes(group.id)) return [];
    const [other] = against;
    if (other !== undefined) return [{ change: 'conflict', group, against: other }];
    return decided.isRejected(group.proposal) ? [{ change: 'conflict', group, against: 'apart' }] : [];
  });
}

/** What only one group on the way to the bank may hold, by `itemKey` and whether it is beside a batch's payout. */
function keysOf({ proposal }: StoredGroup): readonly string[] {
  const way = proposal.leg === 'settlement-payout' ? 'batch' : 'bank';
  return proposal.members
    .filter(({ kind }) => kind !== 'order' && kind !== 'invoice')
    .map(({ kind, id, ref }) => `${way} ${itemKey(kind, { itemId: id, accountId: proposal.accountId, ref })}`);
}

function findingChanges(before: readonly NamedFinding[], after: readonly NamedFinding[]): Trial['findings'] {
  const old = new Set(before.map((finding) => finding.id));
  const now = new Set(after.map((finding) => finding.id));
  return [
    ...after.filter(({ id }) => !old.has(id)).map((finding) => ({ change: 'new' as const, finding })),
    ...before.filter(({ id }) => !now.has(id)).map((finding) => ({ change: 'gone' as const, finding })),
  ];
}
