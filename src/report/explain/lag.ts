import type { Words } from '../../model/words.ts';
import type { ReportContext } from '../report.ts';
import type { GroupRow } from './rows.ts';
import { say } from './step.ts';

/**
 * How usual a group's lag is: of all groups of its account that stand by the day, the share that took as many working
 * days. Undefined for groups without a lag.
 */
export async function lagWords({ db, asOf }: ReportContext, group: GroupRow): Promise<Words | undefined> {
  const lag = lagOf(group.why);
  if (lag === undefined) return undefined;
  const rows = await db.all<{ why: string }>(
    `SELECT g.why FROM v_match_group g JOIN v_match_group own ON own.id = :id AND own.account_id = g.account_id
     WHERE g.leg IN ('payout-bank', 'settlement-bank') AND g.state <> 'suggested' AND g.matched_on <= :asOf`,
    { id: group.id, asOf },
  );
  const lags = rows.flatMap(({ why }) => lagOf(why) ?? []);
  if (lags.length === 0) return undefined;
  const same = lags.filter((one) => one === lag).length;
  const percent = Math.floor((same * 100) / lags.length);
  return say(
    `${percent} % of this account's ${lags.length} groups took as many working days`,
    `本账户 ${lags.length} 组中 ${percent}% 相隔同样的工作日`,
  );
}

function lagOf(why: string): number | undefined {
  const lag = (JSON.parse(why) as Readonly<Record<string, unknown>>)['lag_workdays'];
  return typeof lag === 'number' ? lag : undefined;
}
