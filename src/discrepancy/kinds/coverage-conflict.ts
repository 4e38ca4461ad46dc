import { fileFinding } from '../file-finding.ts';
import { kind } from '../kind.ts';

/** Files cover the same day with other rows; all that cover it are named. */
export default kind({
  code: 'coverage-conflict',
  title: { en: 'Overlapping statements differ', zh: '账期重叠不符' },
  message: {
    en: '{account}: statements of {date} have different rows ({others})',
    zh: '{account}：{date} 的账单内容不同（{others}）',
  },
  looksAt: 'file',
  severities: ['medium'],
  find(subject) {
    return fileFinding(subject, 'coverage-conflict', 'medium');
  },
  remedy: {
    en: 'compare the statements and keep the right one',
    zh: '核对这些账单，保留正确的一份',
  },
});
