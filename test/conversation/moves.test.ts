/** Which messages are about the conversation itself, and which are questions. */
import { describe, expect, test } from 'vitest'
import { type Move, readMove } from '../../src/conversation/moves.ts'

describe('a move', () => {
  test.each<[text: string, move: Move]>([
    ['/help', { kind: 'help' }],
    ['/HELP', { kind: 'help' }],
    ['/start', { kind: 'start', topic: '' }],
    ['/topics', { kind: 'topics' }],
    ['/figure', { kind: 'figure', parts: '' }],
    ['/figure telecom-fraud, 2021', { kind: 'figure', parts: 'telecom-fraud, 2021' }],
    ['/explain 282,000 people\nin 2021', { kind: 'explain', text: '282,000 people in 2021' }],
    ['/sources', { kind: 'sources' }],
    ['/quit', { kind: 'quit' }],
    ['/exit', { kind: 'quit' }],
    ['/unknown', { kind: 'help' }],
    ['/lang en', { kind: 'language', language: 'en', again: false }],
    ['/lang zh-Hans', { kind: 'language', language: 'zh-Hans', again: false }],
    ['/lang zh-hant', { kind: 'language', language: 'zh-Hant', again: false }],
    ['/lang', { kind: 'language', language: undefined, again: false }],
    ['/lang klingon', { kind: 'language', language: undefined, again: false }],
    ['in Chinese please', { kind: 'language', language: 'zh-Hans', again: true }],
    ['in english', { kind: 'language', language: 'en', again: true }],
    ['用英文说', { kind: 'language', language: 'en', again: true }],
    ['繁體中文', { kind: 'language', language: 'zh-Hant', again: true }],
    ['source?', { kind: 'sources' }],
    ['where is that from', { kind: 'sources' }],
    ['says who?', { kind: 'sources' }],
    ['来源', { kind: 'sources' }],
    ['出處？', { kind: 'sources' }],
    ['1', { kind: 'pick', index: 0 }],
    ['3.', { kind: 'pick', index: 2 }],
    ['#2', { kind: 'pick', index: 1 }],
    ['the second one', { kind: 'pick', index: 1 }],
    ['第三个', { kind: 'pick', index: 2 }],
    ['选2', { kind: 'pick', index: 1 }],
  ])('%s', (text, move) => {
    expect(readMove(text, 3)).toEqual(move)
  })
})

describe('no move', () => {
  test.each([
    '',
    'how many people were prosecuted for online crime in 2020',
    'is it a crime to copy an English source text',
    'what do the sources say about telecom fraud in 2023',
    '2020',
    '105658',
    '网络犯罪的来源是什么',
    'are there Chinese scammers',
  ])('%s', (text) => {
    expect(readMove(text, 3)).toBeUndefined()
  })

  test.each(['4', '0', '99', 'fifth'])('%s, which is none of the three choices', (text) => {
    expect(readMove(text, 3)?.kind).not.toBe('pick')
  })

  test('a number where nothing was offered', () => {
    expect(readMove('1', 0)?.kind).not.toBe('pick')
  })

  test('a text too long to be one is read in no time', () => {
    const start = performance.now()
    for (const text of ['and '.repeat(25_000), 'in '.repeat(30_000), '请'.repeat(100_000), `/${'a '.repeat(50_000)}`])
      readMove(text, 3)
    for (const text of [`${'and '.repeat(19)}x`, `${'in now '.repeat(11)}x`, `${'请麻烦'.repeat(26)}x`])
      readMove(text, 3)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
