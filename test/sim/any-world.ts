import type { StatementFile } from '../../src/demo/files.ts';
import { newMonth } from './month-subject.ts';
import type { Subject } from './shop/auditor.ts';
import { subjectOf } from './shop/subject.ts';
import { CLASS_NAMES, CLASSES, newWorld, type ClassName } from './shop/worlds.ts';

/* The world of a seed, of whichever class: the seed decides everything. */

/** What a run needs of a world. */
export interface AnyWorld {
  readonly subject: Subject;
  readonly settings: string;
  readonly files: readonly StatementFile[];
  readonly asOf: string;
}

/** What a class of worlds is called in the tables. */
export function titleOf(className: string): string {
  if (className === 'wallets') return 'WeChat Pay and Alipay wallets';
  return className in CLASSES ? CLASSES[className as ClassName].title : className;
}

const ALL: readonly (ClassName | 'wallets')[] = [...CLASS_NAMES, 'wallets'];

export function classOf(seed: number): ClassName | 'wallets' {
  return ALL[seed % ALL.length] ?? 'wallets';
}

export function worldOf(seed: number): AnyWorld {
  const className = classOf(seed);
  if (className === 'wallets') return newMonth(seed);
  const world = newWorld(seed, className);
  return { subject: subjectOf(world), settings: world.settings, files: world.files, asOf: world.shop.asOf };
}
