/** Each broken file of the corpus, laid over a good base, is told of at its line and column, with its code and its mend. */
import { afterAll, describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../../src/knowledge/problem-codes.ts'
import { CASES, openBase } from './broken-files.ts'

const { checkOver, close } = openBase('2026-11-25')
afterAll(close)

/** What no single file shows: `disk.test.ts` has them. */
const OF_FOLDERS = ['no-folder', 'folder-loop', 'unreadable-file', 'file-too-large', 'missing-file']

describe('the corpus of broken files', () => {
  it('is laid over a base with nothing to find', () => {
    const { problems, remarks } = checkOver({})
    expect([...problems, ...remarks]).toEqual([])
  })

  it('shows every code at least once', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(120)
    const shown = new Set([...OF_FOLDERS, ...CASES.map(({ code }) => code)])
    expect(Object.keys(PROBLEM_CODES).filter((code) => !shown.has(code))).toEqual([])
  })

  it.each(CASES)('$name', ({ code, path, bytes, expected }) => {
    const { problems, remarks } = checkOver({ [path]: bytes })
    const told = [...problems, ...remarks].map(({ file, line, column, code, message, mend }) => {
      const place = file === path ? `${line}:${column}` : `${file}:${line}:${column}`
      return { place: `${place} ${code}`, words: `${message}\n${mend}` }
    })
    const inOrder = <T extends { place: string }>(list: T[]): T[] => list.sort((a, b) => (a.place < b.place ? -1 : 1))
    expect(inOrder(told)).toEqual(
      inOrder([...expected]).map(({ place, words }) => ({ place, words: expect.stringContaining(words) })),
    )
    expect(expected.map(({ place }) => place.split(' ')[1])).toContain(code)
  })
})
