import { capitalAmount } from '../../model/capital-amount.ts';
import { formatAmount } from '../../model/money.ts';
import type { Language } from '../../model/words.ts';
import { partKey, type DunningCase } from '../dunning-cases.ts';
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
      say('Ref', '单号'),
      say('Due', '应付日期'),
      say('Days late', '逾期天数'),
      say('Open', '欠款'),
      ...(withFee ? [say('Late fee', '违约金')] : []),
    ],
    rows: one.parts.map((part) => [
      partKey(part),
      part.dueOn,
      String(Math.max(0, part.days)),
      formatAmount(part.open, one.currency),
      ...(withFee ? [formatAmount(part.lateFee, one.currency)] : []),
    ]),
    after: [
      ...amounts(one, settings.terms.lateFeeRatePerDay?.times(100).toString(), say),
      ...closing(one, settings, say),
    ],
  };
}

function opening({ step, parts }: DunningCase, say: Say): string {
  const isEarly = parts.every((part) => part.days <= 0);
  if (isEarly) return say('the following falls due soon:', '下列款项即将到期，特此提醒：');
  if (step.level.level >= 4) {
    return say(
      'in spite of our letters the following is still unpaid. This is the last notice before further steps:',
      '经多次催告，下列款项至今未付。此为采取进一步措施前的最后通知：',
    );
  }
  return say('by our books the following is past due:', '截至今日，我方账面显示贵方下列款项逾期未付：');
}

function amounts(one: DunningCase, rate: string | undefined, say: Say): readonly string[] {
  const { open, lateFee, currency } = one;
  const capital = capitalAmount({ minor: open, currency });
  const sum = `${formatAmount(open, currency)} ${currency}`;
  const fee =
    one.step.level.withLateFee && rate !== undefined
      ? [
          say(
            `Late fee by contract, ${rate}% a day on what is open, to this day: ${formatAmount(lateFee, currency)} ${currency}.`,
            `按合同约定，逾期部分每日按 ${rate}% 计违约金，计至本日为 ${formatAmount(lateFee, currency)} ${currency}。`,
          ),
        ]
      : [];
  return [say(`Open in all: ${sum} (${capital}).`, `欠款合计：${sum}（大写：${capital}）。`), ...fee];
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
