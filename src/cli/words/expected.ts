import type { Words } from '../../model/words.ts';

/** What a key of settle.yaml takes: ends the sentence of `CONFIG_VALUE`. */
export const EXPECTED = {
  text: { en: 'one line of text is needed', zh: '应为一行文字' },
  map: { en: 'keys and values are needed', zh: '应为键值' },
  list: { en: 'a list is needed', zh: '应为列表' },
  missing: { en: '«{key}» must be given', zh: '必须给出“{key}”' },
  unique: { en: 'it is given twice', zh: '重复给出' },
  choice: { en: 'one of {choices}[; did you mean «{nearest}»?]', zh: '只能是 {choices}[，是否指“{nearest}”？]' },
  'account-id': {
    en: 'letters, digits, «.», «_» and «-» make an id; «orders» and «receivables» are taken',
    zh: 'id 由字母、数字、“.”“_”“-”组成；“orders”“receivables”已被占用',
  },
  currency: { en: 'a currency of ISO 4217 such as CNY', zh: '应为 ISO 4217 币种，如 CNY' },
  timezone: { en: 'a time zone such as Asia/Shanghai', zh: '应为时区，如 Asia/Shanghai' },
  calendar: { en: '«cn», or a file beside settle.yaml', zh: '应为“cn”，或 settle.yaml 同目录下的文件' },
  platform: {
    en: 'a platform such as wechat[; did you mean «{nearest}»?]',
    zh: '应为平台，如 wechat[，是否指“{nearest}”？]',
  },
  'wallet-platform': { en: 'a wallet needs its platform', zh: 'wallet 账户必须给出 platform' },
  'wallet-only': { en: '«{key}» is for wallets only', zh: '“{key}”只用于 wallet 账户' },
  'bank-account': { en: 'the id of a bank account[: {choices}]', zh: '应为银行账户的 id[：{choices}]' },
  rate: { en: 'a rate such as 0.6% or 0.006', zh: '应为费率，如 0.6% 或 0.006' },
  amount: { en: 'an amount such as 10.00, not negative', zh: '应为非负金额，如 10.00' },
  'min-max': { en: 'the least is more than the most', zh: '最低值大于最高值' },
  cycle: {
    en: 'a rule such as T+1, D+0, weekly:fri, half-month:20,5, monthly:10, biweekly:2026-01-05 or manual',
    zh: '应为周期，如 T+1、D+0、weekly:fri、half-month:20,5、monthly:10、biweekly:2026-01-05、manual',
  },
  lag: { en: 'T+n or D+n', zh: '应为 T+n 或 D+n' },
  'by-rule': { en: '«rule: manual» says «by: manual»', zh: '“rule: manual”即“by: manual”' },
  weekday: {
    en: 'a day of the week, mon to sun, and only with a weekly rule',
    zh: '应为 mon 至 sun，且只用于 weekly 周期',
  },
  time: { en: 'a time of day such as 23:00', zh: '应为时间，如 23:00' },
  days: { en: 'a whole number of days, 0 to 400', zh: '应为天数，0 至 400' },
  flag: { en: 'true or false', zh: '应为 true 或 false' },
  terms: { en: 'terms such as net 30, eom+10 or monthly:10', zh: '应为账期，如 net 30、月结30天、monthly:10' },
  'calendar-day': {
    en: 'days such as 2027-01-01 of that year, listed once',
    zh: '应为该年的日期，如 2027-01-01，且不重复',
  },
} as const satisfies Readonly<Record<string, Words>>;
export type Expected = keyof typeof EXPECTED;
