/** Speed and memory as the number of phrasings grows; every measurement in a process of its own, so that none inherits another's heap. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const SIZES = [1_000, 10_000, 100_000, 1_000_000]

export type SpeedRun = {
  p50: number
  p95: number
  buildSeconds: number
  /** What the process holds after building, beyond what it held with the phrasings alone. */
  megabytes: number
  /** Only of matchers that can be kept and taken up again. */
  loadSeconds?: number
  accuracy: number
}
export type SpeedRow = { size: number; contender: string; runs: SpeedRun[]; failure?: string }

/** @param patience seconds after which a measurement is given up, and larger sizes of that matcher with it */
export async function measureSpeed(
  sizes: readonly number[],
  keys: readonly string[],
  repeat: number,
  patience: number,
  report: (row: SpeedRow) => void,
): Promise<void> {
  const gaveUp = new Set<string>()
  for (const size of sizes) {
    for (const key of keys) {
      const runs: SpeedRun[] = []
      let failure: string | undefined
      if (gaveUp.has(key)) failure = 'given up'
      for (let turn = 0; turn < repeat && !failure; turn++) {
        const { status, stdout, error } = spawnSync(
          process.execPath,
          ['--expose-gc', '--max-old-space-size=4096', join(import.meta.dirname, 'speed-run.ts'), key, `${size}`],
          { timeout: patience * 1000, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 },
        )
        if (status === 0) runs.push(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''))
        else failure = error ? `over ${patience} s` : 'out of memory'
      }
      if (failure && runs.length === 0) gaveUp.add(key)
      report({ size, contender: key, runs, ...(failure ? { failure } : {}) })
    }
  }
}
