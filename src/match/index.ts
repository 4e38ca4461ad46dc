// Room: match. Open items → proposed groups, most certain first; ambiguity is an answer, never a coin toss.
// Here: the ordered passes; keyed ones as SELECTs over the store's views, search ones as pure functions over small arrays.
// Never here: writing, platform names, a tolerance without a name and a reason.

import { byMerchantOrderNo } from './keyed/by-merchant-order-no.ts';
import { byOriginalTrade } from './keyed/by-original-trade.ts';
import { byPlatformTradeNo } from './keyed/by-platform-trade-no.ts';
import { tieRefunds } from './keyed/tie-refunds.ts';
import { tieTradeAndFund } from './keyed/tie-trade-and-fund.ts';
import type { KeyedPass } from './pass.ts';

export { proposeByHand, shapeOf, type HandFault, type HandItem } from './by-hand.ts';
export type { KeyedPass, KeyedTarget } from './pass.ts';
export { LIMITS } from './search/limits.ts';
export { doubtParts, partWorld } from './search/part-runs.ts';
export { SEARCH_PASSES } from './search/passes.ts';
export { endSearch, search, startSearch, wantedLines, type SearchResult } from './search/run.ts';
export type { DayLine, DaySum, ReachedLimit, SearchPass, SearchWallet, SearchWorld } from './search/world.ts';

/** Most certain first: what an earlier pass has taken, a later one never sees. */
export const KEYED_PASSES: readonly KeyedPass[] = [
  tieTradeAndFund, // one trade told by two bills is one trade: settle that before anything is counted
  tieRefunds, // the same for refunds, which share their trade's number with its payment
  byPlatformTradeNo, // the platform's own number: no doubt possible
  byMerchantOrderNo, // ours, printed back; one order may have several lines
  byOriginalTrade, // refunds and fees that name only the trade they belong to
];
