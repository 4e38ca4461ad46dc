import type { VoucherForm } from './form.ts';
import * as forms from './forms/all.ts';

const FORMS: readonly VoucherForm[] = Object.values(forms);

/** The programs that an export of vouchers or of a journal can be for, by name. */
export const FORM_NAMES: Readonly<Record<VoucherForm['what'], readonly string[]>> = {
  vouchers: namesOf('vouchers'),
  journal: namesOf('journal'),
};

export function formOf<W extends VoucherForm['what']>(
  what: W,
  name: string,
): Extract<VoucherForm, { readonly what: W }> | undefined {
  const found = FORMS.find((form) => form.what === what && form.name === name);
  return found as Extract<VoucherForm, { readonly what: W }> | undefined;
}

function namesOf(what: VoucherForm['what']): readonly string[] {
  return FORMS.filter((form) => form.what === what)
    .map((form) => form.name)
    .sort();
}
