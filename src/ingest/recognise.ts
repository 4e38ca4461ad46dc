import { StopError, type ProblemCode, type ProblemParams } from '../model/problem.ts';
import type { Evidence, FormatInfo, ReadOptions } from './contract.ts';
import type { Near } from './detect.ts';
import { documentInfo } from './document.ts';
import { evidenceOf, examine } from './open.ts';
import { refusalOf } from './refusal.ts';
import { formatInfo } from './registry.ts';
import type { ByteSource } from './source.ts';
import type { Examined } from './text-table.ts';

/** What one file (of a workbook: one sheet) is, or why it isn't read and what it comes nearest to. */
export type Recognition =
  | { readonly ok: true; readonly format: FormatInfo; readonly evidence: Evidence }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly params: ProblemParams;
      readonly nearest?: NearestFormat;
    };

export interface NearestFormat {
  readonly format: FormatInfo;
  readonly headerLine: number;
  /** Header names of it that are there. */
  readonly matched: readonly string[];
  /** Columns of it that aren't, each with the header name of the file that comes nearest. */
  readonly missing: readonly { readonly column: string; readonly nearest?: string }[];
}

/** Says what a file is without reading its rows. Files that can't be looked at are answers too. */
export async function recognise(source: ByteSource, options: ReadOptions): Promise<readonly Recognition[]> {
  try {
    const examination = await examine(source, options);
    if (examination.kind === 'tables') return examination.tables.map((examined) => recognition(source, examined));
    if (examination.kind === 'document') {
      const { format, encoding, matched } = examination.document;
      return [{ ok: true, format: documentInfo(format), evidence: { encoding, headerLine: 1, matched } }];
    }
    const evidence = { encoding: examination.encoding, headerLine: 1, matched: [] };
    return [{ ok: true, format: formatInfo(examination.profile), evidence }];
  } catch (cause) {
    if (!(cause instanceof StopError)) throw cause;
    return [{ ok: false, code: cause.code, params: cause.params }];
  }
}

function recognition(source: ByteSource, examined: Examined): Recognition {
  const { detection } = examined;
  if (detection.kind === 'found') {
    const { found } = detection;
    return { ok: true, format: formatInfo(found.profile), evidence: evidenceOf(examined, found) };
  }
  const { code, params } = refusalOf(source.name, detection);
  const near = detection.kind === 'ambiguous' ? undefined : detection.near;
  return { ok: false, code, params, ...(near !== undefined && { nearest: nearestFormat(near) }) };
}

function nearestFormat({ profile, line, matched, missing }: Near): NearestFormat {
  return { format: formatInfo(profile), headerLine: line, matched, missing };
}
