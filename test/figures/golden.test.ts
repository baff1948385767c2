/** The table of golden arithmetic, row by row (golden.md). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { askRow, GOLDEN, type GoldenRow, wrongIn } from './golden.ts'

/** Rows known to come back otherwise; a list that only shrinks. */
const KNOWN: readonly string[] = parse(readFileSync(join(import.meta.dirname, 'golden-failures.yaml'), 'utf8'))

const nameOf = ({ before = [], ask }: GoldenRow): string => [...before, ask].join(' → ')

describe.each([...Map.groupBy(GOLDEN, ({ operation }) => operation)])('%s', (_operation, rows) => {
  test.each(rows.map((row) => [nameOf(row), row] as const))('%s', async (name, row) => {
    const reply = await askRow(row)
    const wrong = wrongIn(row, reply)
    if (!KNOWN.includes(name)) return expect(wrong, row.why).toEqual([])
    expect(wrong, 'now comes back right: take it off golden-failures.yaml').not.toEqual([])
    // Too cautious may be forgiven for a while; a false result never.
    expect(wrong.filter((one) => one.startsWith('says '))).toEqual([])
  })
})

test('the list of known failures names rows that exist', () => {
  const names = new Set(GOLDEN.map(nameOf))
  expect(KNOWN.filter((name) => !names.has(name))).toEqual([])
})

test('the table covers each operation in both languages, and enough that must be refused', () => {
  expect(GOLDEN.length).toBeGreaterThanOrEqual(150)
  expect(GOLDEN.filter(({ refused }) => refused !== undefined).length).toBeGreaterThanOrEqual(60)
  for (const [operation, rows] of Map.groupBy(GOLDEN, (row) => row.operation)) {
    const chinese = rows.filter(({ ask }) => /\p{Script=Han}/u.test(ask)).length
    expect(chinese, operation).toBeGreaterThan(2)
    expect(rows.length - chinese, operation).toBeGreaterThan(2)
  }
})
