import type { Refund, Trade } from '../../src/demo/draft.ts';
import { refundLine, saleLine, tradeBillTotals, TRADE_BILL_START, type TradeBillSums } from '../../src/demo/wechat.ts';
import { LineFile } from './line-file.ts';

/** A WeChat trade bill that is written as it comes: the totals are summed on the way. */
export class TradeBillWriter {
  readonly #merchant: string;
  readonly #file: LineFile;
  #sums: TradeBillSums = { rows: 0, gross: 0, refunded: 0, fee: 0 };

  constructor(path: string, merchant: string) {
    this.#merchant = merchant;
    this.#file = new LineFile(path, TRADE_BILL_START);
  }

  get path(): string {
    return this.#file.path;
  }

  /** What the day comes to: sales less refunds less fees. */
  get net(): number {
    return this.#sums.gross - this.#sums.refunded - this.#sums.fee;
  }

  sale(trade: Trade): void {
    const { rows, gross, refunded, fee } = this.#sums;
    this.#sums = { rows: rows + 1, gross: gross + trade.gross, refunded, fee: fee + trade.fee };
    this.#file.add(saleLine(this.#merchant, trade));
  }

  refund(refund: Refund): void {
    const { rows, gross, refunded, fee } = this.#sums;
    this.#sums = { rows: rows + 1, gross, refunded: refunded + refund.amount, fee: fee - refund.feeBack };
    this.#file.add(refundLine(this.#merchant, refund));
  }

  /** Writes the totals; returns the number of rows. */
  close(): number {
    for (const line of tradeBillTotals(this.#sums)) this.#file.add(line);
    this.#file.close();
    return this.#sums.rows;
  }
}
