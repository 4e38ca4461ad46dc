import { capitalAmount } from '../../model/capital-amount.ts';
import { lateFeeTermsFor, type LateFeeTerms } from '../../model/late-fee-terms.ts';
import { formatGrouped } from '../../model/money.ts';
import type { Language } from '../../model/words.ts';
import type { DunnedPart, DunningCase } from '../dunning-cases.ts';
import { lateFeeClause } from '../late-fee-words.ts';
import type { ReportContext } from '../report.ts';

/** A letter as data: what every form prints, in one language. */
export interface Letter {
  readonly subject: string;
  readonly to: string;
  readonly from: string;
  readonly date: string;
  readonly greeting: string;
  readonly before: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly after: readonly string[];
}

type Say = (en: string, zh: string) => string;

/** 催款函: to whom, for what, how much in figures and capitals, late fee, by when, to which account (REPORTS.md 4). */
export function letterOf(one: DunningCase, { settings, asOf }: ReportContext, lang: Language): Letter {
  const say: Say = (en, zh) => (lang === 'zh' ? zh : en);
  const title = one.step.level.title[lang];
  const withFee = one.step.level.withLateFee;
  return {
    subject: say(`${settings.book}: ${title}`, `${settings.book}：${title}`),
    to: one.customer,
    from: settings.book,
    date: asOf,
    greeting: say(`To ${one.customer}:`, `致：${one.customer}`),
    before: [opening(one, say)],
    header: [
      say('Document', '单据'),
      say('Due', '应付日期'),
      say('Days late', '逾期天数'),
      say('Open', '欠款'),
      ...(withFee ? [say('Late fee', '违约金')] : []),
    ],
    rows: one.parts.map((part) => [
      documentOf(part, say),
      part.dueOn,
      String(Math.max(0, part.days)),
      formatGrouped(part.open, one.currency),
      ...(withFee ? [formatGrouped(part.lateFee, one.currency)] : []),
    ]),
    after: [
      ...promises(one, say),
      ...amounts(one, lateFeeTermsFor(settings, one.customer, one.currency), say),
      ...closing(one, settings, say),
    ],
  };
}

function opening({ step, parts }: DunningCase, say: Say): string {
  const isEarly = parts.every((part) => part.days <= 0);
  if (isEarly) return say('The following falls due soon:', '下列款项即将到期，特此提醒：');
  if (step.level.level >= 4) {
    return say(
      'In spite of our letters the following is still unpaid. This is the last notice before further steps:',
      '经多次催告，下列款项至今未付。此为采取进一步措施前的最后通知：',
    );
  }
  return say('By our books the following is past due:', '截至今日，我方账面显示贵方下列款项逾期未付：');
}

/** What was promised isn't asked for, and that is said: the sum is less than the documents'. */
function promises({ parts, currency }: DunningCase, say: Say): readonly string[] {
  return parts.flatMap((part) => {
    if (part.promised === undefined) return [];
    const [document, amount] = [documentOf(part, say), `${formatGrouped(part.promised.amount, currency)} ${currency}`];
    const { by } = part.promised;
    return [
      say(
        `Of ${document}, ${amount} that you promised by ${by} isn’t asked for here.`,
        `${document} 中贵方承诺于 ${by} 前支付的 ${amount} 未计入本函。`,
      ),
    ];
  });
}

function amounts(one: DunningCase, terms: LateFeeTerms | undefined, say: Say): readonly string[] {
  const { open, lateFee, currency } = one;
  const sum = `${formatGrouped(open, currency)} ${currency}`;
  const total = say(`Open in all: ${sum}.`, `欠款合计：${sum}（大写：${capitalAmount({ minor: open, currency })}）。`);
  if (lateFee === undefined || terms === undefined) return [total];
  const clause = lateFeeClause(terms, currency);
  const fee = `${formatGrouped(lateFee, currency)} ${currency}`;
  return [
    total,
    say(
      `Late fee by contract, to this day: ${fee} (${clause.en}).`,
      `按合同约定（${clause.zh}），计至本日违约金为 ${fee}。`,
    ),
  ];
}

/** `order SO1`, of a plan `order SO1, part 2`: as the customer knows it, not as a ref of ours. */
function documentOf({ ref, part }: DunnedPart, say: Say): string {
  const at = ref.indexOf(':');
  const [kind, number] = [ref.slice(0, at), ref.slice(at + 1)];
  const document =
    kind === 'invoice' ? say(`invoice ${number}`, `发票 ${number}`) : say(`order ${number}`, `订单 ${number}`);
  return part === undefined ? document : say(`${document}, part ${part}`, `${document} 第${part}期`);
}

function closing(one: DunningCase, settings: ReportContext['settings'], say: Say): readonly string[] {
  const { payTo, contact } = settings.receivables.dunning;
  return [
    say(
      `Please pay by ${one.payBy}. If the figures differ from yours, tell us in writing by then.`,
      `请于 ${one.payBy} 前付款。如对金额有异议，请在该日前书面告知。`,
    ),
    ...(payTo === undefined ? [] : [say(`Pay to: ${payTo}`, `收款账户：${payTo}`)]),
    ...(contact === undefined ? [] : [say(`Questions: ${contact}`, `联系人：${contact}`)]),
    say('If you have paid meanwhile, take this letter as settled.', '如已付款，请忽略本函。'),
  ];
}
