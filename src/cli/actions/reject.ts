import { rejectGroup } from '../../jobs/part-groups.ts';
import type { Call } from '../command.ts';
import { partWith } from './part.ts';

/** Opens a group and keeps its items apart for ever. */
export async function run(call: Call): Promise<number> {
  return partWith(call, rejectGroup, {
    schema: 'settle.reject/1',
    title: { en: 'Rejected', zh: '已否决' },
    planned: { en: 'Would be rejected', zh: '将否决（未写入）' },
  });
}
