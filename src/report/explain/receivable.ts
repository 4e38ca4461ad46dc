import type { ReportContext } from '../report.ts';
import { findingLine } from './finding-line.ts';
import { arrivals, groupSteps } from './group.ts';
import { lateFeeSteps } from './late-fee.ts';
import { loadGroupsOf, type InvoiceRow, type ReceiptRow } from './rows.ts';
import { say, type Step } from './step.ts';

/** An invoice, what was received on it, and what is wrong with it. */
export async function invoiceSteps(context: ReportContext, invoice: InvoiceRow): Promise<readonly Step[]> {
  const ref = `invoice:${invoice.invoice_no}`;
  const groups = await loadGroupsOf(context, { kind: 'invoice', id: invoice.id, ref });
  const steps: Step[] = [
    {
      step: 'invoiced',
      date: invoice.issued_on,
      ref,
      amount: invoice.total,
      currency: invoice.currency,
      file: invoice.file,
      line: invoice.line,
      text: say(
        invoice.order_no === null ? invoice.customer : `${invoice.customer}, order:${invoice.order_no}`,
        invoice.order_no === null ? invoice.customer : `${invoice.customer}，order:${invoice.order_no}`,
      ),
    },
  ];
  for (const group of groups) steps.push(...(await arrivals(context, group)));
  if (groups.length === 0)
    steps.push({
      step: 'tried',
      ref,
      text: say('no bank line or receipt names this invoice', '没有银行流水或收款记录载有该发票号'),
    });
  steps.push(...(await lateFeeSteps(context, ref, invoice.currency)));
  const findings = (await context.findings()).filter(
    (one) => one.details?.['ref'] === ref || one.orderNo === invoice.invoice_no,
  );
  return [...steps, ...findings.map(findingLine)];
}

/** A receipt of the receipts file and what it was applied to. */
export async function receiptSteps(context: ReportContext, receipt: ReceiptRow): Promise<readonly Step[]> {
  const ref = `receipt:${receipt.receipt_no}`;
  const groups = await loadGroupsOf(context, { kind: 'receipt', id: receipt.id, ref });
  const steps: Step[] = [
    {
      step: 'receipt',
      date: receipt.received_on,
      ref,
      amount: receipt.amount,
      currency: receipt.currency,
      file: receipt.file,
      line: receipt.line,
      text: say(receipt.customer, receipt.customer),
    },
  ];
  for (const group of groups) steps.push(...(await groupSteps(context, group)));
  if (groups.length > 0) return steps;
  const named = receipt.applies_to ?? '–';
  const tried = say(
    `in no group: it names ${named}; a transfer that the bank shows too is told by its bank line`,
    `未归入匹配组：载明 ${named}；银行已有的转账以银行流水为准`,
  );
  return [...steps, { step: 'tried', ref, text: tried }];
}
