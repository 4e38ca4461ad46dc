import type { PayoutCase } from '../model/case.ts';
import type { Currency } from '../model/currency.ts';
import { addDays, dayOf, type Day } from '../model/day.ts';
import { minor, type Minor } from '../model/money.ts';
import type { OpenBankLine } from '../model/match.ts';
import { loadAccounts } from '../store/read/accounts.ts';
import { loadMembers, loadPlaces, type GroupMember } from '../store/read/groups.ts';
import { loadBankLines } from '../store/read/open-items.ts';
import { loadReceipts, type StoredReceipt } from '../store/read/receipts.ts';
import { isReturned, isSameMoney } from './receipt-ties.ts';
import type { ReportContext } from './report.ts';

/** A group that a bank line belongs to: what our side knows of it, and what the bank shows. */
export interface BankGroup {
  readonly id: string;
  readonly leg: string;
  readonly matchedOn: Day;
  readonly members: readonly GroupMember[];
  /** Kept back from the payout by contract. */
  readonly transferFee: Minor;
}

/** Everything the two sides of a bank account rest on, as of the day asked for; earlier days are told by their days. */
export interface BankWorld {
  readonly accounts: readonly BankAccount[];
  readonly lines: readonly (OpenBankLine & { readonly account: string })[];
  readonly places: ReadonlyMap<number, { readonly file: string; readonly line: number }>;
  readonly groups: readonly BankGroup[];
  readonly payouts: readonly PayoutCase[];
  readonly onlyBank?: string;
  /** Transfers and cheques of the receipts file, with the bank line that tells the same money. */
  readonly receipts: readonly { readonly receipt: StoredReceipt; readonly line: OpenBankLine | undefined }[];
}

/** A bank account and currency, with the balance its first statement begins with. */
export interface BankAccount {
  readonly account: string;
  readonly currency: Currency;
  readonly firstOn: Day;
  readonly opening: Minor | undefined;
}

export async function loadBankWorld(context: ReportContext): Promise<BankWorld> {
  const { db, asOf } = context;
  const next = addDays(asOf, 1);
  const stored = await loadAccounts(db);
  const refs = new Map(stored.map((account) => [account.id, account.ref]));
  const lines = (await loadBankLines(db))
    .filter((line) => dayOf(line.bookedAt) <= asOf)
    .map((line) => ({ ...line, account: refs.get(line.accountId) ?? '' }));
  const accounts = await loadOpenings(context, next);
  return {
    accounts,
    lines,
    places: await loadPlaces(db, 'bank'),
    groups: await loadGroups(context, next),
    payouts: (await context.money()).filter((one): one is PayoutCase => one.kind === 'payout' && one.amount > 0),
    ...onlyBank(accounts),
    receipts: tied(
      (await loadReceipts(db)).filter((one) => one.receivedOn <= asOf && isAtBank(one)),
      lines,
    ),
  };
}

/** Cash, cards and wallets never come to the bank by themselves. */
function isAtBank(receipt: StoredReceipt): boolean {
  return (receipt.method === 'transfer' || receipt.method === 'cheque') && !isReturned(receipt);
}

/** Each bank line tells one receipt at most; the bank's number goes before customer and amount. */
function tied(receipts: readonly StoredReceipt[], lines: readonly OpenBankLine[]): BankWorld['receipts'] {
  const taken = new Set<OpenBankLine>();
  const isNumbered = (one: StoredReceipt): boolean => lines.some((line) => isNamed(one, line));
  const found = new Map<StoredReceipt, OpenBankLine>();
  for (const receipt of [...receipts].sort((left, right) => Number(isNumbered(right)) - Number(isNumbered(left)))) {
    const fitting = lines.filter((line) => !taken.has(line) && isSameMoney(receipt, line));
    const line = fitting.find((one) => isNamed(receipt, one)) ?? fitting[0];
    if (!line) continue;
    taken.add(line);
    found.set(receipt, line);
  }
  return receipts.map((receipt) => ({ receipt, line: found.get(receipt) }));
}

function isNamed(receipt: StoredReceipt, line: OpenBankLine): boolean {
  return receipt.reference !== undefined && receipt.reference === line.reference;
}

interface OpeningRow {
  readonly account: string;
  readonly currency: Currency;
  readonly first_on: Day;
  readonly opening: number | null;
}

/** The first statement's opening balance, else the balance of its first row less that row. */
export async function loadOpenings({ db }: Pick<ReportContext, 'db'>, next: Day): Promise<readonly BankAccount[]> {
  const rows = await db.all<OpeningRow>(
    `WITH first AS (
       SELECT s.id, s.account_id, s.account, s.currency, s.from_on, s.opening_minor, s.newest_first,
              ROW_NUMBER() OVER (PARTITION BY s.account_id, s.currency ORDER BY s.from_on, s.to_on, s.sha256) AS place
       FROM v_statement s WHERE s.kind = 'bank' AND s.from_on IS NOT NULL AND s.from_on < :next
     )
     SELECT f.account, f.currency, f.from_on AS first_on, COALESCE(f.opening_minor, (
              SELECT b.balance_minor - b.amount_minor FROM v_bank b WHERE b.statement_id = f.id
              ORDER BY substr(b.booked_at, 1, 10), CASE WHEN f.newest_first = 1 THEN -b.line ELSE b.line END LIMIT 1
            )) AS opening
     FROM first f WHERE f.place = 1 ORDER BY f.account, f.currency`,
    { next },
  );
  return rows.map((row) => ({
    account: row.account,
    currency: row.currency,
    firstOn: row.first_on,
    opening: row.opening === null ? undefined : minor(row.opening),
  }));
}

async function loadGroups({ db }: ReportContext, next: Day): Promise<readonly BankGroup[]> {
  const byGroup = new Map<string, GroupMember[]>();
  for (const member of await loadMembers(db, next)) {
    const own = byGroup.get(member.groupId);
    if (own) own.push(member);
    else byGroup.set(member.groupId, [member]);
  }
  const rows = await db.all<{ id: string; why: string }>(
    `SELECT id, why FROM v_match_group WHERE leg IN ('settlement-bank', 'payout-bank') AND matched_on < :next`,
    { next },
  );
  const whys = new Map(rows.map((row) => [row.id, JSON.parse(row.why) as { readonly transfer_fee?: number }]));
  return [...byGroup].flatMap(([id, members]) => {
    const [first] = members;
    if (!first || first.leg === 'settlement-payout') return [];
    const transferFee = minor(whys.get(id)?.transfer_fee ?? 0);
    return [{ id, leg: first.leg, matchedOn: first.matchedOn, members, transferFee }];
  });
}

/** The only bank account there is: where money goes that settle.yaml sends nowhere. */
function onlyBank(accounts: readonly BankAccount[]): Pick<BankWorld, 'onlyBank'> {
  const [first, ...others] = new Set(accounts.map((one) => one.account));
  return first === undefined || others.length > 0 ? {} : { onlyBank: first };
}
