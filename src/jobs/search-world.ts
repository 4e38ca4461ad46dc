import { LIMITS, type DayLine, type ReachedLimit, type SearchWallet, type SearchWorld } from '../match/index.ts';
import type { WorkingCalendar } from '../model/calendar.ts';
import { addDays, dayOf, type Day } from '../model/day.ts';
import type { MatchProposal, OpenBankLine } from '../model/match.ts';
import { minor, negate, plus, ZERO, type Minor } from '../model/money.ts';
import type { BookSettings } from '../model/settings.ts';
import { cutoffsOf, platformDay, type DatedRules } from '../settlement/index.ts';
import type { Database } from '../store/database.ts';
import { loadEarnedLines, loadHeldOfDays } from '../store/read/day-lines.ts';
import { restOf } from './earned-days.ts';
import type { WalletWorld } from './payout-worlds.ts';

interface Around {
  readonly settings: BookSettings;
  readonly calendar: WorkingCalendar;
  readonly isRejected: (proposal: MatchProposal) => boolean;
}

/** Wallets and bank lines as the search passes look at them: only what no group holds. */
export function searchWorld(
  wallets: readonly WalletWorld[],
  bankLines: readonly OpenBankLine[],
  { settings, calendar, isRejected }: Around,
): SearchWorld {
  return {
    wallets: wallets.map(searchWallet),
    bankLines,
    tolerance: settings.tolerance,
    rules: settings.match,
    calendar,
    isRejected,
    dayLines: new Map(),
    lags: new Map(),
  };
}

function searchWallet({ account, payouts, returns, days, speaks, namedDays }: WalletWorld): SearchWallet {
  return {
    accountId: account.id,
    account: account.ref,
    payouts,
    returns,
    days: days
      .map((day) => ({ ...day, net: restOf(day), transferFee: day.rule.transferFee }))
      .filter((day) => day.net !== 0 || day.held === 0),
    speaks: remembered(speaks),
    namedDays,
  };
}

/** A bank line is asked about in many passes; its words are read once. */
function remembered(speaks: (line: OpenBankLine) => boolean): (line: OpenBankLine) => boolean {
  const known = new Map<number, boolean>();
  return (line) => {
    const before = known.get(line.id);
    if (before !== undefined) return before;
    const answer = speaks(line);
    known.set(line.id, answer);
    return answer;
  };
}

/** Lines of days of which confirmed groups hold some: what is left of such a day is told line by line. */
export async function loadSplitDays(db: Database, worlds: readonly WalletWorld[]): Promise<SearchWorld['dayLines']> {
  const loaded = new Map<number, readonly DayLine[]>();
  for (const world of worlds) {
    const days = world.days.filter((day) => day.isSplit && restOf(day) !== 0).map(({ day }) => day);
    if (days.length === 0) continue;
    const wallet = { accountId: world.account.id, account: world.account.ref };
    loaded.set(world.account.id, await openLines(db, wallet, new Set(days), world.terms.paysOut));
  }
  return loaded;
}

export interface LoadedLines {
  readonly dayLines: SearchWorld['dayLines'];
  readonly limits: readonly ReachedLimit[];
}

/**
 * The single lines of open days that could have to do with open credits, a wallet at a time. More than the limit are
 * left alone, and that is said.
 */
export async function loadDayLines(
  db: Database,
  wanted: readonly SearchWallet[],
  { bankLines, rules: looking }: SearchWorld,
  worlds: readonly WalletWorld[],
): Promise<LoadedLines> {
  const dayLines = new Map<number, readonly DayLine[]>();
  const limits: ReachedLimit[] = [];
  for (const wallet of wanted) {
    const booked = bankLines
      .filter((line) => line.amount > 0 && wallet.speaks(line))
      .map((line) => dayOf(line.bookedAt));
    const days = wallet.days.filter(({ day }) =>
      booked.some((on) => day <= on && addDays(day, looking.lateDays + looking.windowDays) >= on),
    );
    if (days.length === 0) continue;
    if (days.reduce((sum, day) => sum + day.lines, 0) > LIMITS.dayLines) {
      limits.push({ limit: 'dayLines', account: wallet.account, ref: `day:${wallet.account}/${days[0]?.day ?? ''}` });
      continue;
    }
    const rules = worlds.find((world) => world.account.id === wallet.accountId)?.terms.paysOut;
    dayLines.set(wallet.accountId, await openLines(db, wallet, new Set(days.map(({ day }) => day)), rules));
  }
  return { dayLines, limits };
}

/** Lines of the given days that no confirmed group holds, alone or with their day. */
async function openLines(
  db: Database,
  { accountId, account }: Pick<SearchWallet, 'accountId' | 'account'>,
  days: ReadonlySet<Day>,
  rules: DatedRules | undefined,
): Promise<readonly DayLine[]> {
  if (days.size === 0) return [];
  const held = await loadHeldOfDays(db, accountId);
  const heldDays = new Set(held.filter((one) => one.item === 'batch').map((one) => one.ref));
  const heldLines = new Map<number, Minor>();
  for (const one of held) {
    if (one.item === 'line') heldLines.set(one.id, plus(heldLines.get(one.id) ?? ZERO, one.amount));
  }
  // With a cut-off a line late in the evening belongs to the day after.
  const happened = [...days].flatMap((day) => (cutoffsOf(rules).length === 0 ? [day] : [addDays(day, -1), day]));
  const lines = await loadEarnedLines(db, accountId, [...new Set(happened)]);
  return lines.flatMap((line): readonly DayLine[] => {
    const day = platformDay(rules, line.occurredAt);
    if (!days.has(day)) return [];
    const withDay = heldDays.has(`day:${account}/${day}`) ? line.net : ZERO;
    const net = plus(line.net, negate(withDay), negate(heldLines.get(line.id) ?? minor(0)));
    const { id, ref, kind, currency, tradeNo } = line;
    return net === 0 ? [] : [{ id, ref, day, kind, currency, net, ...(tradeNo === undefined ? {} : { tradeNo }) }];
  });
}
