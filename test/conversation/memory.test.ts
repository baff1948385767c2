/** What is remembered of a chat, and for how long. */
import { describe, expect, test } from 'vitest'
import { buildMemory, type Memory, type Remembered } from '../../src/conversation/memory.ts'

const MINUTE = 60_000
const what = (question: string): Remembered => ({
  asked: { text: question, before: undefined },
  choices: [],
  sources: [],
  entries: [],
})

/** Private chats, each with one person. */
const recalled = async (memory: Memory, conversation: string) => (await memory.recall({ conversation })).asked?.text

describe('memory', () => {
  test('knows nothing of a conversation that has not begun', async () => {
    expect(await buildMemory().recall({ conversation: 'a' })).toEqual({ choices: [], sources: [], entries: [] })
  })

  test('keeps the last of each conversation apart', async () => {
    const memory = buildMemory()
    await memory.remember({ conversation: 'a' }, what('one'))
    await memory.remember({ conversation: 'b' }, what('two'))
    await memory.remember({ conversation: 'a' }, what('three'))
    expect(await recalled(memory, 'a')).toBe('three')
    expect(await recalled(memory, 'b')).toBe('two')
  })

  test('forgets after the given silence, counted from the last message', async () => {
    let clock = 0
    const memory = buildMemory({ minutes: 30, now: () => clock })
    await memory.remember({ conversation: 'a' }, what('one'))
    clock = 20 * MINUTE
    await memory.remember({ conversation: 'a' }, what('two'))
    clock = 49 * MINUTE
    expect(await recalled(memory, 'a')).toBe('two')
    clock = 50 * MINUTE
    expect(await recalled(memory, 'a')).toBeUndefined()
  })

  test('holds no more conversations than it may, and lets go of the one silent for longest', async () => {
    const memory = buildMemory({ most: 3 })
    for (const name of ['a', 'b', 'c']) await memory.remember({ conversation: name }, what(name))
    await memory.remember({ conversation: 'a' }, what('again'))
    await memory.remember({ conversation: 'd' }, what('d'))
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((name) => recalled(memory, name)))).toEqual([
      'again',
      undefined,
      'c',
      'd',
    ])
  })

  test('stays bounded under ten thousand chats', async () => {
    const memory = buildMemory({ most: 100 })
    for (let index = 0; index < 10_000; index++) await memory.remember({ conversation: `chat:${index}` }, what('x'))
    const kept = await Promise.all(Array.from({ length: 10_000 }, (_, index) => recalled(memory, `chat:${index}`)))
    expect(kept.filter((text) => text !== undefined)).toHaveLength(100)
  })

  test('forgets a person everywhere, and nobody else', async () => {
    const memory = buildMemory()
    await memory.remember({ conversation: 'group:1:ann', person: 'ann' }, what('one'))
    await memory.remember({ conversation: 'group:2:ann', person: 'ann' }, what('two'))
    await memory.remember({ conversation: 'group:1:bob', person: 'bob' }, what('three'))
    expect(await memory.count({ conversation: 'ann', person: 'ann' })).toBe(2)
    expect(await memory.forget({ conversation: 'ann', person: 'ann' })).toBe(2)
    expect(await recalled(memory, 'group:1:ann')).toBeUndefined()
    expect(await recalled(memory, 'group:1:bob')).toBe('three')
  })

  test('forgets the conversation that it is told in, where the platform names nobody', async () => {
    const memory = buildMemory()
    await memory.remember({ conversation: 'a' }, what('one'))
    await memory.remember({ conversation: 'b' }, what('two'))
    expect(await memory.forget({ conversation: 'a' })).toBe(1)
    expect(await recalled(memory, 'b')).toBe('two')
  })
})
