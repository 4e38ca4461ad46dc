import { describe, expect, it } from 'vitest';

import { calendarFrom } from '../../src/model/calendar.ts';
import { CNY } from '../../src/model/currency.ts';
import type { Day } from '../../src/model/day.ts';
import { bankWords, defaultTerms, lastDayOf, namedDays, speaksOf } from '../../src/settlement/index.ts';

describe('what holds where settle.yaml says nothing', () => {
  it('a platform nobody knows has no terms, and no bank line speaks of it', () => {
    expect(defaultTerms('corner-shop')).toBeUndefined();
    expect(defaultTerms('constructor')).toBeUndefined();
    expect(defaultTerms('kuaishou')).toBeUndefined();
    expect(bankWords('corner-shop')).toEqual([]);
    expect(speaksOf('corner-shop', '财付通')).toBe(false);
  });

  it.each([
    ['wechat', 'paid D+0', 'D+0'],
    ['alipay', 'paid D+0', 'manual'],
    ['taobao', 'confirmed D+0', 'manual'],
    ['pdd', 'confirmed D+0', 'manual'],
    ['douyin', 'confirmed D+7', 'manual'],
    ['chinaums', 'paid D+0', 'T+1'],
    ['meituan', undefined, 'T+3'],
  ])('%s settles %s and pays out %s', (platform, settles, paysOut) => {
    const terms = defaultTerms(platform);
    const settled = terms?.settles;
    expect(settled && `${settled.base} ${settled.text}`).toBe(settles);
    expect(terms?.paysOut?.text).toBe(paysOut);
  });

  it('a withdrawal of Friday evening may be in the bank until Tuesday', () => {
    const rule = defaultTerms('alipay')?.paysOut;
    expect(rule && lastDayOf(rule, '2026-03-06' as Day, calendarFrom())).toBe('2026-03-10');
  });
});

describe('the words by which a bank line names a platform', () => {
  it.each([
    ['wechat', '财付通支付科技有限公司'],
    ['wechat', 'Ｔｅｎｐａｙ 提现'],
    ['wechat', 'B2b支付_20260601_1900000001'],
    ['alipay', '支付宝（中国）网络技术有限公司客户备付金'],
    ['alipay', 'ALIPAY.COM CO LTD'],
    ['jd', '网银在线（北京）科技有限公司'],
    ['pdd', '上海付费通信息服务有限公司'],
    ['douyin', '武汉合众易宝科技有限公司'],
    ['chinaums', '银联商务股份有限公司客户备付金'],
    ['allinpay', '通联支付网络服务股份有限公司'],
    ['lakala', '拉卡拉支付股份有限公司'],
    ['meituan', '北京三快在线科技有限公司'],
    ['eleme', '拉扎斯网络科技（上海）有限公司'],
    ['stripe', 'STRIPE PAYMENTS UK LTD'],
    ['square', 'Square  Inc 260601'],
  ])('%s: %s', (platform, text) => {
    expect(speaksOf(platform, text)).toBe(true);
  });

  it.each([
    ['jd', '京东方科技集团股份有限公司'],
    ['unionpay', '银联商务股份有限公司客户备付金'],
    ['allinpay', '浙江交通联运有限公司'],
    ['etsy', 'BETSY ROSS LTD'],
    ['alipay', '财付通支付科技有限公司'],
    ['wechat', '中国电信股份有限公司'],
    ['wechat', ''],
  ])('%s is not meant by %s', (platform, text) => {
    expect(speaksOf(platform, text)).toBe(false);
  });
});

describe('the days that a bank line says it pays', () => {
  const said = (text: string, bookedOn = '2026-09-08', platform = 'chinaums'): string => {
    const named = namedDays(platform, text, { bookedOn: bookedOn as Day, currency: CNY });
    return named === undefined ? 'none' : `${named.from}..${named.to} ${String(named.fee)}`;
  };

  it.each([
    ['0905-0905费0元', '2026-09-05..2026-09-05 0'],
    ['银联商务股份有限公司客户备付金 0905-0907费12.3元', '2026-09-05..2026-09-07 1230'],
    ['０９０５－０９０７费１元', '2026-09-05..2026-09-07 100'],
  ])('%s', (text, named) => {
    expect(said(text)).toBe(named);
  });

  it('lie in the year before when they are later than the day of the line', () => {
    expect(said('1230-0102费0元', '2026-01-05')).toBe('2025-12-30..2026-01-02 0');
    expect(said('1230-1231费0元', '2026-01-05')).toBe('2025-12-30..2025-12-31 0');
  });

  it.each(['0905-0931费0元', '10905-0906费0元', '0905-0906', '0905-0906费0.001元', ''])('aren’t in %s', (text) => {
    expect(said(text)).toBe('none');
  });

  it('aren’t read in the words of a platform that doesn’t write so', () => {
    expect(said('0905-0905费0元', '2026-09-08', 'lakala')).toBe('none');
  });
});
