/** Several folders as one knowledge base: a city's own numbers and words, in a folder of their own, over the national ones. */
import { join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Answerer, buildAnswerer } from '../../src/answering/answer.ts'
import { buildMemory } from '../../src/conversation/memory.ts'
import { type KnowledgeBase, originOf } from '../../src/knowledge/knowledge-base.ts'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { openKnowledge } from '../../src/knowledge/open.ts'
import { showProblem } from '../../src/knowledge/problem.ts'
import { buildTrial } from '../../src/workbench/try.ts'
import { ROOT, TODAY } from '../shipped.ts'
import { edited, type Files, goodBase, loadFiles, places } from './good-base.ts'

describe('a city over the nation', () => {
  const folders = ['knowledge', 'test/knowledge/our-city'].map((folder) => relative('.', join(ROOT, folder)))
  let knowledge: KnowledgeBase
  let answerer: Answerer
  beforeAll(async () => {
    const opened = await openKnowledge(folders)
    if (!opened.knowledge) throw new Error(opened.problems.map(showProblem).join('\n'))
    knowledge = opened.knowledge
    answerer = buildAnswerer(knowledge)
    // Nothing is in the cache yet, and the machine may be busy.
  }, 60_000)
  const ask = (question: string) =>
    buildTrial({ answerer, folders, previews: new Map(), memory: buildMemory(), today: () => TODAY })(question)

  test('adds a hotline and the entry that names it', async () => {
    expect(knowledge.hotlines.get('55501096')?.name.en).toBe('Riverton anti-fraud desk')
    for (const question of ['who do i call in riverton about a scam', '河湾市反诈中心的电话是多少']) {
      const { reply, entries } = await ask(question)
      expect(reply.text).toContain('55501096')
      expect(entries).toEqual([
        {
          id: 'riverton-anti-fraud-desk',
          at: expect.stringMatching(/our-city.guidance.riverton\.yaml:1$/),
          overrides: null,
        },
      ])
    }
  })

  test('overrides a whole entry, and says what it stands in the place of', async () => {
    expect(knowledge.hotlines.get('12348')?.name.en).toBe('Riverton legal advice line')
    const { reply, entries, steps } = await ask('free legal advice phone number')
    expect(reply.text).toContain('in Riverton it is answered on weekends')
    expect(entries[0]?.at).toMatch(/our-city.guidance.riverton\.yaml:\d+$/)
    expect(entries[0]?.overrides).toMatch(/^knowledge.guidance.reporting\.yaml:\d+$/)
    expect(steps.find(({ name }) => name === 'rests on')?.value).toMatch(/riverton\.yaml:\d+ {2}in place of knowledge/)
  })

  test('adds a place and figures of it', async () => {
    const { reply } = await ask('how many people were prosecuted for telecom fraud in riverton in 2025')
    expect(reply.figures).toMatchObject([{ id: 'riverton-telecom-fraud-2025', value: 217 }])
    expect(knowledge.concepts.places.map(({ id }) => id).slice(0, 1)).toEqual(['china'])
  })

  test('says a word of its own, and the rest as before', async () => {
    expect((await ask('/start')).reply.text).toContain('Hello from Riverton')
    expect((await ask('/help')).reply.text).toContain(knowledge.voice.help.en.slice(0, 40))
  })

  test('leaves everything else answered from the national folder', async () => {
    const { reply, entries } = await ask('how many people were prosecuted for online crime in 2020')
    expect(reply.figures[0]?.value).toBe(142000)
    expect(entries[0]).toMatchObject({ at: expect.stringMatching(/^knowledge.figures/), overrides: null })
  })

  test('is the same when it is taken up from the cache', () => {
    const read = loadKnowledge(folders, { bank: false }).knowledge
    expect(knowledge).toEqual(read)
  })
})

