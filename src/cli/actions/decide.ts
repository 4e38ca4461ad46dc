import type { DecideOptions } from '../../jobs/decide.ts';
import { LAST_DAY } from '../../model/day.ts';
import type { Call } from '../command.ts';
import { reportContext } from '../report-context.ts';
import type { Session } from '../session.ts';
import { orderOfGroup } from '../../report/tables.ts';

/** Who decides, when and why, as this call says. */
export function decideOptions({ given, world }: Call, session: Session): DecideOptions {
  const { settings, calendar, asOf, operator } = session;
  return {
    settings,
    calendar,
    asOf,
    operator,
    at: world.now(),
    reason: given.text('reason') ?? '',
    dryRun: given.flag('dry-run'),
  };
}

/** The group of an order and its lines is stored nowhere: its name leads to the order. */
export async function groupNamed(call: Call, session: Session, name: string): Promise<string> {
  if (!/^m-[0-9a-f]{4,}$/u.test(name)) return name;
  const context = await reportContext(call, session);
  const order = await orderOfGroup({ ...context, asOf: LAST_DAY, filters: {} }, name);
  return order === undefined ? name : `order:${order}`;
}
