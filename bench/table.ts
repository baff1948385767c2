/** Numbers as a Markdown table. */

export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index < 2 ? '---' : '--:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

export const percent = (share: number | undefined): string => (share === undefined ? '–' : (share * 100).toFixed(1))

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const milliseconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0))

/** The middle of several runs, and how far they spread. */
export const withSpread = (values: readonly number[], write: (value: number) => string): string => {
  const middle = write(percentile(values, 0.5))
  return values.length < 2 ? middle : `${middle} (${write(Math.min(...values))}–${write(Math.max(...values))})`
}
