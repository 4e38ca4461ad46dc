import { bankEntry, newSaleOnAccount } from '../../src/demo/sales.ts';
import { sellOnAccount } from '../../src/demo/faults.ts';
import { addDays, daysBetween, type Day } from '../../src/model/day.ts';
import type { SimScene } from './sim-scene.ts';

/* Sales on account: every way in which a customer pays, or doesn't. None of them is a finding but `receivable-overdue`. */

const CUSTOMERS = [
  '杭州云杉贸易有限公司',
  '苏州青禾食品有限公司',
  '宁波海岳进出口有限公司',
  '上海拓川科技有限公司',
  '温州瑞安鞋业有限公司',
  '绍兴柯桥纺织有限公司',
  '嘉兴南湖电子有限公司',
  '金华双溪五金有限公司',
  '台州临海模具有限公司',
  '湖州德清竹业有限公司',
] as const;

interface Plan {
  readonly customer: string;
  readonly orderedOn: Day;
  readonly dueOn: Day;
  readonly amount: number;
}

export function paidInFull(scene: SimScene): void {
  const plan = planOf(scene);
  sell(scene, plan, [{ day: addDays(plan.dueOn, -1), amount: plan.amount }]);
}

export function paidInPart(scene: SimScene): void {
  const plan = planOf(scene);
  sell(scene, plan, [{ day: addDays(plan.dueOn, -2), amount: Math.floor(plan.amount / 2) }]);
}

export function notPaid(scene: SimScene): void {
  sell(scene, planOf(scene), []);
}

export function paidInTwoTransfers(scene: SimScene): void {
  const plan = planOf(scene);
  const first = Math.floor(plan.amount / 3);
  const transfers = [
    { day: addDays(plan.orderedOn, 2), amount: first },
    { day: plan.dueOn, amount: plan.amount - first },
  ];
  sell(scene, plan, transfers);
}

/** Late, but before the day of the check: nothing is open any more. */
export function paidNextMonth(scene: SimScene): void {
  const plan = planOf(scene);
  sell(scene, { ...plan, dueOn: scene.draft.options.to }, [
    { day: addDays(scene.draft.options.to, 2), amount: plan.amount },
  ]);
}

export function notYetDue(scene: SimScene): void {
  sell(scene, { ...planOf(scene), dueOn: addDays(scene.draft.options.asOf, 5) }, []);
}

/** One transfer that names two orders of its customer and pays both. */
export function oneTransferForTwo(scene: SimScene): void {
  const { draft, random } = scene;
  const plan = planOf(scene);
  const amounts = [plan.amount, plan.amount + random.whole(1000, 90_000)];
  const numbers = amounts.map((amount) => {
    const serial = draft.orders.length + 90_000;
    const order = newSaleOnAccount(random, {
      customer: plan.customer,
      day: plan.orderedOn,
      dueOn: plan.dueOn,
      amount,
      serial,
    });
    draft.orders.push(order);
    scene.receivables.push({ order_no: order.orderNo, customer: plan.customer, due: plan.dueOn, amount, paid: amount });
    return order.orderNo;
  });
  const total = amounts.reduce((left, right) => left + right, 0);
  const memo = `货款 ${numbers.join(' ')}`;
  draft.bank.push(bankEntry(random, { day: plan.dueOn, amount: total, counterparty: plan.customer, memo }));
}

function sell(scene: SimScene, plan: Plan, transfers: readonly { readonly day: Day; readonly amount: number }[]): void {
  const orderNo = sellOnAccount(scene, { ...plan, transfers });
  const paid = transfers.reduce((total, transfer) => total + transfer.amount, 0);
  scene.receivables.push({ order_no: orderNo, customer: plan.customer, due: plan.dueOn, amount: plan.amount, paid });
}

/** Ordered early in the month, due seven to fifteen days later, for an amount that no payout comes near. */
function planOf({ draft, random }: SimScene): Plan {
  const { from, to } = draft.options;
  const orderedOn = addDays(from, random.whole(0, Math.floor(daysBetween(from, to) / 3)));
  const dueOn = addDays(orderedOn, random.whole(7, 15));
  return { customer: random.pick(CUSTOMERS), orderedOn, dueOn, amount: random.whole(30_000_000, 90_000_000) };
}
