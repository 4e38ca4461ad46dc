/** `T` whose fields that may be undefined are optional instead. */
export type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The fields that hold something. To the types a field that holds nothing isn't there; to the machine it is undefined,
 * since making another object without it, for each of a million rows, is a tenth of an import.
 */
export function defined<T extends object>(fields: T): Defined<T> {
  return fields;
}
