/** What is remembered of a chat, and for how long. */
import { describe, expect, test } from 'vitest'
import { buildMemory, type Remembered } from '../../src/conversation/memory.ts'

const MINUTE = 60_000
const what = (question: string): Remembered => ({
  asked: { text: question, before: undefined },
  choices: [],
  sources: [],
  entries: [],
})

describe('memory', () => {
  test('knows nothing of a conversation that has not begun', () => {
    expect(buildMemory().recall('a')).toEqual({ choices: [], sources: [], entries: [] })
  })

  test('keeps the last of each conversation apart', () => {
    const memory = buildMemory()
    memory.remember('a', what('one'))
    memory.remember('b', what('two'))
    memory.remember('a', what('three'))
    expect(memory.recall('a').asked?.text).toBe('three')
    expect(memory.recall('b').asked?.text).toBe('two')
  })

  test('forgets after the given silence, counted from the last message', () => {
    let clock = 0
    const memory = buildMemory({ minutes: 30, now: () => clock })
    memory.remember('a', what('one'))
    clock = 20 * MINUTE
    memory.remember('a', what('two'))
    clock = 49 * MINUTE
    expect(memory.recall('a').asked?.text).toBe('two')
    clock = 50 * MINUTE
    expect(memory.recall('a').asked?.text).toBeUndefined()
  })

  test('holds no more conversations than it may, and lets go of the one silent for longest', () => {
    const memory = buildMemory({ most: 3 })
    for (const name of ['a', 'b', 'c']) memory.remember(name, what(name))
    memory.remember('a', what('again'))
    memory.remember('d', what('d'))
    expect(['a', 'b', 'c', 'd'].map((name) => memory.recall(name).asked?.text)).toEqual(['again', undefined, 'c', 'd'])
  })

  test('stays bounded under ten thousand chats', () => {
    const memory = buildMemory({ most: 100 })
    for (let index = 0; index < 10_000; index++) memory.remember(`chat:${index}`, what('x'))
    const kept = Array.from({ length: 10_000 }, (_, index) => memory.recall(`chat:${index}`)).filter(
      ({ asked }) => asked !== undefined,
    )
    expect(kept).toHaveLength(100)
  })
})
