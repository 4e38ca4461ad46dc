/**
 * A function of an object that is worked out once for each: what it says of one must rest on nothing that changes. What
 * is known of an object goes with it.
 */
export function oncePer<K extends object, V>(work: (about: K) => V): (about: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (about) => {
    const before = known.get(about);
    if (before !== undefined) return before.value;
    const value = work(about);
    known.set(about, { value });
    return value;
  };
}
