/*
 * A small seller's month, made up: the shop's orders, WeChat Pay's and Alipay's bills and a bank's list of entries, in
 * the layouts in which they are handed out, with a handful of mistakes planted. The same bytes every time. What never
 * lives here: files on disk, the clock, reading or checking what was written.
 */
import type { Day } from '../model/day.ts';
import type { MonthOptions, Shop } from './draft.ts';
import {
  changePayout,
  chargeOtherFee,
  creditFromStranger,
  leaveUnsettled,
  losePayout,
  refundUnbooked,
  sellOnAccount,
  settleOtherAmount,
  settleTwice,
} from './faults.ts';
import { writeMonth, type StatementFile } from './files.ts';
import { seededRandom } from './random.ts';
import { draftMonth } from './sales.ts';
import type { Planted, Scene } from './scene.ts';
import { settingsText } from './settings.ts';
import { settleDraft } from './wallet.ts';

const SHOP: Shop = {
  book: '杭州小满茶具有限公司',
  store: '小满茶具旗舰店',
  merchant: '1677002026',
  alipayAccount: '20884012677002020156',
  bankAccount: '33050161677000002026',
};

/** June 2026, because of the Dragon Boat holiday (19 to 21 June): three days of payouts arrive on the Monday after it. */
const JUNE: MonthOptions = {
  seed: 20_260_601,
  orders: 150,
  shop: SHOP,
  from: '2026-06-01' as Day,
  to: '2026-06-30' as Day,
  asOf: '2026-07-04' as Day,
  holidays: ['2026-06-19' as Day],
  workedWeekends: [],
  wechatPercent: 60,
  refundPercent: 4,
  bankOpening: 5_000_000,
  alipayOpening: 123_456,
};

interface DemoMonth {
  /** The text of settle.yaml. */
  readonly settings: string;
  readonly files: readonly StatementFile[];
  readonly asOf: Day;
  /** `2026-06`. */
  readonly period: string;
  /** What was planted, and so has to be found. */
  readonly planted: readonly Planted[];
}

/** The demo's month: 150 orders and four sales on account of an invented tea shop, June 2026. */
export function demoMonth(): DemoMonth {
  const random = seededRandom(JUNE.seed);
  const draft = draftMonth(JUNE, random);
  const scene: Scene = { draft, random, taken: new Set() };
  sellToCustomers(scene);
  const planted = [
    ...leaveUnsettled(scene),
    ...settleOtherAmount(scene, -1),
    ...chargeOtherFee(scene, 12),
    ...refundUnbooked(scene, 1),
    ...settleTwice(scene),
  ];
  const settled = settleDraft(draft, random);
  const bank = { settled, random, taken: [] };
  planted.push(...losePayout(bank), ...changePayout(bank, -500), ...creditFromStranger(bank, '2026-06-10' as Day));
  return { settings: settingsText(SHOP), files: writeMonth(settled), asOf: JUNE.asOf, period: '2026-06', planted };
}

/** Four sales on account: paid in full, paid in two transfers, paid in part and overdue, not yet due. */
function sellToCustomers(scene: Scene): void {
  const day = (text: string): Day => text as Day;
  sellOnAccount(scene, {
    ...{ customer: '绍兴云溪茶业有限公司', orderedOn: day('2026-06-02'), dueOn: day('2026-06-16'), amount: 1_286_000 },
    transfers: [{ day: day('2026-06-15'), amount: 1_286_000 }],
  });
  sellOnAccount(scene, {
    ...{
      customer: '宁波听雨酒店管理有限公司',
      orderedOn: day('2026-06-04'),
      dueOn: day('2026-06-18'),
      amount: 845_000,
    },
    transfers: [
      { day: day('2026-06-11'), amount: 400_000 },
      { day: day('2026-06-18'), amount: 445_000 },
    ],
  });
  sellOnAccount(scene, {
    ...{
      customer: '湖州竹里馆餐饮有限公司',
      orderedOn: day('2026-06-05'),
      dueOn: day('2026-06-19'),
      amount: 2_310_000,
    },
    transfers: [{ day: day('2026-06-12'), amount: 1_000_000 }],
  });
  sellOnAccount(scene, {
    ...{
      customer: '嘉兴青瓦文化传播有限公司',
      orderedOn: day('2026-06-23'),
      dueOn: day('2026-07-23'),
      amount: 660_000,
    },
    transfers: [],
  });
}
