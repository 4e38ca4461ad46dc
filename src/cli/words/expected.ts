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
  'one-day': { en: 'a day such as 2026-07-15', zh: '应为日期，如 2026-07-15' },
  weeks: { en: 'a number of weeks, 1 to 53', zh: '应为周数，1 至 53' },
  days: { en: 'a whole number of days, 0 to 400', zh: '应为天数，0 至 400' },
  count: { en: 'a whole number, 0 to {most}', zh: '应为整数，0 至 {most}' },
  day: { en: 'a day such as 2026-06-30', zh: '应为日期，如 2026-06-30' },
  'from-to': { en: 'it ends before it begins', zh: '结束日早于起始日' },
  'fee-days': {
    en: 'each day has one fee: give «from» and «to» so that none has two',
    zh: '每天只能有一种费率：请用 from 与 to 分开',
  },
  'grace-days': { en: '«grace_mode» needs «grace_days»', zh: '给出 grace_mode 时须给出 grace_days' },
  'late-fee-rates': {
    en: 'one rate: «rate_per_day», or «rate_per_year» (with «year_days» 365 or 360), or a list «rates» of such with days',
    zh: '只能给出一种费率：rate_per_day，或 rate_per_year（可加 year_days 365 或 360），或带起止日的 rates 列表',
  },
  'rule-days': {
    en: 'each rule begins on a day of its own: give «valid_from» to all but the first',
    zh: '各条规则须有不同的起始日：除第一条外都请写 valid_from',
  },
  tiers: {
    en: 'a list of «{ up_to, rate }», amounts rising, the last without «up_to», and no «rate» beside it',
    zh: '应为 { up_to, rate } 的列表，金额递增，最后一档不写 up_to，且不再写 rate',
  },
  'score-order': {
    en: 'what is taken needs at least the points of what is suggested',
    zh: 'auto_score 不得低于 suggest_score',
  },
  'bank-lines': { en: 'a pattern for «counterparty» or «memo»', zh: '应给出 counterparty 或 memo 的正则表达式' },
  flag: { en: 'true or false', zh: '应为 true 或 false' },
  terms: {
    en: 'terms such as net 30, eom+10, monthly:10, 3x net 30 or 30% advance + 70% net 30',
    zh: '应为账期，如 net 30、月结30天、monthly:10、分3期 net 30、30%预付+70%月结30天',
  },
  'calendar-day': {
    en: 'days such as 2027-01-01 of that year, listed once',
    zh: '应为该年的日期，如 2027-01-01，且不重复',
  },
  'format-id': {
    en: 'an id of lower-case letters, digits and «-», such as my-bank',
    zh: 'id 由小写字母、数字和“-”组成，如 my-bank',
  },
  'format-id-taken': { en: 'another format has this id', zh: '已有格式使用此 id' },
  'one-character': {
    en: 'one character such as «;», or tab, comma, semicolon, pipe',
    zh: '应为一个字符，如“;”，或 tab、comma、semicolon、pipe',
  },
  encoding: { en: 'an encoding such as utf-8, windows-1252, big5', zh: '应为编码，如 utf-8、gb18030、big5' },
  'date-pattern': {
    en: 'a pattern of YYYY or YY, MM or MMM, DD, and hh mm ss, each once: DD/MM/YYYY',
    zh: '应由 YYYY 或 YY、MM 或 MMM、DD 及 hh mm ss 组成，各一次，如 DD/MM/YYYY',
  },
  pattern: {
    en: 'a regular expression of at most 200 characters: no repeats inside repeats, «.*» at most twice',
    zh: '应为不超过 200 字符的正则表达式：重复不可嵌套，“.*”最多两处',
  },
  'pattern-groups': { en: 'the pattern needs {groups} around what is looked for', zh: '正则表达式中应有 {groups}' },
  column: { en: "the column's name or names, or its place counted from 1", zh: '应为列名，或从 1 数起的列号' },
  'column-places': {
    en: 'a place counted from 1: with «header: none», and only then, columns have no names and lines may be skipped',
    zh: '应为从 1 数起的列号：仅“header: none”时列无名称、可跳过行',
  },
  'columns-needed': { en: 'a column for {columns} is needed', zh: '缺少列 {columns}' },
  'not-of-kind': { en: '«{key}» is not for {kind}', zh: '“{key}”不用于 {kind}' },
  'line-count': { en: 'a number of lines, 0 to 50', zh: '应为行数，0 至 50' },
  recognisable: {
    en: 'names that tell the header from others: in «columns», «header» or «known_by»',
    zh: '应有可识别表头的列名：写在 columns、header 或 known_by 中',
  },
  condition: {
    en: '«column» with «is: [words]», or «columns» with «empty: yes»',
    zh: '应为 column 与 is: [词]，或 columns 与 empty: yes',
  },
  'ledger-account': {
    en: 'a code and a name such as «100201 银行存款-建行», for bank and wallet also one for each account id',
    zh: '应为科目编码和名称，如“100201 银行存款-建行”；bank、wallet 可按账户 id 分别给出',
  },
  'voucher-word': { en: 'a short word such as 记', zh: '应为凭证字，如 记' },
  month: { en: 'a month such as 2026-06', zh: '应为月份，如 2026-06' },
  'exchange-rate': { en: 'a rate such as 7.18, above 0', zh: '应为大于 0 的汇率，如 7.18' },
} as const satisfies Readonly<Record<string, Words>>;
export type Expected = keyof typeof EXPECTED;
