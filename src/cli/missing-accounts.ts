import type { AccountKind } from '../model/settings.ts';
import { say, warn } from './answer.ts';
import type { Call } from './command.ts';

/** An account that files spoke of and settle.yaml lacks. */
export interface MissingAccount {
  readonly id: string;
  readonly kind: AccountKind;
  readonly platform?: string;
  readonly number?: string;
}

/** Warns of them once, with the lines to copy into settle.yaml: each whole, however narrow the terminal. */
export async function tellMissing(call: Call, accounts: readonly MissingAccount[]): Promise<void> {
  if (accounts.length === 0) return;
  await warn(call, {
    en: `settle.yaml doesn't know ${accounts.length === 1 ? 'an account' : `${accounts.length} accounts`} that files speak of. Add under «accounts:»`,
    zh: `settle.yaml 中缺少账单涉及的 ${accounts.length} 个账户，请在“accounts:”下添加：`,
  });
  for (const account of accounts) {
    const line = `  ${accountLine(account)}`;
    await say(call, { en: line, zh: line });
  }
}

function accountLine({ id, kind, platform, number }: MissingAccount): string {
  const pairs = [
    `id: ${id}`,
    `kind: ${kind}`,
    ...(platform === undefined ? [] : [`platform: ${platform}`]),
    ...(number === undefined ? [] : [`number: "${number}"`]),
  ];
  return `- { ${pairs.join(', ')} }`;
}
