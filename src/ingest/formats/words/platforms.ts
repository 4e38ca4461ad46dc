/** What sellers' own files call a platform → its id (CLI.md). */
const PLATFORMS: Readonly<Record<string, string>> = {
  微信: 'wechat',
  微信支付: 'wechat',
  财付通: 'wechat',
  wechatpay: 'wechat',
  weixin: 'wechat',
  wxpay: 'wechat',
  微信小店: 'wechat-store',
  视频号小店: 'wechat-store',
  视频号: 'wechat-store',
  支付宝: 'alipay',
  淘宝: 'taobao',
  淘宝网: 'taobao',
  天猫: 'taobao',
  淘宝天猫: 'taobao',
  tmall: 'taobao',
  京东: 'jd',
  京东商城: 'jd',
  拼多多: 'pdd',
  pinduoduo: 'pdd',
  抖音: 'douyin',
  抖店: 'douyin',
  抖音小店: 'douyin',
  快手: 'kuaishou',
  快手小店: 'kuaishou',
  小红书: 'xiaohongshu',
  美团: 'meituan',
  美团外卖: 'meituan',
  饿了么: 'eleme',
  有赞: 'youzan',
  银联: 'unionpay',
  云闪付: 'unionpay',
  银联商务: 'chinaums',
  通联: 'allinpay',
  通联支付: 'allinpay',
  拉卡拉: 'lakala',
};

/** «微信支付», «WeChat Pay», «wechat» → `wechat`; a word nobody knows stays itself, in lower case. */
export function platformId(words: string): string {
  const plain = words.normalize('NFKC').trim().toLowerCase();
  return PLATFORMS[plain.replace(/[\s_-]/gu, '')] ?? plain.replace(/[\s_]+/gu, '-');
}

/** As `platformId` for a word that may name a platform; any other text stays as it is. */
export function platformWord(words: string): string {
  return (
    PLATFORMS[
      words
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s_-]/gu, '')
    ] ?? words
  );
}
