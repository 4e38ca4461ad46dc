import type { Currency } from '../../model/currency.ts';
import { decidedGroups } from '../decided-why.ts';
import type { ReportContext } from '../report.ts';
import { LEG_WORDS, MATCH_STATE_WORDS, PASS_WORDS } from '../words.ts';
import {
  loadBankRows,
  loadInvoices,
  loadLines,
  loadMembersOf,
  loadOrders,
  loadReceiptRows,
  type GroupRow,
  type MemberRow,
} from './rows.ts';
import { amountText, joined, say, type Step, type StepName } from './step.ts';
import type { Words } from '../../model/words.ts';
import { lagWords } from './lag.ts';
import { decidedStep } from './decided.ts';
import { EVIDENCE, passWords } from './words.ts';

/** A group: its leg, shape, state, pass and difference, its members with their proofs, why, and how to undo it. */
export async function groupSteps(context: ReportContext, group: GroupRow): Promise<readonly Step[]> {
  const members = await loadMembersOf(context, group.id);
  const rows: Step[] = [];
  for (const member of members) {
    const shown = await proofOf(context, member);
    rows.push({
      step: member.side,
      date: shown?.date,
      ref: member.ref,
      amount: member.amount,
      currency: group.currency,
      file: shown?.file,
      line: shown?.line,
      text: say(`${member.side} side`, member.side === 'expected' ? '应有方' : '实有方'),
    });
  }
  return [
    headOf(group),
    ...rows,
    {
      step: 'evidence',
      ref: group.id,
      text: joined(sumsOf(members, group), passWords(group.pass), evidenceOf(group), await lagWords(context, group)),
    },
    ...(await deciderStep(context, group)),
    { step: 'undo', ref: group.id, text: undoOf(group) },
  ];
}

/** What each side comes to; a returned payout's members are told one by one. */
function sumsOf(members: readonly MemberRow[], { currency }: GroupRow): Words {
  const sum = (side: MemberRow['side']): string =>
    amountText(
      members.filter((member) => member.side === side).reduce((total, member) => total + member.amount, 0),
      currency,
    );
  return say(
    `expected ${sum('expected')} in ${members.filter((member) => member.side === 'expected').length}, came ${sum('actual')}`,
    `应有合计 ${sum('expected')}（${members.filter((member) => member.side === 'expected').length} 项），实有合计 ${sum('actual')}`,
  );
}

function headOf(group: GroupRow): Step {
  const leg = LEG_WORDS[group.leg] ?? say(group.leg, group.leg);
  const state = MATCH_STATE_WORDS[group.state] ?? say(group.state, group.state);
  const pass = PASS_WORDS[group.pass] ?? say(group.pass, group.pass);
  const difference = amountText(group.difference, group.currency);
  return {
    step: 'group',
    date: group.matched_on,
    ref: group.id,
    amount: group.difference,
    currency: group.currency,
    text: say(
      `${leg.en}, ${group.shape}, ${state.en}, pass: ${pass.en}, difference ${difference}`,
      `${leg.zh}，${group.shape}，${state.zh}，轮次：${pass.zh}，差额 ${difference}`,
    ),
  };
}

function evidenceOf(group: GroupRow): ReturnType<typeof say> | undefined {
  const why = JSON.parse(group.why) as Readonly<Record<string, string | number>>;
  const parts = Object.entries(why).filter(
    ([key, value]) => value !== '' && !(key === 'interchangeable' && value === 0),
  );
  const shown = (key: string, value: string | number): string =>
    key === 'transfer_fee' ? amountText(Number(value), group.currency) : String(value);
  const inWords = (lang: 'en' | 'zh'): string =>
    parts
      .map(([key, value]) => `${EVIDENCE[key]?.[lang] ?? key} ${shown(key, value)}`)
      .join(lang === 'zh' ? '，' : ', ');
  return parts.length === 0 ? undefined : say(inWords('en'), inWords('zh'));
}

function undoOf(group: GroupRow): ReturnType<typeof say> {
  if (group.state === 'manual') return say(`settle undo ${group.id}`, `settle undo ${group.id}`);
  if (group.state === 'suggested') {
    return say(
      `takes nothing yet: settle accept ${group.id}, or settle reject ${group.id} --reason TEXT`,
      `尚未生效：settle accept ${group.id} 确认，或 settle reject ${group.id} --reason 原因 否决`,
    );
  }
  return say(
    `settle unlink ${group.id} --reason TEXT opens it and keeps the two apart; settle undo takes that back`,
    `settle unlink ${group.id} --reason 原因 可解除且不再提出；settle undo 可撤销解除`,
  );
}

/** Who made the group by hand, when and why. */
async function deciderStep({ db }: ReportContext, group: GroupRow): Promise<readonly Step[]> {
  const decided = group.state === 'manual' ? (await decidedGroups(db)).get(group.id) : undefined;
  if (decided === undefined) return [];
  return [decidedStep(group.id, decided)];
}

export interface Proof {
  readonly date: Step['date'];
  readonly file: string;
  readonly line: number;
}

interface Placed {
  readonly file: string;
  readonly line: number;
}
type Look = (context: ReportContext, id: number) => Promise<Proof | undefined>;

/** Where each kind of member stands; a batch has no row of its own. */
const PROOFS: Readonly<Record<string, Look>> = {
  bank: async (context, id) => {
    const [row] = await loadBankRows(context, 'b.id = :id', { id });
    return row && proof(row, row.booked_at);
  },
  line: async (context, id) => {
    const [row] = await loadLines(context, 'l.id = :id', { id });
    return row && proof(row, row.occurred_at);
  },
  order: async (context, id) => {
    const [row] = await loadOrders(context, 'o.id = :id', { id });
    return row && proof(row, row.paid_at ?? row.ordered_at ?? undefined);
  },
  invoice: async (context, id) => {
    const [row] = await loadInvoices(context, 'i.id = :id', { id });
    return row && proof(row, row.issued_on);
  },
  receipt: async (context, id) => {
    const [row] = await loadReceiptRows(context, 'r.id = :id', { id });
    return row && proof(row, row.received_on);
  },
};

function proof({ file, line }: Placed, date: Step['date']): Proof {
  return { date, file, line };
}

async function proofOf(context: ReportContext, { item, item_id: id }: MemberRow): Promise<Proof | undefined> {
  return PROOFS[item]?.(context, id);
}

/** The actual side of a group as steps of a chain: what came to the bank, or what a customer paid. */
export async function arrivals(context: ReportContext, group: GroupRow): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const member of await loadMembersOf(context, group.id)) {
    if (member.item !== 'bank' && member.item !== 'receipt') continue;
    const shown = await proofOf(context, member);
    steps.push({
      step: nameOf(member),
      date: shown?.date,
      ref: member.ref,
      amount: member.amount,
      currency: group.currency satisfies Currency,
      file: shown?.file,
      line: shown?.line,
      text: joined(
        passWords(group.pass),
        say(`group ${group.id}`, `匹配组 ${group.id}`),
        group.difference === 0
          ? undefined
          : say(
              `difference ${amountText(group.difference, group.currency)}`,
              `差额 ${amountText(group.difference, group.currency)}`,
            ),
      ),
    });
  }
  return steps;
}

function nameOf(member: MemberRow): StepName {
  return member.item === 'bank' ? 'bank' : 'receipt';
}
