import type { NamedFinding } from '../../model/finding.ts';
import type { Table } from '../../model/table.ts';
import { wordsOf } from '../columns.ts';
import { factsOf } from '../facts.ts';
import { note } from '../notes.ts';
import type { ReportContext } from '../report.ts';
import { bankCandidates, bankStep } from './candidates.ts';
import { findingLine } from './finding-line.ts';
import { findingSteps } from './finding.ts';
import { groupSteps } from './group.ts';
import { findHits, type Hit } from './hits.ts';
import { inTime } from './order-of-time.ts';
import { orderSteps, settledStep } from './order.ts';
import { batchSteps, carriedBy, payoutSteps } from './payout.ts';
import { invoiceSteps, receiptSteps } from './receivable.ts';
import { replacedSteps } from './replaced.ts';
import { seenSteps } from './seen.ts';
import { suggestionSteps } from './suggestions.ts';
import { loadGroup, loadGroupsOf, type BankRow, type LineRow } from './rows.ts';
import { say, STEP_COLUMNS, stepRow, type Step } from './step.ts';

/**
 * Whatever a ref names, from order to bank, with file and line of each step (`settle explain`): `order:NO`,
 * `trade:NO`, `batch:NO`, `bank:ACCOUNT/REF`, `invoice:NO`, `receipt:NO`, a group `m-…`, a finding `f-…`, `FILE:LINE`,
 * or a bare number. Undefined when nothing in the books goes by it as of the day; where several do, they are listed.
 */
export async function explain(context: ReportContext, ref: string): Promise<Table | undefined> {
  const hits = await findHits(context, ref.trim());
  const [only, ...others] = hits;
  const steps = others.length > 0 ? hits.map(hitStep) : await oneStory(context, only, ref.trim());
  if (steps.length === 0) return undefined;
  return {
    schema: 'settle.explain/1',
    title: wordsOf('Explanation | 解释'),
    facts: { ...factsOf(context), ref: ref.trim() },
    columns: STEP_COLUMNS,
    rows: steps.map(stepRow),
    ...(others.length === 0
      ? {}
      : {
          notes: [
            note('Several items go by this number; ask for one by its ref.', '该号码对应多项，请用其中一个 ref 查询。'),
          ],
        }),
  };
}

/** Of a ref nothing goes by any more: the rows that went by it until their statement was replaced, or the finding that is gone. */
async function oneStory(context: ReportContext, hit: Hit | undefined, ref: string): Promise<readonly Step[]> {
  if (hit !== undefined) return toldOf(context, hit);
  return [...(await seenSteps(context, ref)), ...(await replacedSteps(context, ref))];
}

function hitStep(hit: Hit): Step {
  return {
    step: 'hit',
    ref: hit.ref,
    file: hit.file,
    line: hit.line,
    text: say(`settle explain ${hit.ref}`, `settle explain ${hit.ref}`),
  };
}

/** A chain in time; a finding's questions and a group's members stand as they are. */
async function toldOf(context: ReportContext, hit: Hit): Promise<readonly Step[]> {
  const steps = await stepsOf(context, hit);
  return hit.kind === 'finding' || hit.kind === 'group' ? steps : inTime(steps);
}

async function stepsOf(context: ReportContext, hit: Hit): Promise<readonly Step[]> {
  switch (hit.kind) {
    case 'order':
      return orderSteps(context, hit.orderNo);
    case 'lines':
      return lineSteps(context, hit.lines);
    case 'batch':
      return [
        ...(await batchSteps(context, undefined, hit.batchNo)),
        ...(await findingsOf(context, 'batchNo', hit.batchNo)),
      ];
    case 'bank':
      return bankSteps(context, hit.row);
    case 'invoice':
      return invoiceSteps(context, hit.invoice);
    case 'receipt':
      return receiptSteps(context, hit.receipt);
    case 'group': {
      const group = await loadGroup(context, hit.ref);
      return group ? groupSteps(context, group) : [];
    }
    case 'finding':
      return [...(await findingSteps(context, hit.finding)), ...(await chainOf(context, hit.finding))];
  }
}

/** What the finding is about, as far as it has a chain of its own. */
async function chainOf(context: ReportContext, finding: NamedFinding): Promise<readonly Step[]> {
  const ref =
    finding.details?.['ref'] ??
    (finding.orderNo === undefined ? undefined : `order:${finding.orderNo}`) ??
    (finding.batchNo === undefined ? undefined : `batch:${finding.batchNo}`) ??
    bankRefOf(finding);
  if (ref === undefined || ref === finding.id) return [];
  const [hit] = await findHits(context, ref);
  if (!hit || hit.kind === 'finding') return [];
  return (await toldOf(context, hit)).filter((step) => step.ref !== finding.id);
}

function bankRefOf({ account, bankRef }: NamedFinding): string | undefined {
  if (bankRef === undefined) return undefined;
  return account === undefined ? bankRef : `bank:${account}/${bankRef}`;
}

/** Settlement lines that belong to no order of the books, or a payout's own rows. */
async function lineSteps(context: ReportContext, lines: readonly LineRow[]): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const line of lines) {
    if (line.kind === 'payout' || line.kind === 'payout-return') {
      steps.push(...(await payoutSteps(context, line)));
      continue;
    }
    steps.push(settledStep(line));
    if (line.bill !== 'trade') steps.push(...(await carriedBy(context, line)));
  }
  const numbers = new Set(lines.flatMap((line) => line.trade_no ?? []));
  const findings = (await context.findings()).filter((one) => one.tradeNo !== undefined && numbers.has(one.tradeNo));
  return [...steps, ...findings.map(findingLine)];
}

async function bankSteps(context: ReportContext, line: BankRow): Promise<readonly Step[]> {
  const groups = await loadGroupsOf(context, { kind: 'bank', id: line.id, ref: '' });
  const steps: Step[] = [bankStep(line)];
  for (const group of groups) steps.push(...(await groupSteps(context, group)));
  if (groups.length === 0) {
    const item = { kind: 'bank', id: line.id, ref: bankStep(line).ref ?? '' };
    steps.push(...(await suggestionSteps(context, item)), ...(await bankCandidates(context, line)));
  }
  return [...steps, ...(line.reference === null ? [] : await findingsOf(context, 'bankRef', line.reference))];
}

async function findingsOf(context: ReportContext, key: 'batchNo' | 'bankRef', value: string): Promise<readonly Step[]> {
  return (await context.findings()).filter((one) => one[key] === value).map(findingLine);
}
