/** What an operator would see of an adapter: the lines of its log, and what it counts. */
import type { Log, Meter } from '../../src/adapter.ts'

export type Line = { level: keyof Log; fields: Record<string, unknown>; text: string }

export function logTo(lines: Line[]): Log {
  const at = (level: keyof Log) => (fields: Record<string, unknown>, text: string) =>
    void lines.push({ level, fields, text })
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Counts by `what detail`, and how often a latency was told. */
export function meterTo(counted: Record<string, number>): Meter {
  const add = (key: string): void => {
    counted[key] = (counted[key] ?? 0) + 1
  }
  return {
    count: (what, detail) => add(detail ? `${what} ${detail}` : what),
    took() {},
    latency: () => add('latency'),
  }
}
