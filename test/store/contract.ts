/** What every store must do, whichever engine is behind it. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type StoreOptions } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { SECRET } from './secret.ts'

export type Engine = {
  name: string
  begin?(): Promise<void>
  end?(): Promise<void>
  /** The address of an empty store. */
  fresh(): Promise<string>
}

const DAY = 86_400_000
const ENTRY = { entry: 'online-crime-2021', version: 'abcdef' }

export function keepsTheContract(engine: Engine): void {
  describe(`${engine.name} keeps the contract`, () => {
    let address: string
    let store: Store
    let clock: number
    const opened: Store[] = []
    const open = async (options: StoreOptions = {}): Promise<Store> => {
      const one = await openStore(address, { secret: SECRET, now: () => clock, ...options })
      opened.push(one)
      return one
    }

    beforeAll(async () => engine.begin?.())
    afterAll(async () => engine.end?.())
    beforeEach(async () => {
      clock = Date.parse('2026-11-25T10:00:00Z')
      address = await engine.fresh()
      store = await open()
    })
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close()
    })
    /** What was kept, seen by a program that starts later. */
    const reopened = async (): Promise<Store> => {
      await store.close()
      opened.splice(opened.indexOf(store), 1)
      store = await open()
      return store
    }

    describe('settings', () => {
      const SET = { language: 'zh-Hans', threads: ['42'], buttons: false, cooldown: 5 }

      test('are what was set last, also after a restart', async () => {
        expect(await store.settings.recall('telegram:-1')).toBeUndefined()
        await store.settings.remember('telegram:-1', SET)
        expect(await store.settings.recall('telegram:-1')).toEqual(SET)
        await store.settings.remember('telegram:-1', { ...SET, cooldown: 60 })
        expect(await (await reopened()).settings.recall('telegram:-1')).toEqual({ ...SET, cooldown: 60 })
        expect(await store.settings.recall('telegram:-2')).toBeUndefined()
      })

      test('follow a place to its other id, once, and never over newer ones', async () => {
        const { settings } = store
        await settings.remember('a', SET)
        await settings.move('a', 'b')
        await settings.move('a', 'b')
        expect(await settings.recall('b')).toEqual(SET)
        await settings.remember('b', { ...SET, cooldown: 15 })
        expect(await settings.recall('a')).toMatchObject({ cooldown: 15 })
        await settings.remember('c', { ...SET, cooldown: 60 })
        await settings.move('c', 'b')
        expect(await settings.recall('b')).toMatchObject({ cooldown: 15 })
        await settings.move('nowhere', 'd')
        expect(await settings.recall('d')).toBeUndefined()
      })

      test('go with the place, but not while another of its ids is in use', async () => {
        const { settings } = store
        await settings.remember('a', SET)
        await settings.move('a', 'b')
        await settings.forget('a')
        expect(await settings.recall('a')).toBeUndefined()
        expect(await settings.recall('b')).toEqual(SET)
        await settings.forget('b')
        expect(await settings.recall('b')).toBeUndefined()
        expect(await settings.all()).toEqual([])
        await settings.forget('b')
      })

      test('tell who changed what when, without naming anybody', async () => {
        const { settings } = store
        await settings.remember('a', SET, 'telegram:7')
        clock += 1000
        await settings.remember('a', { ...SET, cooldown: 60 }, 'telegram:8')
        clock += 1000
        await settings.remember('a', { ...SET, cooldown: 5 }, 'telegram:7')
        const changes = await settings.changes('a')
        expect(changes.map(({ key, value }) => [key, value]).slice(0, 2)).toEqual([
          ['cooldown', 5],
          ['cooldown', 60],
        ])
        expect(changes).toHaveLength(6)
        expect(changes[0]?.at).toEqual(new Date(clock))
        expect(changes[0]?.by).toBe(changes.at(-1)?.by)
        expect(changes[0]?.by).not.toBe(changes[1]?.by)
        expect(JSON.stringify(changes)).not.toMatch(/telegram/)
        expect(await settings.changes('b')).toEqual([])
      })

      test('that differ from their history where they are put back were changed by whoever did that', async () => {
        await store.settings.remember('a', SET, 'telegram:7')
        const [saved] = await store.settings.all()
        address = await engine.fresh()
        const other = await open()
        clock += 1000
        if (saved) await other.settings.restore([{ ...saved, settings: { ...SET, cooldown: 300 } }], 'cli:staff')
        const changes = await other.settings.changes('a')
        expect(changes[0]).toMatchObject({ key: 'cooldown', value: 300, at: new Date(clock) })
        expect(changes.slice(1)).toEqual(saved?.changes)
      })

      test('are carried over to another store with the same secret', async () => {
        const { settings } = store
        await settings.remember('a', SET, 'telegram:7')
        await settings.remember('b', { ...SET, cooldown: 60 })
        await settings.move('b', 'c')
        const saved = await settings.all()
        expect(saved).toHaveLength(2)
        address = await engine.fresh()
        const other = await open()
        await other.settings.remember('a', { ...SET, cooldown: 300 })
        await other.settings.restore(saved, 'cli:staff')
        await other.settings.restore(saved, 'cli:staff')
        expect(await other.settings.recall('a')).toEqual(SET)
        expect(await other.settings.recall('c')).toMatchObject({ cooldown: 60 })
        expect(await other.settings.all()).toEqual(saved)
      })
    })

    describe('deliveries', () => {
      test('are claimed once, also by a program that starts later', async () => {
        expect(await store.deliveries.claim('telegram:1')).toBe(true)
        await store.deliveries.settle('telegram:1')
        expect(await store.deliveries.claim('telegram:1')).toBe(false)
        expect(await (await reopened()).deliveries.claim('telegram:1')).toBe(false)
        expect(await store.deliveries.claim('telegram:2')).toBe(true)
      })

      test('are given back', async () => {
        await store.deliveries.claim('telegram:1')
        await store.deliveries.release('telegram:1')
        expect(await store.deliveries.claim('telegram:1')).toBe(true)
        await store.deliveries.settle('telegram:1')
        await store.deliveries.release('telegram:1')
        expect(await store.deliveries.claim('telegram:1')).toBe(true)
      })

      test('one of two processes that claim at once gets it, and the other waits for how it ends', async () => {
        const other = await open()
        for (let round = 0; round < 20; round++) {
          const claims = [store, other].map(({ deliveries }) => deliveries.claim(`telegram:${round}`))
          const first = await Promise.race(claims)
          expect(first).toBe(true)
          await store.deliveries.settle(`telegram:${round}`)
          expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1)
        }
      })

      test('of a process that died before it settled them go to the next', async () => {
        await store.deliveries.claim('telegram:1')
        const next = (await open()).deliveries.claim('telegram:1')
        await pause(20)
        clock += 10_000
        expect(await next).toBe(true)
      })
    })

    describe('votes', () => {
      test('count once for each person, and may be changed', async () => {
        const { votes } = store
        const vote = { ...ENTRY, person: 'telegram:7' }
        expect(await votes.record({ ...vote, right: true })).toBe(true)
        expect(await votes.record({ ...vote, right: true })).toBe(false)
        expect(await votes.record({ ...vote, right: false })).toBe(true)
        expect(await votes.record({ ...vote, person: 'telegram:8', right: false })).toBe(true)
        expect(await votes.record({ ...vote, person: 'telegram:9', right: true })).toBe(true)
        const first = new Date(clock)
        clock += 1000
        expect(await votes.record({ ...vote, version: 'fedcba', right: true })).toBe(true)
        expect(await (await reopened()).votes.tally()).toEqual([
          { ...ENTRY, right: 1, wrong: 2, reasons: {}, last: first },
          { ...ENTRY, version: 'fedcba', right: 1, wrong: 0, reasons: {}, last: new Date(clock) },
        ])
      })

      test('that say wrong may say why; a change of mind takes the reason back', async () => {
        const { votes } = store
        const vote = { ...ENTRY, person: 'telegram:7' }
        expect(await votes.explain({ ...vote, reason: 'outdated' })).toBe(false)
        await votes.record({ ...vote, right: false })
        expect(await votes.explain({ ...vote, reason: 'outdated' })).toBe(true)
        expect((await votes.tally())[0]?.reasons).toEqual({ outdated: 1 })
        await votes.record({ ...vote, right: true })
        expect(await votes.explain({ ...vote, reason: 'outdated' })).toBe(false)
        expect((await votes.tally())[0]?.reasons).toEqual({})
      })
    })

    test('unanswered questions are grouped, counted and forgotten', async () => {
      const { unanswered } = store
      const note = { group: 'en bail online', text: 'is there bail', language: 'en', reason: 'not-known', days: 30 }
      await unanswered.note(note)
      clock += 20 * DAY
      await unanswered.note({ ...note, text: 'bail?' })
      await unanswered.note({ ...note, group: 'zh 保释', text: '保释', language: 'zh-Hans' })
      expect(await unanswered.list()).toEqual([
        {
          text: 'is there bail',
          language: 'en',
          reason: 'not-known',
          count: 2,
          first: '2026-11-25',
          last: '2026-12-15',
        },
        { text: '保释', language: 'zh-Hans', reason: 'not-known', count: 1, first: '2026-12-15', last: '2026-12-15' },
      ])
      clock += 30 * DAY
      expect(await unanswered.list()).toEqual([])
      expect(await store.prune()).toBe(2)
    })

    describe('answers', () => {
      const ANSWER = { message: 'telegram:1:9', sent: 'telegram:1:9 somehow', asked: 'telegram:1:8', version: 'abcdef' }

      test('are found by the question, and by what they rest on', async () => {
        const { answers } = store
        await answers.record({ ...ANSWER, rests: ['online-crime-2021', 'a'], language: 'zh-Hant' })
        clock += 1000
        await answers.record({
          ...ANSWER,
          message: 'telegram:1:11',
          sent: 'second',
          asked: 'telegram:1:10',
          rests: ['a-b'],
        })
        expect(await answers.answerTo('telegram:1:8')).toBe(ANSWER.sent)
        expect(await answers.answerTo('telegram:1:7')).toBeUndefined()
        const { answers: later } = await reopened()
        expect(await later.restingOn(['online-crime-2021'])).toEqual([
          {
            key: expect.any(String),
            ...{ sent: ANSWER.sent, rests: ['a', 'online-crime-2021'], version: 'abcdef', language: 'zh-Hant' },
            at: new Date(clock - 1000),
          },
        ])
        expect((await later.restingOn(['a', 'a-b'])).map(({ sent, language }) => [sent, language])).toEqual([
          ['second', undefined],
          [ANSWER.sent, 'zh-Hant'],
        ])
        expect(await later.restingOn(['online-crime'])).toEqual([])
        expect(await later.restingOn([])).toEqual([])
        expect(await later.uses()).toEqual([
          { id: 'a', times: 1, last: new Date(clock - 1000) },
          { id: 'a-b', times: 1, last: new Date(clock) },
          { id: 'online-crime-2021', times: 1, last: new Date(clock - 1000) },
        ])
      })

      test('that take the place of another keep its question and its person', async () => {
        const { answers, people } = store
        await answers.record({ ...ANSWER, person: 'telegram:7', rests: ['a'] })
        await answers.record({ message: ANSWER.message, sent: 'anew', rests: ['b', 'a'], version: 'fedcba' })
        expect(await answers.answerTo(ANSWER.asked)).toBe('anew')
        expect(await answers.restingOn(['a'])).toMatchObject([{ rests: ['a', 'b'], version: 'fedcba' }])
        expect(await people.about('telegram:7')).toMatchObject({ answers: 1 })
        expect((await answers.uses()).map(({ id, times }) => [id, times])).toEqual([
          ['a', 2],
          ['b', 1],
        ])
      })

      test('that are gone are found no more; one that was put in their place is', async () => {
        const { answers } = store
        await answers.record({ ...ANSWER, rests: ['a'] })
        const [before] = await answers.restingOn(['a'])
        if (!before) throw new Error('nothing rests on it')
        expect(JSON.stringify(before.key)).not.toContain('telegram')
        await answers.record({ ...ANSWER, rests: ['a'], version: 'fedcba' })
        await answers.gone(before)
        const [after] = await answers.restingOn(['a'])
        expect(after).toMatchObject({ version: 'fedcba' })
        if (after) await answers.gone(after)
        expect(await answers.restingOn(['a'])).toEqual([])
      })

      test('are forgotten when their time is over; how often something was used is not', async () => {
        const { answers } = store
        await answers.record({ ...ANSWER, rests: ['a'] })
        await answers.record({ ...ANSWER, message: 'other', asked: 'other', rests: [] })
        clock += 3 * DAY
        await store.prune()
        expect(await answers.answerTo('other')).toBeUndefined()
        expect(await answers.answerTo(ANSWER.asked)).toBe(ANSWER.sent)
        clock += 88 * DAY
        await store.prune()
        expect(await answers.restingOn(['a'])).toEqual([])
        expect(await answers.uses()).toHaveLength(1)
      })
    })

    describe('a pause', () => {
      test('holds until it is ended, and who, when and why are kept', async () => {
        const { pauses } = store
        expect(await pauses.current()).toBeUndefined()
        const begun = await pauses.pause('cli:staff', 'a figure is wrong')
        expect(begun).toMatchObject({ reason: 'a figure is wrong', at: new Date(clock), resumedAt: null })
        expect(await pauses.pause('cli:other', 'again')).toBeUndefined()
        expect(await (await reopened()).pauses.current()).toEqual(begun)
        clock += 1000
        await store.pauses.resume('cli:other')
        expect(await store.pauses.resume('cli:other')).toBeUndefined()
        expect(await store.pauses.current()).toBeUndefined()
        await store.pauses.pause('cli:staff', 'another')
        const history = await store.pauses.history()
        expect(history.map(({ reason }) => reason)).toEqual(['another', 'a figure is wrong'])
        expect(history[1]).toMatchObject({ by: begun?.by, resumedAt: new Date(clock) })
        expect(history[1]?.resumedBy).not.toBe(begun?.by)
        expect(JSON.stringify(history)).not.toMatch(/cli:/)
      })

      test('begun by two at once is one', async () => {
        const other = await open()
        const begun = await Promise.all([store, other].map(({ pauses }) => pauses.pause('cli:staff', 'x')))
        expect(begun.filter(Boolean)).toHaveLength(1)
      })
    })

    test('a person is told what is kept, and it is gone at once when they say so', async () => {
      const ann = 'telegram:7'
      await store.votes.record({ ...ENTRY, person: ann, right: true })
      await store.votes.record({ ...ENTRY, person: 'telegram:8', right: true })
      await store.answers.record({ message: 'm', sent: 's', asked: 'q', person: ann, rests: ['a'], version: 'v' })
      await store.settings.remember('a', { cooldown: 5 }, ann)
      const kept = { votes: 1, answers: 1, changes: 1, conversations: 0 }
      expect(await store.people.about(ann)).toEqual(kept)
      expect(await store.people.forget(ann)).toEqual(kept)
      expect(await store.people.about(ann)).toEqual({ votes: 0, answers: 0, changes: 0, conversations: 0 })
      expect(await store.answers.answerTo('q')).toBeUndefined()
      expect(await store.settings.recall('a')).toEqual({ cooldown: 5 })
      expect(await store.settings.changes('a')).toMatchObject([{ by: null }])
      expect(await store.people.about('telegram:8')).toMatchObject({ votes: 1 })
    })

    describe('several processes', () => {
      /** Seen within a second, as is promised. */
      const within = async (holds: () => Promise<boolean>): Promise<void> => {
        const end = performance.now() + 1000
        while (!(await holds())) {
          if (performance.now() > end) throw new Error('not within a second')
          await pause(20)
        }
      }

      test('see each other’s changes of settings', async () => {
        const other = await open()
        await store.settings.remember('a', { cooldown: 5 })
        await store.settings.move('a', 'b')
        expect(await other.settings.recall('a')).toEqual({ cooldown: 5 })
        expect(await other.settings.recall('b')).toEqual({ cooldown: 5 })
        await store.settings.remember('b', { cooldown: 60 })
        await within(async () => (await other.settings.recall('a'))?.cooldown === 60)
        await within(async () => (await other.settings.recall('b'))?.cooldown === 60)
        await store.settings.forget('b')
        await within(async () => (await other.settings.recall('b')) === undefined)
      })

      test('pause and go on together', async () => {
        const other = await open()
        expect(await other.pauses.current()).toBeUndefined()
        await store.pauses.pause('cli:staff', 'x')
        await within(async () => (await other.pauses.current()) !== undefined)
        await other.pauses.resume('cli:staff')
        await within(async () => (await store.pauses.current()) === undefined)
      })

      test('may start at the same time on an empty store', async () => {
        address = await engine.fresh()
        const stores = await Promise.all(Array.from({ length: 4 }, () => open()))
        await stores[0]?.settings.remember('a', { cooldown: 5 })
        expect(await stores[3]?.settings.recall('a')).toEqual({ cooldown: 5 })
      })

      test('must know the same secret', async () => {
        await expect(openStore(address, { secret: 'another secret, just as long as that one' })).rejects.toThrow(
          /made with another STORE_SECRET/,
        )
      })
    })

    test('no id of a person, a place or a message stands in it', async () => {
      // Held by the scan over every table and file after a week of talk; here every verb, told what to look for.
      await store.settings.remember('telegram:-100777', { threads: ['555001'] }, 'telegram:555002')
      await store.deliveries.claim('telegram:1:555003')
      await store.votes.record({ ...ENTRY, person: 'telegram:555004', right: true })
      await store.answers.record({
        ...{ message: 'telegram:1:555005', sent: 'telegram:1:555005 x', asked: 'telegram:1:555006' },
        ...{ person: 'telegram:555007', rests: ['a'], version: 'v' },
      })
      await store.pauses.pause('telegram:555008', 'why')
      await store.conversations?.remember(
        'telegram:555009',
        { said: 'secret 555010' },
        { person: 'telegram:555011', minutes: 30 },
      )
      const { dump } = await import('./dump.ts')
      expect(await dump(address)).not.toMatch(/5550\d\d|100777/)
      expect(await dump(address)).toMatch(/why/)
    })
  })
}
