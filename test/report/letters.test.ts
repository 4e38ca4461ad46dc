import { describe, expect, it } from 'vitest';

import { letterText } from '../../src/report/letter/forms.ts';
import type { Letter } from '../../src/report/letter/letter.ts';

const HOSTILE = '<b>甲</b> | "x" \r\nBcc: thief@example.com \u202e *a*';

const letter: Letter = {
  subject: `催款函 ${HOSTILE}`,
  to: HOSTILE,
  from: '测试商行',
  date: '2026-04-01',
  greeting: `致：${HOSTILE}`,
  before: ['截至今日：'],
  header: ['单号', '欠款'],
  rows: [['order:SO|1', '10.00']],
  after: ['欠款合计：10.00'],
};

describe('a letter to a customer whose name is hostile', () => {
  it('starts no header of its own in a mail, which is ASCII and a draft', () => {
    const text = letterText(letter, 'eml');
    expect(text).not.toMatch(/[^\r\n\x20-\x7e]/u);
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.split('\r\n').map((line) => line.split(':')[0])).toEqual([
      'X-Unsent',
      'Subject',
      'MIME-Version',
      'Content-Type',
      'Content-Transfer-Encoding',
    ]);
    const said = Buffer.from(body.replaceAll('\r\n', ''), 'base64').toString('utf8');
    expect(said).toContain('欠款合计：10.00');
    expect(said.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
  });

  it('is text, not markup, in HTML', () => {
    const text = letterText(letter, 'html');
    expect(text).toContain('&lt;b&gt;甲&lt;/b&gt;');
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('\u202e');
  });

  it('breaks no table in Markdown', () => {
    const text = letterText(letter, 'md');
    expect(text).toContain('| order:SO\\|1 | 10.00 |');
    expect(text.split('\n').some((line) => line.startsWith('Bcc'))).toBe(false);
  });

  it('prints dashes, points and brackets as they are in Markdown, and starts no list or heading', () => {
    const text = letterText(
      { ...letter, greeting: '# 1', after: ['- 0571-88880000 (ext. 1)', '1. x', '2026-04-01'] },
      'md',
    );
    expect(text).toContain('\n\\# 1\n');
    expect(text).toContain('\n\\- 0571-88880000 (ext. 1)\n');
    expect(text).toContain('\n1\\. x\n');
    expect(text).toContain('\n2026-04-01\n');
  });

  it('stays in its line in plain text', () => {
    const lines = letterText(letter, 'txt').split('\n');
    expect(lines[0]).toBe('催款函 <b>甲</b> | "x"  Bcc: thief@example.com   *a*');
    expect(lines).toContain('order:SO|1  10.00');
  });
});
