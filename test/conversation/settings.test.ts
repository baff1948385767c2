/** What admins may set, and the buttons with which they do. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveriesInMemory } from '../../src/conversation/deliveries.ts'
import { feedbackInMemory, REASONS } from '../../src/conversation/feedback.ts'
import { type Press, readPress, writePress } from '../../src/conversation/press.ts'
import { changed, DEFAULTS, readSettings, settings, settingsInMemory } from '../../src/conversation/settings.ts'

describe('a setting pressed again and again', () => {
  test.each([
    ['language', ['auto', 'en', 'zh-Hans', 'zh-Hant', 'auto']],
    ['speak', ['addressed', 'questions', 'commands', 'addressed']],
    ['audience', ['everyone', 'asker', 'everyone']],
    ['buttons', [true, false, true]],
    ['cooldown', [0, 5, 15, 60, 300, 0]],
  ] as const)('%s goes through its values and round again', (key, values) => {
    let now = DEFAULTS
    for (const [index, value] of values.entries()) {
      if (index > 0) now = changed(now, key, undefined, {}) ?? now
      expect(now[key]).toBe(value)
      expect(settings.parse(now)).toEqual(now)
    }
  })

  test('topics are added one by one, and all are let in again from one that is', () => {
    const one = changed(DEFAULTS, 'threads', undefined, { thread: '1' })
    expect(one?.threads).toEqual(['1'])
    const two = one && changed(one, 'threads', undefined, { thread: '2' })
    expect(two?.threads).toEqual(['1', '2'])
    expect(two && changed(two, 'threads', undefined, { thread: '1' })?.threads).toEqual([])
    expect(two && changed(two, 'threads', undefined, {})?.threads).toEqual([])
  })

  test('from a value between the usual ones goes to the next greater one', () => {
    expect(changed({ ...DEFAULTS, cooldown: 20 }, 'cooldown', undefined, {})?.cooldown).toBe(60)
  })

  test('is not set to what can have no effect there', () => {
    const deaf = { hears: 'addressed' } as const
    expect(changed(DEFAULTS, 'speak', undefined, deaf)?.speak).toBe('commands')
    expect(changed(DEFAULTS, 'speak', 'questions', deaf)).toBeUndefined()
  })

  test.each([
    ['language', 'zh-Hant', { language: 'zh-Hant' }],
    ['audience', 'asker', { audience: 'asker' }],
    ['buttons', 'off', { buttons: false }],
    ['cooldown', '60', { cooldown: 60 }],
  ])('%s can be chosen by its value %s', (key, value, expected) => {
    expect(changed(DEFAULTS, key, value, {})).toEqual({ ...DEFAULTS, ...expected })
  })

  test.each([
    ['language', 'fr'],
    ['cooldown', '7'],
    ['buttons', 'maybe'],
  ])('%s takes no %s', (key, value) => {
    expect(changed(DEFAULTS, key, value, {})).toBeUndefined()
  })

  test('there is no other', () => {
    expect(changed(DEFAULTS, 'colour', undefined, {})).toBeUndefined()
  })
})

describe('what comes from outside', () => {
  test.each([
    { speak: 'always' },
    { language: 'fr' },
    { cooldown: -1 },
    { cooldown: 4000 },
    { threads: [1] },
    { colour: 'red' },
  ])('%j is refused', (given) => {
    expect(settings.safeParse(given).success).toBe(false)
  })

  test('nothing is the defaults', () => {
    expect(settings.parse({})).toEqual(DEFAULTS)
  })
})

describe('settings that another version of the program kept', () => {
  test('are read as far as this one knows them', () => {
    const kept = { speak: 'commands', colour: 'red', cooldown: -1, threads: ['1'] }
    expect(readSettings(kept)).toEqual({ ...DEFAULTS, speak: 'commands', threads: ['1'] })
    expect(readSettings({})).toEqual(DEFAULTS)
  })
})

describe('settings in memory', () => {
  test('move with their place, once, and never over newer ones', async () => {
    const kept = settingsInMemory()
    await kept.remember('a', { ...DEFAULTS, buttons: false })
    await kept.move('a', 'b')
    await kept.move('a', 'b')
    expect(await kept.recall('a')).toBeUndefined()
    expect((await kept.recall('b'))?.buttons).toBe(false)
    await kept.remember('c', { ...DEFAULTS, cooldown: 5 })
    await kept.move('c', 'b')
    expect(await kept.recall('b')).toMatchObject({ buttons: false, cooldown: 0 })
    await kept.forget('b')
    expect(await kept.recall('b')).toBeUndefined()
  })
})

describe('a button', () => {
  const language = fc.constantFrom('en' as const, 'zh-Hans' as const, 'zh-Hant' as const)
  const id = fc.stringMatching(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  const presses: fc.Arbitrary<Press> = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), id, language, replaces: fc.boolean() }),
    fc.record({ kind: fc.constant('sources' as const), ids: fc.array(id, { minLength: 1 }), language }),
    fc.record({
      kind: fc.constant('vote' as const),
      id,
      version: fc.stringMatching(/^[0-9a-f]{6}$/),
      right: fc.boolean(),
      language,
    }),
    fc.record({ kind: fc.constant('chart' as const), id, language }),
    fc.record({
      kind: fc.constant('why' as const),
      id,
      version: fc.stringMatching(/^[0-9a-f]{6}$/),
      reason: fc.constantFrom(...REASONS),
      language,
    }),
    fc.record({ kind: fc.constant('language' as const), language }),
    fc.record({ kind: fc.constant('set' as const), key: id, language }),
    fc.record({ kind: fc.constant('set' as const), key: id, value: id, language }),
    fc.record({ kind: fc.constant('share' as const), language }),
  )

  test('reads back what it wrote, in at most 64 bytes, or does not exist', () => {
    fc.assert(
      fc.property(presses, (press) => {
        const token = writePress(press)
        if (token === undefined) return
        expect(Buffer.byteLength(token)).toBeLessThanOrEqual(64)
        expect(readPress(token)).toEqual(press)
      }),
    )
  })

  test('of any other text is none, and nothing breaks', () => {
    fc.assert(fc.property(fc.string(), (token) => void readPress(token)))
    expect(['', '1', '1a', '1ax', '2ae:x', '1ze:x'].map(readPress)).toEqual(Array(6).fill(undefined))
  })
})

test('a vote counts once, and may be changed', async () => {
  const feedback = feedbackInMemory(2)
  const vote = { person: 'a', entry: 'x', version: '1', right: true }
  expect(await feedback.record(vote)).toBe(true)
  expect(await feedback.record(vote)).toBe(false)
  expect(await feedback.record({ ...vote, right: false })).toBe(true)
  expect(await feedback.record({ ...vote, version: '2' })).toBe(true)
  expect(await feedback.record({ ...vote, person: 'b' })).toBe(true)
})

test('a delivery is claimed once, until it is given back; the oldest are forgotten', async () => {
  const deliveries = deliveriesInMemory(2)
  expect(await deliveries.claim('a')).toBe(true)
  expect(await deliveries.claim('a')).toBe(false)
  await deliveries.release('a')
  expect(await deliveries.claim('a')).toBe(true)
  await deliveries.claim('b')
  await deliveries.claim('c')
  expect(await deliveries.claim('a')).toBe(true)
})
