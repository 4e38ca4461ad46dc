import { expect, test } from 'vitest';

import { ReadAhead } from '../../src/jobs/read-ahead.ts';

interface Source {
  /** How many values were asked of it. */
  asked: number;
  isClosed: boolean;
}

function counting(
  upTo: number,
  failsAt = Number.POSITIVE_INFINITY,
): { source: Source; values: AsyncGenerator<number> } {
  const source: Source = { asked: 0, isClosed: false };
  async function* values(): AsyncGenerator<number> {
    try {
      for (let value = 1; value <= upTo; value += 1) {
        await Promise.resolve();
        source.asked = value;
        if (value === failsAt) throw new Error(`no ${value}`);
        yield value;
      }
    } finally {
      source.isClosed = true;
    }
  }
  return { source, values: values() };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('what was read ahead comes first, then the rest, each value once and in its order', async () => {
  const ahead = new ReadAhead(counting(10).values, 3);
  await ahead.begin();
  const seen: number[] = [];
  for await (const value of ahead) {
    seen.push(value);
    // Begun again and again while somebody reads: as an import does after every file.
    void ahead.begin();
    if (value % 2 === 0) await settled();
  }
  expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('no more is read ahead than may wait, and nothing before it is begun', async () => {
  const { source, values } = counting(10);
  const ahead = new ReadAhead(values, 3);
  await settled();
  expect(source.asked).toBe(0);
  expect(await ahead.begin()).toBe(1);
  await settled();
  expect(source.asked).toBe(3);
});

test('what can’t be read is told when it is asked for, after all that came before it', async () => {
  const ahead = new ReadAhead(counting(10, 3).values, 5);
  expect(await ahead.begin()).toBe(1);
  await settled();
  const seen: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const value of ahead) seen.push(value);
  };
  await expect(reading()).rejects.toThrow('no 3');
  expect(seen).toEqual([1, 2]);
});

test('the first value that can’t be read is no value', async () => {
  expect(await new ReadAhead(counting(10, 1).values, 5).begin()).toBeUndefined();
  expect(await new ReadAhead(counting(0).values, 5).begin()).toBeUndefined();
});

test('who stops early closes what was read from', async () => {
  const { source, values } = counting(10);
  const ahead = new ReadAhead(values, 3);
  await ahead.begin();
  for await (const value of ahead) if (value === 2) break;
  expect(source.isClosed).toBe(true);
});

test('what nobody asked for is closed by saying so, and nothing more is read', async () => {
  const { source, values } = counting(10);
  const ahead = new ReadAhead(values, 3);
  await ahead.begin();
  ahead.close();
  await settled();
  expect(source.isClosed).toBe(true);
  const { asked } = source;
  expect(await ahead.begin()).toBeUndefined();
  expect(source.asked).toBe(asked);
});

test('closing waits for no value that is still to come', async () => {
  async function* endless(): AsyncGenerator<number> {
    yield 1;
    await new Promise(() => undefined);
  }
  const ahead = new ReadAhead(endless(), 3);
  for await (const value of ahead) {
    void ahead.begin();
    await settled();
    if (value === 1) break;
  }
  expect(await ahead.begin()).toBeUndefined();
});
