import type { NamedFinding } from '../../model/finding.ts';
import type { Check } from '../check.ts';
import type { CloseFacts } from '../facts.ts';
import { listed, monthOf, reason } from '../reasons.ts';

/** DOMAIN.md 1.2. */
const OLD_DAYS = 60;

/** What has been open for long has a person and a note: a decision with its reason. */
const check: Check = {
  code: 'C19',
  title: { en: 'old items have an owner', zh: '超期未达项已跟进' },
  severity: 'W',
  run: (facts) => {
    const decided = new Set(facts.findings.filter((one) => one.state === 'resolved').flatMap(refsOf));
    const old = facts.open.filter((item) => item.ageDays > OLD_DAYS && !decided.has(bareRef(item.ref)));
    const names = listed(old.map((item) => item.ref));
    return old.length === 0
      ? []
      : [
          reason(
            `open for more than ${OLD_DAYS} days: ${names}`,
            `超过 ${OLD_DAYS} 天未清：${names}`,
            commandFor(facts, old[0]?.ref ?? ''),
          ),
        ];
  },
};

export default check;

/** The decision about the item's own finding; without one what is known of it. */
function commandFor(facts: CloseFacts, ref: string): string {
  const own = facts.findings.find((one) => one.state === 'open' && refsOf(one).includes(bareRef(ref)));
  return own === undefined
    ? `settle explain ${ref} --as-of ${facts.to}`
    : `settle resolve ${own.id} --as parked --reason TEXT --period ${monthOf(facts)} --as-of ${facts.to}`;
}

function refsOf({ orderNo, batchNo, bankRef, tradeNo }: NamedFinding): readonly string[] {
  return [orderNo, batchNo, bankRef, tradeNo].flatMap((ref) => ref ?? []);
}

/** `order:A1` → `A1`, `bank:ccb/77` → `77`. */
function bareRef(ref: string): string {
  const bare = ref.slice(ref.indexOf(':') + 1);
  return ref.startsWith('bank:') ? bare.slice(bare.indexOf('/') + 1) : bare;
}
