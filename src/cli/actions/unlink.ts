import { unlinkGroup } from '../../jobs/part-groups.ts';
import type { Call } from '../command.ts';
import { partWith } from './part.ts';

/** Opens a group; one of the passes is kept apart. */
export async function run(call: Call): Promise<number> {
  return partWith(call, unlinkGroup, {
    schema: 'settle.unlink/1',
    title: { en: 'Unlinked', zh: '已解除' },
    planned: { en: 'Would be unlinked', zh: '将解除（未写入）' },
  });
}
