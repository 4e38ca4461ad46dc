import { fileFinding } from '../file-finding.ts';
import { kind } from '../kind.ts';

/** A row kept aside by a partial import. */
export default kind({
  code: 'rejected-row',
  title: { en: 'Row not readable', zh: '无法解析' },
  message: {
    en: '{account}: a row that could not be read was kept aside: {what}',
    zh: '{account}：有一行无法解析，已另存：{what}',
  },
  looksAt: 'file',
  severities: ['high'],
  find(subject) {
    return fileFinding(subject, 'rejected-row', 'high');
  },
  remedy: {
    en: 'correct the row and import again',
    zh: '更正该行后重新导入',
  },
});
