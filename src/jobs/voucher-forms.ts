import type { Document } from '../model/sheet.ts';
import { invariant } from '../model/problem.ts';
import { formOf, type FormInput, type JournalInput } from '../vouchers/index.ts';

/** How a program's file of vouchers is made. */
export function voucherForm(program: string): (input: FormInput) => Document {
  const form = formOf('vouchers', program);
  invariant(form !== undefined, 'a program that is offered has its form');
  return form.write;
}

/** How a program's journal is made. */
export function journalForm(program: string): (input: JournalInput) => Document {
  const form = formOf('journal', program);
  invariant(form !== undefined, 'a program that is offered has its form');
  return form.write;
}
