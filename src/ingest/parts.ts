import type { Currency } from '../model/currency.ts';
import { dayOf, type Day } from '../model/day.ts';
import { minor, ZERO, type Minor } from '../model/money.ts';
import type { RowOf, StatementIssue, StatementKind, StatementPart } from '../model/statement.ts';
import { BalanceChain } from './balance.ts';
import type { NameFacts } from './name.ts';
import type { AnyProfile } from './profile.ts';

/** What a row adds to its account's part of the file. */
interface Movement {
  readonly line: number;
  readonly account: string | undefined;
  readonly platform?: string | undefined;
  readonly currency: Currency;
  readonly day: Day | undefined;
  readonly net: Minor | undefined;
  readonly balance: Minor | undefined;
}

interface Growing {
  readonly account: string | undefined;
  readonly platform: string | undefined;
  readonly currency: Currency;
  readonly chain: BalanceChain;
  rows: number;
  firstDay: Day | undefined;
  lastDay: Day | undefined;
  from: Day | undefined;
  to: Day | undefined;
  credits: Minor;
  debits: Minor;
}

/** Known before the first row: what the lines above the header, or the name, say. */
export interface StatedFacts {
  readonly account?: string;
  readonly from?: Day;
  readonly to?: Day;
  readonly currency: Currency;
  /** Its days are those of a statement without rows that states none. */
  readonly name: NameFacts;
}

/** The accounts of a statement with their days, sums and balances, grown row by row. */
export class Parts {
  private readonly profile: AnyProfile;
  private readonly stated: StatedFacts;
  private readonly balanceName: string;
  private readonly parts = new Map<string, Growing>();
  private current: Growing | undefined;

  constructor(profile: AnyProfile, stated: StatedFacts, balanceName: string) {
    this.profile = profile;
    this.stated = stated;
    this.balanceName = balanceName;
  }

  add(row: RowOf[StatementKind]): void {
    const movement = movementOf(this.profile.kind, row);
    const part = this.partOf(movement.account ?? this.stated.account, movement.platform, movement.currency);
    part.rows += 1;
    if (movement.day !== undefined) addDay(part, movement.day);
    const { net } = movement;
    if (net === undefined) return;
    if (net > 0) part.credits = minor(part.credits + net);
    else part.debits = minor(part.debits - net);
    if (this.profile.chained) part.chain.add(movement.line, net, movement.balance);
  }

  finish(): { readonly parts: readonly StatementPart[]; readonly issues: readonly StatementIssue[] } {
    const grown =
      this.parts.size > 0
        ? [...this.parts.values()]
        : [this.partOf(this.stated.account, undefined, this.stated.currency)];
    return { parts: grown.map((part) => this.partFrom(part)), issues: grown.flatMap((part) => this.issuesOf(part)) };
  }

  private partOf(account: string | undefined, platform: string | undefined, currency: Currency): Growing {
    const { current } = this;
    if (current?.account === account && current?.platform === platform && current?.currency === currency)
      return current;
    const key = `${account ?? ''}\n${platform ?? ''}\n${currency}`;
    const part = this.parts.get(key) ?? emptyPart(account, platform, currency);
    this.parts.set(key, part);
    this.current = part;
    return part;
  }

  private partFrom(part: Growing): StatementPart {
    const said = part.rows === 0 && this.stated.from === undefined ? this.stated.name : this.stated;
    const stated = said.from !== undefined && said.to !== undefined;
    const from = stated ? said.from : part.from;
    const to = stated ? said.to : part.to;
    const newestFirst = isNewestFirst(part);
    return {
      ...(part.account !== undefined && { account: part.account }),
      ...(part.platform !== undefined && { platform: part.platform }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      stated,
      rows: part.rows,
      currency: part.currency,
      ...part.chain.ends(newestFirst),
      ...(this.profile.kind === 'bank' && { credits: part.credits, debits: part.debits }),
      newestFirst,
    };
  }

  private issuesOf(part: Growing): readonly StatementIssue[] {
    const { account, platform, currency } = part;
    return part.chain.issues(isNewestFirst(part), {
      what: this.balanceName,
      currency,
      ...(account !== undefined && { account }),
      ...(platform !== undefined && { platform }),
    });
  }
}

function emptyPart(account: string | undefined, platform: string | undefined, currency: Currency): Growing {
  const days = { firstDay: undefined, lastDay: undefined, from: undefined, to: undefined };
  return { account, platform, currency, chain: new BalanceChain(), rows: 0, ...days, credits: ZERO, debits: ZERO };
}

function addDay(part: Growing, day: Day): void {
  part.firstDay ??= day;
  part.lastDay = day;
  if (part.from === undefined || day < part.from) part.from = day;
  if (part.to === undefined || day > part.to) part.to = day;
}

function isNewestFirst(part: Growing): boolean {
  const daysFall = part.firstDay !== undefined && part.lastDay !== undefined && part.firstDay > part.lastDay;
  return part.chain.newestFirst(daysFall);
}

function movementOf(kind: StatementKind, row: RowOf[StatementKind]): Movement {
  const { line, currency } = row;
  const nothing = { account: undefined, net: undefined, balance: undefined };
  switch (kind) {
    case 'settlement': {
      const { account, platform, occurredAt, net, balance } = row as RowOf['settlement'];
      return { line, account, platform, currency, day: dayOf(occurredAt), net, balance };
    }
    case 'bank': {
      const { account, bookedAt, amount, balance } = row as RowOf['bank'];
      return { line, account, currency, day: dayOf(bookedAt), net: amount, balance };
    }
    case 'orders': {
      const { orderedAt, paidAt } = row as RowOf['orders'];
      const moment = orderedAt ?? paidAt;
      return { line, currency, day: moment === undefined ? undefined : dayOf(moment), ...nothing };
    }
    case 'invoices':
      return { line, currency, day: (row as RowOf['invoices']).issuedOn, ...nothing };
    case 'receipts':
      return { line, currency, day: (row as RowOf['receipts']).receivedOn, ...nothing };
    case 'customers':
    case 'rates':
      return { line, currency, day: undefined, ...nothing };
  }
}
