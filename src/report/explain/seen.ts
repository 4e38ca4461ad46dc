import type { Finding } from '../../model/finding.ts';
import { loadSeenFindings } from '../../store/read/findings.ts';
import type { ReportContext } from '../report.ts';
import { findingLine } from './finding-line.ts';
import { say, type Step } from './step.ts';

const FINDING_NAME = /^f-[0-9a-f]+$/u;

/** Findings of this name that earlier checks saw and that are none as of the day: when they were seen. */
export async function seenSteps({ db, asOf }: ReportContext, ref: string): Promise<readonly Step[]> {
  if (!FINDING_NAME.test(ref)) return [];
  const seen = await loadSeenFindings(db, ref);
  return seen.flatMap(({ id, body, first_as_of: first, last_as_of: last }): Step[] => [
    findingLine({ ...(JSON.parse(body) as Finding), id, state: 'cleared' }),
    {
      step: 'time',
      date: last,
      text:
        first > asOf
          ? say(
              `no finding yet as of ${asOf}: a check saw it as of ${first}; ask with --as-of ${first}`,
              `截至 ${asOf} 尚不是差异：截至 ${first} 的核对才见到，可加 --as-of ${first} 查看`,
            )
          : say(
              `gone: checks saw it as of ${first === last ? last : `${first} to ${last}`}; by the rows that are in the books now it is none as of ${asOf}`,
              `已消除：核对曾于 ${first === last ? last : `${first} 至 ${last}`} 见到；按账套现有明细，截至 ${asOf} 已不是差异`,
            ),
    },
  ]);
}
