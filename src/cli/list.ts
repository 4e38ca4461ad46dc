import type { CommandSpec } from './command.ts';
import * as all from './commands/all.ts';

/** The commands in the order of a month's work; others follow by name. */
const ORDER = [
  'init',
  'demo',
  'import',
  'match',
  'check',
  'explain',
  'link',
  'unlink',
  'reject',
  'accept',
  'undo',
  'resolve',
  'report',
  'accounts',
  'nightly',
];

export function commandList(): readonly CommandSpec[] {
  const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.values<CommandSpec>(all).sort(
    (left, right) => place(left.name) - place(right.name) || (left.name < right.name ? -1 : 1),
  );
}
