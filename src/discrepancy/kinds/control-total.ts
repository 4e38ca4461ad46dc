import { fileFinding } from '../file-finding.ts';
import { kind } from '../kind.ts';

/** The file's own counts or sums aren't those of its rows. */
export default kind({
  code: 'control-total',
  title: { en: 'Control total differs', zh: '控制合计不符' },
  message: {
    en: '{account}: {what} says {expected}, the rows come to {actual}',
    zh: '{account}：{what} 申报 {expected}，明细 {actual}',
  },
  looksAt: 'file',
  severities: ['critical'],
  find(subject) {
    return fileFinding(subject, 'control-total', 'critical');
  },
  remedy: {
    en: 'download the statement again; see whether it was cut off or edited',
    zh: '重新下载账单，核对是否被截断或改动',
  },
});
