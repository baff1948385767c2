/**
 * What a matcher was given, cut into words once: entries in the order of their ids, their texts (phrasings first, then what they say), and the
 * words of each text as numbers. Adding and removing copies what stays and cuts only texts that are new.
 */
import { growing, packed, push } from './growing.ts'
import { copyOf, emptyTable, find, hashOf, intern, type Table } from './hash.ts'
import type { MatchEntry } from './matcher.ts'
import { countOf, type PackedStrings, packStrings, stringAt } from './packed-strings.ts'
import type { Word } from './words.ts'

export type Store = {
  ids: PackedStrings
  texts: PackedStrings
  /** Texts `textStarts[e]` to `textStarts[e + 1]` are those of entry e, of which those before `saidStarts[e]` are phrasings. */
  textStarts: Uint32Array
  saidStarts: Uint32Array
  /** Forms of the words in each text, each word once, in order. */
  formStarts: Uint32Array
  forms: Uint32Array
  lexicon: FormLexicon
}

/** Every form of every word: "fines" and "fine" are two forms of one word. */
export type FormLexicon = {
  byForm: Table
  byWord: Table
  strings: PackedStrings
  wordOf: Uint32Array
  /** Bits of `IS_CONTENT` and `IS_LATIN`. */
  flags: Uint8Array
}

export const IS_CONTENT = 1
export const IS_LATIN = 2

const FORM_SEED = 0x6c62272e
const WORD_SEED = 0x27d4eb2f
export const formHash = (text: string): number => hashOf(text, FORM_SEED)
export const wordHash = (key: string): number => hashOf(key, WORD_SEED)

export const entryCountOf = (store: Store): number => countOf(store.ids)

export const emptyStore = (): Store => ({
  ids: packStrings([]),
  texts: packStrings([]),
  textStarts: new Uint32Array(1),
  saidStarts: new Uint32Array(0),
  formStarts: new Uint32Array(1),
  forms: new Uint32Array(0),
  lexicon: {
    byForm: emptyTable(),
    byWord: emptyTable(),
    strings: packStrings([]),
    wordOf: new Uint32Array(0),
    flags: new Uint8Array(0),
  },
})

/** `known`: where the store has an entry of this id; without `given` it stays as it is there. */
type Draft = { known: number | undefined; given?: { phrasings: readonly string[]; said: readonly string[] } }

/** The store without the entries of `removed`, with those of `added` in the place of any that have the same id. */
export function changeStore(
  store: Store,
  added: readonly MatchEntry[],
  removed: ReadonlySet<string>,
  cut: (text: string) => Word[],
): Store {
  const drafts = new Map<string, Draft>()
  for (let entry = 0; entry < entryCountOf(store); entry++) {
    const id = stringAt(store.ids, entry)
    if (!removed.has(id)) drafts.set(id, { known: entry })
  }
  for (const [id, entries] of Map.groupBy(added, ({ id }) => id)) {
    const phrasings = sortedOnce(entries.flatMap((entry) => entry.phrasings))
    const said = sortedOnce(entries.flatMap(({ text }) => text ?? []))
    drafts.set(id, { known: drafts.get(id)?.known, given: { phrasings, said } })
  }
  const ids = [...drafts.keys()].sort()
  const texts: string[] = []
  const textStarts = new Uint32Array(ids.length + 1)
  const saidStarts = new Uint32Array(ids.length)
  const formStarts = growing(new Uint32Array(1024))
  const forms = growing(new Uint32Array(1024))
  const lexicon = openLexicon(store.lexicon)
  push(formStarts, 0)
  for (const [index, id] of ids.entries()) {
    const { known, given } = drafts.get(id) as Draft
    const cutBefore = textsOf(store, known)
    if (given) {
      saidStarts[index] = texts.length + given.phrasings.length
      const placeOf = new Map(cutBefore.map((place) => [stringAt(store.texts, place), place]))
      for (const text of [...given.phrasings, ...given.said]) take(text, placeOf.get(text))
    } else {
      saidStarts[index] = texts.length + (store.saidStarts[known ?? 0] as number) - (cutBefore[0] ?? 0)
      for (const place of cutBefore) take(stringAt(store.texts, place), place)
    }
    textStarts[index + 1] = texts.length
  }
  return {
    ids: packStrings(ids),
    texts: packStrings(texts),
    textStarts,
    saidStarts,
    formStarts: packed(formStarts),
    forms: packed(forms),
    lexicon: lexicon.close(),
  }

  /** @param place where the store has its words, if it has them */
  function take(text: string, place: number | undefined): void {
    texts.push(text)
    if (place === undefined) {
      const words = new Map(cut(text).map((word) => [word.key, word]))
      for (const word of words.values()) push(forms, lexicon.formOf(word))
    } else {
      const end = store.formStarts[place + 1] as number
      for (let at = store.formStarts[place] as number; at < end; at++) push(forms, store.forms[at] as number)
    }
    push(formStarts, forms.length)
  }
}

/** Where the texts of an entry stand. */
function textsOf({ textStarts }: Store, entry: number | undefined): number[] {
  if (entry === undefined) return []
  const from = textStarts[entry] as number
  return Array.from({ length: (textStarts[entry + 1] as number) - from }, (_, index) => from + index)
}

/** In an order of its own, so that the order in which it was given cannot matter. */
const sortedOnce = (texts: readonly string[]): string[] => [...new Set(texts)].sort()

/** A lexicon that takes in new forms; the one it started from stays as it was. */
function openLexicon(from: FormLexicon) {
  const byForm = copyOf(from.byForm)
  const byWord = copyOf(from.byWord)
  const strings = Array.from({ length: countOf(from.strings) }, (_, form) => stringAt(from.strings, form))
  const wordOf = Array.from(from.wordOf)
  const flags = Array.from(from.flags)
  return {
    formOf({ text, key, isContent, isLatin }: Word): number {
      const form = intern(byForm, formHash(text))
      if (form === strings.length) {
        strings.push(text)
        wordOf.push(intern(byWord, wordHash(key)))
        flags.push((isContent ? IS_CONTENT : 0) | (isLatin ? IS_LATIN : 0))
      }
      return form
    },
    close: (): FormLexicon => ({
      byForm,
      byWord,
      strings: packStrings(strings),
      wordOf: Uint32Array.from(wordOf),
      flags: Uint8Array.from(flags),
    }),
  }
}

/** The entries again, as the store keeps them: in order, each phrasing once. */
export function entriesOf({ ids, texts, textStarts, saidStarts }: Store): MatchEntry[] {
  const between = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, index) => stringAt(texts, from + index))
  return Array.from(saidStarts, (said, entry) => ({
    id: stringAt(ids, entry),
    phrasings: between(textStarts[entry] as number, said),
    text: between(said, textStarts[entry + 1] as number),
  }))
}

export const wordOf = (store: Store, key: string): number => find(store.lexicon.byWord, wordHash(key))
