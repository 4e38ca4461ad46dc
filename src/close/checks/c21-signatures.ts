import { SIGNATURE_ROLES } from '../../model/close.ts';
import type { Check } from '../check.ts';
import { reason } from '../reasons.ts';

const ROLE_ZH = { preparer: '编制人', reviewer: '复核人' } as const;

/** Preparer and reviewer, two people, have signed what is being closed. */
const check: Check = {
  code: 'C21',
  title: { en: 'two people have signed', zh: '两人签字' },
  severity: 'B',
  run: ({ requireTwoSignatures, signatures, snapshot, month }) => {
    if (!requireTwoSignatures) return [];
    const held = signatures.filter((one) => one.snapshot === snapshot);
    return SIGNATURE_ROLES.flatMap((role) => {
      const own = held.find((one) => one.role === role);
      if (own !== undefined) return [];
      const isStale = signatures.some((one) => one.role === role);
      const command = `settle close sign ${month} --role ${role} --operator NAME`;
      return isStale
        ? [
            reason(
              `${role}: the numbers have changed since the signature`,
              `${ROLE_ZH[role]}：签字后数据有变动，须重签`,
              command,
            ),
          ]
        : [reason(`${role}: no signature`, `${ROLE_ZH[role]}未签字`, command)];
    });
  },
};

export default check;
