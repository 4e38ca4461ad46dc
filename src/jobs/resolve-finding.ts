import type { Day } from '../model/day.ts';
import type { NamedFinding, Resolution } from '../model/finding.ts';
import { StopError, type ProblemParams } from '../model/problem.ts';
import type { Database } from '../store/database.ts';
import type { Books } from '../store/open.ts';
import { loadSeenFindings } from '../store/read/findings.ts';
import { appendEvent } from '../store/write/events.ts';
import { saveResolution } from '../store/write/findings.ts';
import { refuseClosedDay } from './closed-days.ts';
import { workOutFindings, type CheckOptions } from './flag-discrepancies.ts';

export interface Decision {
  /** The finding's name, or a beginning of it that only one finding has. */
  readonly finding: string;
  readonly resolution: Resolution;
  readonly reason: string;
  readonly operator: string;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly dryRun: boolean;
}

/** Closes a finding with a person's reason; it stays in the history. Throws FINDING_UNKNOWN, PERIOD_CLOSED. */
export async function resolveFinding(books: Books, decision: Decision, options: CheckOptions): Promise<NamedFinding> {
  const findings = await workOutFindings(books.db, options);
  const fitting = findings.filter((finding) => finding.id.startsWith(decision.finding));
  const [finding, ...others] = fitting;
  if (!finding || others.length > 0) {
    throw new StopError('FINDING_UNKNOWN', {
      finding: decision.finding,
      candidates: fitting.map((one) => one.id).join(', '),
      ...(finding === undefined && (await whenSeen(books.db, decision.finding, options.asOf))),
    });
  }
  await refuseClosedDay(books.db, options.asOf);
  if (!decision.dryRun) {
    await books.db.atomic(async () => {
      await saveResolution(books.db, {
        findingId: finding.id,
        accountId: 0,
        resolution: decision.resolution,
        reason: decision.reason,
        operator: decision.operator,
        decidedOn: options.asOf,
        body: JSON.stringify(finding),
      });
      await appendEvent(books.db, {
        at: decision.at,
        operator: decision.operator,
        verb: 'resolve',
        target: finding.id,
        detail: { resolution: decision.resolution, reason: decision.reason },
      });
    });
  }
  return { ...finding, state: 'resolved', resolution: decision.resolution };
}

/** When checks saw a finding that is none as of the day; nothing where none ever did. */
async function whenSeen(db: Database, name: string, asOf: Day): Promise<ProblemParams> {
  const [seen, ...others] = await loadSeenFindings(db, name);
  if (seen === undefined || others.length > 0) return {};
  const { first_as_of: first, last_as_of: last } = seen;
  return { seen: first === last ? last : `${first} – ${last}`, as_of: asOf };
}
