import { fileFinding } from '../file-finding.ts';
import { kind } from '../kind.ts';

/** Days between covered days, or of the period asked for, that no statement covers. */
export default kind({
  code: 'coverage-gap',
  title: { en: 'Statement missing', zh: '账单缺失' },
  message: {
    en: '{account}: no statement covers {date} to {to}',
    zh: '{account}：{date} 至 {to} 没有账单',
  },
  looksAt: 'file',
  severities: ['high'],
  find(subject) {
    return fileFinding(subject, 'coverage-gap', 'high');
  },
  remedy: {
    en: 'download and import the missing days',
    zh: '下载并导入缺失日期的账单',
  },
});
