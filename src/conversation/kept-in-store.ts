/**
 * What outlasts a message, kept in the store. While the store is gone the bot goes on answering with what it knows: what was read before holds,
 * what has to be noted is noted later, and what a person wants saved is refused (`StoreUnavailable`), for them to be told.
 */
import { StoreUnavailable } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { deliveriesInMemory } from './deliveries.ts'
import type { Kept } from './kept.ts'
import type { Ledger } from './ledger.ts'
import { buildMemory, type Memory, MINUTES, type Remembered, whoseOf } from './memory.ts'
import { DEFAULTS, readSettings, type SettingsStore } from './settings.ts'
import { NO_NOTES } from './unanswered.ts'
import { type WhenBack, whenBack } from './when-back.ts'

/** @param unansweredDays for how long questions without an answer are kept; 0: none are */
export function keptInStore(store: Store, { unansweredDays }: { unansweredDays: number }): Kept {
  const later = whenBack()
  const memory = memoryIn(store)
  const { votes, pauses, people, unanswered } = store
  return {
    settings: settingsIn(store, later),
    memory,
    feedback: votes,
    deliveries: deliveriesIn(store, later),
    ledger: ledgerIn(store, later),
    pauses: {
      isPaused: () => unlessGone(async () => (await pauses.current()) !== undefined, false),
      pause: async (by, reason) => (await pauses.pause(by, reason)) !== undefined,
      resume: async (by) => (await pauses.resume(by)) !== undefined,
    },
    people: {
      about: async (talk) => ({
        ...(await people.about(whoseOf(talk))),
        conversations: await memory.count(talk),
      }),
      forget: async (talk) => {
        const conversations = await memory.forget(talk)
        return { ...(await people.forget(whoseOf(talk))), conversations }
      },
    },
    unanswered:
      unansweredDays > 0
        ? { note: (question) => later(() => unanswered.note({ ...question, days: unansweredDays })) }
        : NO_NOTES,
    retention: { ...store.retention, unanswered: unansweredDays, sharesTalks: store.conversations !== undefined },
  }
}

async function unlessGone<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof StoreUnavailable) return otherwise
    throw error
  }
}

function settingsIn({ settings }: Store, later: WhenBack): SettingsStore {
  return {
    recall: async (place) => {
      const found = await unlessGone(() => settings.recall(place), undefined)
      return found && readSettings(found)
    },
    // What a newer version of the program has set besides stays.
    remember: async (place, now, by) =>
      settings.remember(place, { ...(await settings.recall(place)), ...now }, by, DEFAULTS),
    forget: (place) => later(() => settings.forget(place)),
    move: (from, to) => later(() => settings.move(from, to)),
  }
}

function deliveriesIn({ deliveries }: Store, later: WhenBack) {
  /** What comes again to this process is known even where the store could not be asked. */
  const here = deliveriesInMemory()
  return {
    async claim(delivery: string) {
      const claimed = await unlessGone(() => deliveries.claim(delivery), true)
      return claimed && here.claim(delivery)
    },
    settle: (delivery: string) => later(() => deliveries.settle(delivery)),
    async release(delivery: string) {
      await here.release(delivery)
      await later(() => deliveries.release(delivery))
    },
  }
}

function ledgerIn({ answers }: Store, later: WhenBack): Ledger {
  return {
    delivered: ({ reply, person, ...standing }) => {
      const { entries, figures, version = '', language } = reply
      // An entry may state figures that are none of its own.
      const rests = [...entries, ...figures.map(({ id }) => id)]
      // What rests on nothing will never be corrected: nobody needs to know for whom it was.
      const whose = rests.length > 0 ? { person } : {}
      return later(() => answers.record({ ...standing, ...whose, rests, version, language }))
    },
    answerTo: (asked) => unlessGone(() => answers.answerTo(asked), undefined),
  }
}

/** Where several processes share the store, a talk may go on in any of them. */
function memoryIn({ conversations: shared }: Store): Memory {
  const own = buildMemory()
  if (!shared) return own
  return {
    async recall(talk) {
      const found = await unlessGone(() => shared.recall(talk.conversation), undefined)
      return (found as Remembered | undefined) ?? own.recall(talk)
    },
    async remember(talk, what) {
      const { conversation, person } = talk
      try {
        await shared.remember(conversation, what, { person, minutes: MINUTES })
        await own.forget({ conversation })
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        await own.remember(talk, what)
      }
    },
    forget: async (talk) => {
      const here = await own.forget(talk)
      return here + (await shared.forget(talk.conversation, talk.person))
    },
    count: async (talk) => (await own.count(talk)) + (await shared.count(talk.conversation, talk.person)),
  }
}
