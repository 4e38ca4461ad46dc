import { KINDS } from '../../discrepancy/index.ts';
import { daysBetween, type Day } from '../../model/day.ts';
import type { NamedFinding, Place } from '../../model/finding.ts';
import type { ReportContext } from '../report.ts';
import { lastStanding } from '../../store/read/findings.ts';
import { RESOLUTION_WORDS } from '../words.ts';
import { findingLine } from './finding-line.ts';
import { loadLines, loadOrders } from './rows.ts';
import { say, type Decision, type Step } from './step.ts';

/** The four questions of FINDINGS.md: what was expected, what came, why it isn't a matter of time, what to do next. */
export async function findingSteps(context: ReportContext, finding: NamedFinding): Promise<readonly Step[]> {
  const places = await placesOf(context, finding);
  const { expected, actual, currency } = finding;
  return [
    findingLine(finding),
    {
      step: 'expected',
      amount: expected,
      currency,
      ...places.expected,
      text: expected === undefined ? say('nothing', '无') : say('should have come', '应有金额'),
    },
    {
      step: 'actual',
      amount: actual,
      currency,
      ...places.actual,
      text: actual === undefined ? say('nothing', '无') : say('really came', '实有金额'),
    },
    timeStep(finding, context),
    ...(finding.others ?? []).map((other): Step => ({
      step: 'candidate',
      ref: other,
      text: say('named by the finding too', '差异一并涉及'),
    })),
    ...(finding.resolution === undefined ? [nextStep(finding)] : await decisionSteps(context, finding)),
  ];
}

function nextStep({ id, code }: NamedFinding): Step {
  return { step: 'next', ref: id, text: KINDS.find((kind) => kind.code === code)?.remedy ?? say('', '') };
}

/** What was decided last, why, by whom and when. */
async function decisionSteps({ db, asOf }: ReportContext, { id }: NamedFinding): Promise<readonly Step[]> {
  const decided = lastStanding(
    await db.all<Decision & { readonly decided_on: Day }>(
      'SELECT resolution, reason, operator, decided_on FROM v_resolution WHERE finding_id = :id ORDER BY seq',
      { id },
    ),
    asOf,
  );
  if (!decided) return [];
  const { decided_on: date, ...decision } = decided;
  const { resolution, reason, operator } = decision;
  const { en, zh } = RESOLUTION_WORDS[resolution];
  const text = say(`${en}, by ${operator}: ${reason}`, `${zh}，操作人 ${operator}：${reason}`);
  return [{ step: 'decision', date, ref: id, text, decision }];
}

interface Places {
  readonly expected?: Place;
  readonly actual?: Place;
}

/** The rows behind both amounts: the order's and the platform's, else the one row the finding rests on. */
async function placesOf(context: ReportContext, finding: NamedFinding): Promise<Places> {
  const { orderNo, leg, place, expected } = finding;
  if (leg === 'order-settlement' && orderNo !== undefined) return orderPlaces(context, finding, orderNo);
  if (place === undefined) return {};
  if (leg === 'receipt-receivable' || expected !== undefined) return { expected: place };
  return { actual: place };
}

async function orderPlaces(context: ReportContext, finding: NamedFinding, orderNo: string): Promise<Places> {
  const { place, expected, actual } = finding;
  const [order] = await loadOrders(context, 'o.order_no = :orderNo', { orderNo });
  const [line] = order
    ? await loadLines(context, 'm.order_id = :id', { id: order.id }, 1)
    : await loadLines(context, 'l.order_no = :orderNo', { orderNo }, 1);
  const own = place && place.file !== order?.file ? place : line;
  return {
    ...(order && expected !== undefined ? { expected: { file: order.file, line: order.line } } : {}),
    ...(own && actual !== undefined ? { actual: { file: own.file, line: own.line } } : {}),
  };
}

function timeStep(finding: NamedFinding, { asOf }: ReportContext): Step {
  const days = daysBetween(finding.since, asOf);
  const due = finding.details?.['due'];
  if (due === undefined) {
    return {
      step: 'time',
      date: finding.since,
      text: say(
        `no waiting would change it: both rows are there, or none is expected; a finding for ${days} days`,
        `非时间性差异：相关明细均已到齐，或本不应有；成为差异已 ${days} 天`,
      ),
    };
  }
  const late = daysBetween(due as Day, asOf);
  return {
    step: 'time',
    date: finding.since,
    text: say(
      `due on ${due}, ${late} days late as of ${asOf}; a finding from ${finding.since} on`,
      `应于 ${due} 到，截至 ${asOf} 已迟 ${late} 天；自 ${finding.since} 起成为差异`,
    ),
  };
}
