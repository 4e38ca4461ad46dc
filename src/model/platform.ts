import type { Words } from './words.ts';

/** Platforms by their stable lower-case id (CLI.md), with the other names that files and people use for them. */
const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  wechat: ['微信支付', '微信', '财付通', 'wechat pay', 'wechatpay', 'weixin', 'wxpay', 'tenpay'],
  'wechat-store': ['微信小店', '视频号小店', '视频号', '微信视频号', 'wechat store', 'wechat channels'],
  alipay: ['支付宝', 'ali pay', 'zhifubao'],
  taobao: ['淘宝', '淘宝网', '天猫', 'tmall', '天猫商城'],
  jd: ['京东', '京东商城', 'jd.com', 'jingdong', '京东pop'],
  pdd: ['拼多多', 'pinduoduo', '多多'],
  douyin: ['抖音', '抖店', '抖音电商', '抖音小店', 'douyin shop'],
  kuaishou: ['快手', '快手小店', '快手电商'],
  xiaohongshu: ['小红书', 'rednote', '小红书电商'],
  meituan: ['美团', '美团外卖', '大众点评'],
  eleme: ['饿了么', 'ele.me'],
  youzan: ['有赞', '有赞商城', '有赞微商城'],
  weidian: ['微店'],
  unionpay: ['银联', '中国银联', '云闪付', '银联在线', 'china unionpay'],
  chinaums: ['银联商务', '银商'],
  allinpay: ['通联支付', '通联'],
  lakala: ['拉卡拉'],
  stripe: [],
  paypal: ['贝宝', 'pay pal'],
  amazon: ['亚马逊', 'amazon.com'],
  shopify: ['shopify payments'],
  adyen: [],
  square: [],
  mollie: [],
  etsy: [],
  ebay: [],
  razorpay: [],
  klarna: [],
  braintree: [],
  checkoutcom: ['checkout.com'],
  dlocal: [],
  trustly: [],
  gravy: ['gr4vy'],
  ingenico: ['globalcollect', 'worldline', 'ingenico connect'],
  chariot: [],
  tiktok: ['tiktok shop', 'tik tok'],
  woocommerce: ['woopayments', 'woocommerce payments'],
  magento: ['adobe commerce', 'openmage'],
  antom: ['alipay+', 'alipay plus', 'alipay global'],
  packeta: ['zásilkovna', 'packeta group'],
};

/** English names that aren't the id with a capital. */
const ENGLISH: Readonly<Record<string, string>> = {
  wechat: 'WeChat',
  'wechat-store': 'WeChat Store',
  jd: 'JD.com',
  pdd: 'Pinduoduo',
  unionpay: 'UnionPay',
  chinaums: 'ChinaUMS',
  eleme: 'Ele.me',
  paypal: 'PayPal',
  ebay: 'eBay',
  checkoutcom: 'Checkout.com',
  dlocal: 'dLocal',
  gravy: 'Gr4vy',
  tiktok: 'TikTok',
  woocommerce: 'WooCommerce',
};

/** What people call a platform of the table: its first Chinese name where it has one, else the English one. */
export function platformName(id: string): Words | undefined {
  const names = Object.hasOwn(PLATFORMS, id) ? PLATFORMS[id] : undefined;
  if (names === undefined) return undefined;
  const en = ENGLISH[id] ?? `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
  return { en, zh: names.find((name) => /^\p{Script=Han}/u.test(name)) ?? en };
}

/** The ids, in the order of the table. */
export const PLATFORM_IDS: readonly string[] = Object.keys(PLATFORMS);

const idOf = new Map<string, string>();
for (const [id, names] of Object.entries(PLATFORMS)) {
  for (const name of [id, ...names]) idOf.set(key(name), id);
}

/** `微信支付`, `WeChat Pay`, `wechat` → `wechat`; undefined when the text names no platform of the table. */
export function parsePlatform(text: string): string | undefined {
  return idOf.get(key(text));
}

function key(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, '');
}
