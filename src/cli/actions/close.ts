import type { Call } from '../command.ts';
import { usage } from '../usage.ts';
import { closeNow } from './close-now.ts';
import { signNow } from './close-sign.ts';
import { statusOf } from './close-status.ts';
import { verifyNow } from './close-verify.ts';

/** Options that mean something to one word only. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  status: [],
  verify: [],
  sign: ['role'],
  close: ['override', 'reason', 'hard', 'dry-run'],
};

/** `close MONTH`, or one of its words. */
export async function run(call: Call): Promise<number> {
  const [what = '', month] = call.args;
  const word = what in OWN && what !== 'close' ? what : 'close';
  for (const option of new Set(Object.values(OWN).flat())) {
    const isUsed = OWN[word]?.includes(option) === true;
    if (call.given.flag(option) && !isUsed) usage('unused-option', { command: `close ${what}`, option: `--${option}` });
  }
  switch (word) {
    case 'status':
      return statusOf(refuseMore(call, month));
    case 'sign':
      return signNow(call, month);
    case 'verify':
      return verifyNow(call, month);
    default:
      return closeNow(refuseMore(call, month), what);
  }
}

function refuseMore(call: Call, more: string | undefined): Call {
  if (more !== undefined) usage('too-many', { command: 'close', text: more });
  return call;
}
