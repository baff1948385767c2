import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The knowledge is frozen and the modules hold no state that a test changes: one load of them serves many files.
    isolate: false,
    // Much of what is tested is programs that wait for each other: a core left free is wasted.
    maxWorkers: '100%',
  },
})
