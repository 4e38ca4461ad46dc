import { expect, test } from 'vitest';

import { places, sources } from './source.ts';

const NAMES =
  /wechat|weixin|微信|财付通|alipay|支付宝|taobao|淘宝|tmall|天猫|pinduoduo|拼多多|douyin|抖音|jingdong|京东|meituan|美团|youzan|有赞|chinaums|lakala|paypal|shopify|\bstripe\b/i;

/** Where a platform may be named, and why. */
const MAY_NAME: Readonly<Record<string, string>> = {
  'src/ingest/formats/': 'declarations of its statements',
  'src/settlement/terms.ts': 'its usual cycle and fee',
  'src/demo/': 'the example month',
  'src/model/platform.ts': 'ids and the names files use for them',
  'src/cli/words/expected.ts': 'an example in the message about a wrong platform',
  'src/cli/template-settings.ts': 'the commented example of settle.yaml',
};

test('shared code never asks which platform it is', () => {
  const shared = sources().filter(({ file }) => !Object.keys(MAY_NAME).some((start) => file.startsWith(start)));
  const named = shared.flatMap(({ names, texts }) => [...names, ...texts]).filter((piece) => NAMES.test(piece.text));
  expect(places(named)).toEqual([]);
});
