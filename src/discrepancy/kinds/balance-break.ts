import { fileFinding } from '../file-finding.ts';
import { kind } from '../kind.ts';

/** Opening + Σ ≠ closing, or an opening that is not the closing before it. */
export default kind({
  code: 'balance-break',
  title: { en: 'Balance does not follow', zh: '余额不连续' },
  message: {
    en: '{account}: the balance should be {expected}, the statement says {actual}, difference {difference}',
    zh: '{account}：余额应为 {expected}，账单为 {actual}，差 {difference}',
  },
  looksAt: 'file',
  severities: ['critical'],
  find(subject) {
    return fileFinding(subject, 'balance-break', 'critical');
  },
  remedy: {
    en: 'import the missing statement, or ask the bank',
    zh: '补导缺失的流水，或向银行查询',
  },
});
