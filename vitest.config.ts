import { defineConfig } from 'vitest/config';

const common = { env: { TZ: 'Asia/Shanghai' }, testTimeout: 60_000 };

export default defineConfig({
  test: {
    ...common,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: [
            'test/{model,ingest,match,discrepancy,settlement,receivables,close,vouchers,calc,store,report,render,jobs,cli,demo}/**/*.test.ts',
          ],
        },
      },
      { test: { ...common, name: 'fixtures', include: ['test/fixtures/**/*.test.ts'] } },
      { test: { ...common, name: 'property', include: ['test/{property,fuzz}/**/*.test.ts'] } },
      { test: { ...common, name: 'house', include: ['test/house/**/*.test.ts'] } },
      {
        test: {
          ...common,
          name: 'process',
          include: ['test/process/**/*.test.ts'],
          globalSetup: ['test/process/build.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