describe('an id in a later folder', () => {
  const CONCEPTS = 'concepts.yaml'
  const cityConcepts = `\
offences:
  - id: online-crime
    name: { en: crime online, zh: 网上犯罪 }
    words: { en: [online crime], zh: [网络犯罪] }
  - id: scam
    name: { en: scam, zh: 骗局 }
    words: { en: [scam], zh: [骗局] }
    part_of: [online-crimes]
`
  const over = (later: Files) => loadFiles(goodBase(), later)

  test('of another kind in the same namespace overrides as well', () => {
    const { problems, knowledge } = over({
      'glossary.yaml': `\
- id: what-is-fraud
  term: { en: fraud, zh: 诈骗罪 }
  words: { en: [], zh: [] }
  definition: { en: A lie for money., zh: 为钱撒谎。 }
  sources: [spp-2020]
  reviewed: 2026-11-23
`,
    })
    expect(problems).toEqual([])
    expect(knowledge?.guidance.has('what-is-fraud')).toBe(false)
    expect(knowledge && originOf('what-is-fraud', knowledge)).toMatchObject({ folder: 1, overrides: { folder: 0 } })
  })

  test('that the base has not is an addition', () => {
    const laws = '- id: civil-code\n  name: { en: Civil Code, zh: 民法典 }\n'
    const { problems, knowledge } = over({ 'laws.yaml': laws })
    expect(problems).toEqual([])
    expect([...(knowledge?.laws.keys() ?? [])]).toEqual(['criminal-law', 'civil-code'])
  })

  test('that stands there twice is a problem of that folder', () => {
    const hotline = goodBase()['hotlines.yaml'] ?? ''
    expect(places(over({ 'hotlines.yaml': hotline + hotline }))).toEqual(['hotlines.yaml:7:3 duplicate-id'])
  })

  test('takes its place in a list of concepts, and new ones come behind', () => {
    const { knowledge, problems } = over({ [CONCEPTS]: cityConcepts.replace('[online-crimes]', '[online-crime]') })
    expect(problems).toEqual([])
    expect(knowledge?.concepts.offences.map(({ id, name }) => [id, name.en])).toEqual([
      ['online-crime', 'crime online'],
      ['scam', 'scam'],
    ])
    expect(knowledge?.concepts.stages.map(({ id }) => id)).toEqual(['prosecuted', 'arrested'])
  })

  test('has its problems told at its own line', () => {
    expect(places(over({ [CONCEPTS]: cityConcepts }))).toEqual(['concepts.yaml:8:15 unknown-offence'])
    const base = edited(CONCEPTS, 'words: { en: [taiwan]', 'part_of: [asia]\n    words: { en: [taiwan]')
    const { problems } = loadFiles(base, { [CONCEPTS]: cityConcepts.replace('[online-crimes]', '[online-crime]') })
    expect(problems).toMatchObject([{ code: 'unknown-place', line: 27, column: 15 }])
  })

  test.each([
    ['voice.yaml', 'greetings: { en: Hello, zh: 你好 }\n', 'unknown-key'],
    ['concepts.yaml', 'offences:\n  - { id: scam }\n', 'missing-field'],
  ])('in a part of %s still must have the right shape', (path, text, code) => {
    expect(over({ [path]: text }).problems.map((problem) => problem.code)).toContain(code)
  })

  test('does not make up for what no folder says', () => {
    const { 'voice.yaml': _, ...silent } = goodBase()
    const { problems } = loadFiles(silent, { 'voice.yaml': 'greeting: { en: Hello, zh: 你好 }\n' })
    expect(problems.map(({ code }) => code)).toContain('missing-field')
  })

  test('of the topics is part of an order, which a later folder gives anew', () => {
    const topics = (list: string): Files => ({ 'topics.yaml': list })
    const { knowledge } = loadFiles(
      { ...goodBase(), ...topics('- report-fraud\n- what-is-fraud\n') },
      topics('- what-is-fraud\n'),
    )
    expect(knowledge?.topics).toEqual(['what-is-fraud'])
  })
})
