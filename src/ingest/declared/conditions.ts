import { columnOf, type DeclaredColumn } from './column.ts';
import { fieldsOf, flagOf, listOf, oneOrMore, refuse, textOf, type Place } from './values.ts';

/** What says of a row that it is no entry: a cell's words, or that cells are empty. */
export interface Condition {
  /** Of several, all have to be so. */
  readonly columns: readonly DeclaredColumn[];
  /** Compared without case; undefined: the cells are empty. */
  readonly is?: readonly string[];
}

/** `- { column: Status, is: [Pending, Authorised] }`, `- { columns: [In, Out], empty: yes }`. */
export function readConditions(place: Place): readonly Condition[] {
  return listOf(place).map((member) => {
    const fields = fieldsOf(member, ['column', 'columns', 'is', 'empty']);
    const one = fields.get('column');
    const columns = one === undefined ? listOf(fields.need('columns')).map((each) => columnOf(each)) : [columnOf(one)];
    const words = fields.get('is');
    if (words !== undefined) return { columns, is: oneOrMore(words).map((word) => textOf(word).toLowerCase()) };
    const empty = fields.get('empty');
    return empty !== undefined && flagOf(empty) ? { columns } : refuse(member, 'condition');
  });
}
