import { createHash } from 'node:crypto';

const NAME_LENGTH = 12;

/** A group is named by its contents, so that its name doesn't depend on the order of import (CLI.md, JSON). */
export function groupName(prefix: 'm' | 'a', leg: string, parts: readonly string[]): string {
  const text = [leg, ...[...parts].sort()].join('\n');
  return `${prefix}-${createHash('sha256').update(text).digest('hex').slice(0, NAME_LENGTH)}`;
}

/** What a member adds to its group's name. */
export function memberKey(member: { readonly side: string; readonly kind: string; readonly ref: string }): string {
  return `${member.side} ${member.kind} ${member.ref}`;
}
