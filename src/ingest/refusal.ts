import { StopError } from '../model/problem.ts';
import { headerKey } from './header.ts';
import type { Detection } from './detect.ts';

/** Why a table isn't read: FORMAT_AMBIGUOUS, HEADER_CHANGED or FORMAT_UNKNOWN, with what to compare. */
export function refusalOf(file: string, detection: Exclude<Detection, { kind: 'found' }>): StopError {
  if (detection.kind === 'ambiguous') {
    return new StopError('FORMAT_AMBIGUOUS', {
      file,
      formats: detection.found.map(({ profile }) => profile.id).join(', '),
    });
  }
  const { near } = detection;
  if (near === undefined) return new StopError('FORMAT_UNKNOWN', { file });
  const columns = near.missing.map(({ column }) => column).join(', ');
  if (detection.kind === 'unknown') {
    return new StopError('FORMAT_UNKNOWN', { file, line: near.line, nearest: near.profile.id, columns });
  }
  const [first] = near.missing;
  const nearest = first?.nearest;
  const twice = nearest !== undefined && headerKey(nearest) === headerKey(first?.column ?? '');
  return new StopError('HEADER_CHANGED', {
    file,
    line: near.line,
    format: near.profile.id,
    column: first?.column ?? '',
    columns,
    ...(nearest !== undefined && !twice && { nearest }),
  });
}
