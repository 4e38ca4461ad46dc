import { addDays, dayOf } from '../model/day.ts';
import type { Place } from '../model/finding.ts';
import { itemKey, type OpenBankLine } from '../model/match.ts';
import type { Database } from '../store/database.ts';
import { loadMembers, loadPlaces, type GroupMember } from '../store/read/groups.ts';
import { loadBankLines } from '../store/read/open-items.ts';
import type { StoredAccount } from '../store/write/accounts.ts';
import type { CaseOptions } from './order-cases.ts';
import { loadWallets, type WalletWorld } from './payout-worlds.ts';

type Places = ReadonlyMap<number, Place>;

/** Everything between wallet, bank and customers as it stands on a day: rows and groups later than it don't exist. */
export interface Standing {
  readonly members: readonly GroupMember[];
  readonly wallets: readonly WalletWorld[];
  readonly bankLines: readonly OpenBankLine[];
  readonly bankLineOf: ReadonlyMap<number, OpenBankLine>;
  readonly payoutPlaces: Places;
  readonly bankPlaces: Places;
  /** The account's id in settle.yaml. */
  readonly accountRef: (id: number) => string;
  /** The group an item reaches the bank in, by `itemKey`; the one of a payout row with its batch is another leg. */
  readonly atBank: ReadonlyMap<string, GroupMember>;
  /** The bank lines of a group, in order. */
  readonly creditsOf: ReadonlyMap<string, readonly GroupMember[]>;
  /** What a group expected to reach the bank, in order. */
  readonly ownOf: ReadonlyMap<string, readonly GroupMember[]>;
}

export async function loadStanding(
  db: Database,
  accounts: readonly StoredAccount[],
  options: CaseOptions,
): Promise<Standing> {
  const next = addDays(options.asOf, 1);
  const members = await loadMembers(db, next);
  const refs = new Map(accounts.map((account) => [account.id, account.ref]));
  const bankLines = (await loadBankLines(db)).filter((line) => dayOf(line.bookedAt) < next);
  const toBank = members.filter((member) => member.leg !== 'settlement-payout');
  return {
    members,
    wallets: await loadWallets(db, accounts, { ...options, before: next }),
    bankLines,
    bankLineOf: new Map(bankLines.map((line) => [line.id, line])),
    payoutPlaces: await loadPlaces(db, 'payout'),
    bankPlaces: await loadPlaces(db, 'bank'),
    accountRef: (id) => refs.get(id) ?? '',
    atBank: new Map(toBank.map((member) => [itemKey(member.item, member), member])),
    creditsOf: byGroup(toBank.filter((member) => member.item === 'bank')),
    ownOf: byGroup(toBank.filter((member) => member.item !== 'bank' && member.side === 'expected')),
  };
}

function byGroup(members: readonly GroupMember[]): ReadonlyMap<string, readonly GroupMember[]> {
  const groups = new Map<string, GroupMember[]>();
  for (const member of members) {
    const own = groups.get(member.groupId);
    if (own) own.push(member);
    else groups.set(member.groupId, [member]);
  }
  return groups;
}

export function placeOf(places: Places, id: number): { readonly place?: Place } {
  const place = places.get(id);
  return place === undefined ? {} : { place };
}
