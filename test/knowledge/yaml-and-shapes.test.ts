import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadKnowledge } from '../../src/knowledge/load.ts'
import { showProblem } from '../../src/knowledge/problem.ts'
import { VOICE_KEYS } from '../../src/knowledge/schema/voice.ts'
import { edited, type Files, goodBase, loadFiles, places } from './good-base.ts'

const FIGURES = 'figures/online-crime.yaml'
const GUIDANCE = 'guidance/reporting.yaml'
const COMPUTED = 'figures/computed.yaml'
const without = (path: string): Files =>
  Object.fromEntries(Object.entries(goodBase()).filter(([name]) => name !== path))
const added = (path: string, text: string): Files => ({ ...goodBase(), [path]: (goodBase()[path] ?? '') + text })
const phrasing = (from: string, to: string) => edited(GUIDANCE, from, to)

type Case = [name: string, files: Files, problems: [place: string, mend: string][]]

/** Two entries asked for in the same words. */
const twins = phrasing('[what counts as fraud]', '[How do I report a fraud?]')
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...['ab', 'bc', 'cd', 'de', 'ef'].map(([one, two]) => `${two}: &${two} [${Array(10).fill(`*${one}`)}]`),
].join('\n')

const YAML_CASES: Case[] = [
  [
    'tab indentation',
    edited(GUIDANCE, '  law:', '\tlaw:'),
    [[`${GUIDANCE}:7:1 yaml-tab-as-indent`, 'replace the tab by two spaces']],
  ],
  [
    'a key twice',
    edited(GUIDANCE, '  law:', '  title: { en: A, zh: 甲 }\n  law:'),
    [[`${GUIDANCE}:7:3 yaml-duplicate-key`, 'keep one of the two']],
  ],
  [
    'a quote that is never closed',
    { ...goodBase(), 'laws.yaml': '- id: "criminal-law\n' },
    [['laws.yaml:1:7 yaml-missing-char', 'is not closed']],
  ],
  [
    'an alias bomb',
    { ...goodBase(), 'signals.yaml': bomb },
    [['signals.yaml:1:1 yaml-too-many-aliases', 'write the values out']],
  ],
  [
    'an alias of nothing',
    edited('laws.yaml', '{ en: Criminal Law, zh: 刑法 }', '*law'),
    [['laws.yaml:2:9 yaml-unknown-alias', 'in quotes']],
  ],
  [
    'an unquoted colon',
    edited('laws.yaml', '{ en: Criminal Law, zh: 刑法 }', 'Law: the code'),
    [['laws.yaml:2:9 yaml-block-as-implicit-key', 'put the text in quotes']],
  ],
  [
    'a number in scientific notation',
    edited(FIGURES, 'value: 100', 'value: 1e2'),
    [[`${FIGURES}:6:10 yaml-odd-number`, 'write it in plain digits']],
  ],
  [
    'an unquoted hotline with a leading zero',
    edited('hotlines.yaml', '"110"', '0123'),
    [['hotlines.yaml:2:11 yaml-leading-zero', 'put it in quotes: "0123"']],
  ],
]

const SHAPE_CASES: Case[] = [
  [
    'an unknown key',
    edited(GUIDANCE, 'short:', 'shrot:'),
    [
      [`${GUIDANCE}:1:3 missing-field`, 'has no `short`'],
      [`${GUIDANCE}:6:3 unknown-key`, 'did you mean "short"?'],
    ],
  ],
  [
    'an unknown voice',
    added('voice.yaml', 'greting: { en: Hi, zh: 好 }\n'),
    [[`voice.yaml:${VOICE_KEYS.length + 1}:1 unknown-key`, 'did you mean "greeting"?']],
  ],
  [
    'a voice that is missing',
    edited('voice.yaml', 'greeting: { en: Words for greeting, zh: 话语 }\n', ''),
    [['voice.yaml:1:1 missing-field', 'has no `greeting`']],
  ],
  [
    'a missing translation',
    edited('laws.yaml', ', zh: 刑法', ''),
    [['laws.yaml:2:3 missing-translation', 'has no Chinese text; add `zh:`']],
  ],
  [
    'missing English',
    edited('laws.yaml', 'en: Criminal Law, ', ''),
    [['laws.yaml:2:3 missing-translation', 'has no English text; add `en:`']],
  ],
  [
    'a missing day',
    edited('hotlines.yaml', '  reviewed: 2026-11-23\n', ''),
    [['hotlines.yaml:1:3 missing-field', 'has no `reviewed`']],
  ],
  ['a missing choice', edited(FIGURES, '  tier: core\n', ''), [[`${FIGURES}:1:3 missing-field`, 'has no `tier`']]],
  [
    'a field left empty',
    edited(GUIDANCE, 'law: [criminal-law 266]', 'law:'),
    [[`${GUIDANCE}:7:3 empty-field`, 'fill it in or remove the line']],
  ],
  [
    'an empty file',
    { ...goodBase(), 'signals.yaml': '' },
    [['signals.yaml:1:1 empty-field', '`signals.yaml` is empty']],
  ],
  [
    'an impossible date',
    edited(GUIDANCE, 'reviewed: 2026-11-23', 'reviewed: 2020-02-30'),
    [[`${GUIDANCE}:12:3 wrong-value`, 'is not a day of the calendar; write it as 2020-04-09']],
  ],
  [
    'a month where a day is needed',
    edited(GUIDANCE, 'reviewed: 2026-11-23', 'reviewed: 2020-04'),
    [[`${GUIDANCE}:12:3 wrong-value`, 'write it as 2020-04-09']],
  ],
  [
    'an impossible period',
    edited(FIGURES, 'period: "2018"', 'period: 2020-Q5'),
    [[`${FIGURES}:5:3 wrong-value`, 'is not a period; write 2020, 2020-H1']],
  ],
  [
    'a figure of no time',
    edited(FIGURES, '  period: "2018"\n', ''),
    [[`${FIGURES}:1:3 wrong-value`, 'needs either `period` or `as_of`']],
  ],
  [
    '`no` where true or false is expected',
    edited('concepts.yaml', 'outside: true', 'outside: no'),
    [['concepts.yaml:28:5 wrong-type', 'write true or false']],
  ],
  [
    '`no` where one of a list is expected',
    edited(GUIDANCE, 'confidence: high', 'confidence: no'),
    [[`${GUIDANCE}:11:3 wrong-value`, 'must be one of high, medium, low']],
  ],
  [
    'a count in words',
    edited(FIGURES, 'value: 100', 'value: a hundred'),
    [[`${FIGURES}:6:3 wrong-type`, 'should be a number, is "a hundred"']],
  ],
  [
    'a number where text is expected',
    edited('hotlines.yaml', '"110"', '110'),
    [['hotlines.yaml:2:3 wrong-type', 'put it in quotes']],
  ],
  [
    'an id with capitals',
    edited('laws.yaml', 'id: criminal-law', 'id: Criminal_Law'),
    [['laws.yaml:1:3 wrong-value', 'lower-case letters, digits and single hyphens']],
  ],
  [
    'an entry without sources',
    edited('hotlines.yaml', '[spp-2020]', '[]'),
    [['hotlines.yaml:5:3 wrong-value', 'names no source']],
  ],
  ['an unknown file', added('voise.yaml', 'a: b\n'), [['voise.yaml:1:1 unknown-file', 'did you mean "voice"?']]],
  [
    'an unknown folder',
    added('figurs/more.yaml', '[]\n'),
    [['figurs/more.yaml:1:1 unknown-file', 'did you mean "figures"?']],
  ],
  // `toString` is a property of every object, and once counted as a kind of file.
  [
    'a file named after an object property',
    added('toString.yaml', '[]\n'),
    [['toString.yaml:1:1 unknown-file', 'no knowledge file is called toString.yaml']],
  ],
]

const FIT_CASES: Case[] = [
  ['a file that is missing', without('voice.yaml'), [['voice.yaml:1:1 missing-file', 'there is no voice.yaml']]],
  [
    'an unknown source',
    edited(GUIDANCE, '[spp-2020]', '[ssp-2020]'),
    [[`${GUIDANCE}:10:13 unknown-source`, 'did you mean "spp-2020"?']],
  ],
  [
    'an unknown law',
    edited(GUIDANCE, 'criminal-law 266', 'criminal-lav 266'),
    [[`${GUIDANCE}:7:9 unknown-law`, 'did you mean "criminal-law"?']],
  ],
  [
    'an unknown figure in a series',
    edited('figures/series.yaml', 'prosecuted-2019', 'prosecutd-2019'),
    [['figures/series.yaml:6:25 unknown-figure', 'did you mean "prosecuted-2019"?']],
  ],
  [
    'an unknown figure in a text',
    edited(GUIDANCE, '"Prosecutors charged {prosecuted-2018}', '"Prosecutors charged {prosecuted-2081}'),
    [
      [`${GUIDANCE}:18:3 languages-differ`, 'English and Chinese name different figures'],
      [`${GUIDANCE}:18:3 unknown-figure`, 'did you mean "prosecuted-2018"?'],
    ],
  ],
  [
    'an unknown stage',
    edited(FIGURES, 'stage: arrested', 'stage: arested'),
    [[`${FIGURES}:31:3 unknown-stage`, 'did you mean "arrested"?']],
  ],
  [
    'an unknown related entry',
    edited('glossary.yaml', '[report-fraud]', '[report-frauds]'),
    [['glossary.yaml:6:13 unknown-entry', 'did you mean "report-fraud"?']],
  ],
  [
    'an unknown group of a signal',
    edited('signals.yaml', '[suicide]\n', '[suicides]\n'),
    [['signals.yaml:8:11 unknown-group', 'did you mean "suicide"?']],
  ],
  [
    'an id that stands twice',
    added('laws.yaml', '- id: criminal-law\n  name: { en: Again, zh: 又 }\n'),
    [['laws.yaml:3:3 duplicate-id', 'choose another']],
  ],
  [
    'an id that a guidance entry and a term share',
    edited('glossary.yaml', 'id: procuratorate', 'id: report-fraud'),
    [['glossary.yaml:1:3 duplicate-id', 'the id "report-fraud" stands twice']],
  ],
  ['a phrasing in two entries', twins, [[`${GUIDANCE}:16:10 duplicate-phrasing`, 'also leads to "report-fraud"']]],
  [
    'a phrasing twice in one entry',
    phrasing('[what counts as fraud]', '[what counts as fraud, What counts as fraud?]'),
    [[`${GUIDANCE}:16:32 duplicate-phrasing`, 'stands twice in this entry']],
  ],
  [
    'an entry that nobody can ask for',
    phrasing('[什么算诈骗]', '[]'),
    [[`${GUIDANCE}:17:5 no-phrasing`, 'needs at least one example question']],
  ],
  [
    'a bank question that is a phrasing',
    edited('questions/bank.yaml', 'number of people prosecuted in 2018', 'What counts as fraud?'),
    [['questions/bank.yaml:1:3 bank-repeats-phrasing', 'must be another sentence']],
  ],
  [
    'a bank question twice',
    added('questions/bank.yaml', '- ask: Number of people prosecuted in 2018?\n  expect: { entry: prosecuted-2018 }\n'),
    [['questions/bank.yaml:3:3 duplicate-question', 'remove one']],
  ],
  [
    'a known failure that is not in the bank',
    added('questions/known-failures.yaml', '- is this in the bank\n'),
    [['questions/known-failures.yaml:1:3 unknown-question', 'remove it here']],
  ],
  [
    'traditional characters in a phrasing',
    phrasing('什么算诈骗', '什麼算詐騙'),
    [[`${GUIDANCE}:17:10 traditional`, 'write simplified characters']],
  ],
  [
    'a formula over a missing figure',
    edited(COMPUTED, '{prosecuted-2019}', '{prosecutd-2019}'),
    [[`${COMPUTED}:2:3 unknown-figure`, 'did you mean "prosecuted-2019"?']],
  ],
  [
    'a formula that adds different units',
    edited(COMPUTED, '{prosecuted-2019}', '{cases-2019}'),
    [[`${COMPUTED}:2:3 formula`, 'people and cases, which are different units']],
  ],
  [
    'different units under a root',
    edited(COMPUTED, '+ {prosecuted-2019}', '* sqrt({prosecuted-2019} + {cases-2019})'),
    [[`${COMPUTED}:2:3 formula`, 'people and cases, which are different units']],
  ],
  [
    'an undeclared constant',
    edited(COMPUTED, '+ {prosecuted-2019}', '/ 1.951'),
    [[`${COMPUTED}:2:3 undeclared-constant`, 'say under `constants` what 1.951 is']],
  ],
  [
    'a formula that cannot be read',
    edited(COMPUTED, '+ {', '+ + {'),
    [[`${COMPUTED}:2:3 formula`, 'stands where a number or {figure-id} is expected']],
  ],
  [
    'a formula that divides by zero',
    edited(COMPUTED, '+ {prosecuted-2019}', '/ ({prosecuted-2019} - {prosecuted-2019})'),
    [[`${COMPUTED}:2:3 formula`, 'divide by zero']],
  ],
  [
    'a number bound to nothing',
    edited(GUIDANCE, 'Call the police on 110;', 'Call the police on 110 within 48 hours;'),
    [[`${GUIDANCE}:6:12 unbound-number`, '48 is bound to nothing; declare it under `numbers`']],
  ],
  [
    'a number bound to nothing, in Chinese and with 万',
    edited(GUIDANCE, '请拨打110报警', '已有10.5万人拨打110报警'),
    [[`${GUIDANCE}:6:60 unbound-number`, '105000 is bound to nothing']],
  ],
  [
    'no number unbound that a report puts in words',
    edited(
      FIGURES,
      'put: "100"',
      'put: { en: "100 people, 40 of them online", zh: 100人，其中线上40人 }',
      edited(FIGURES, '  value: 100\n', '  value: 100\n  note: { en: 40 of them online., zh: 其中线上40人。 }\n'),
    ),
    [],
  ],
  [
    'a hotline that is not listed',
    edited(GUIDANCE, 'hotlines: ["110"]', 'hotlines: ["110", "120"]'),
    [[`${GUIDANCE}:9:23 unknown-hotline`, 'add it there or correct it']],
  ],
  [
    'a part of a whole in another stage',
    edited(FIGURES, '  value: 90\n', '  value: 90\n  part_of: [prosecuted-2019]\n'),
    [[`${FIGURES}:35:13 not-a-part`, 'cannot be part of "prosecuted-2019": their stage differs']],
  ],
  [
    'a part that exceeds its whole',
    edited(
      FIGURES,
      'stage: arrested\n  measure: people\n  period: "2019"\n  value: 90\n',
      'stage: prosecuted\n  measure: people\n  period: "2019"\n  value: 151\n  part_of: [prosecuted-2019]\n',
      edited(FIGURES, 'put: "90"', 'put: "151"'),
    ),
    [[`${FIGURES}:35:13 part-exceeds-whole`, '151 is more than 150']],
  ],
  [
    'a run that mixes stages',
    edited('figures/series.yaml', 'prosecuted-2019', 'arrested-2019'),
    [['figures/series.yaml:6:25 run-mixes', '"arrested-2019" has the stage arrested, this series prosecuted']],
  ],
  [
    'a run that mixes measures',
    edited('figures/series.yaml', 'prosecuted-2019', 'cases-2019'),
    [['figures/series.yaml:6:25 run-mixes', '"cases-2019" has the measure cases, this series people']],
  ],
  [
    'a run out of order',
    edited('figures/series.yaml', '[prosecuted-2018, prosecuted-2019]', '[prosecuted-2019, prosecuted-2018]'),
    [['figures/series.yaml:6:25 run-order', 'is earlier than "prosecuted-2019" before it']],
  ],
  [
    'a change without its base',
    edited(FIGURES, '  value: 100\n', '  value: 100\n  change: { percent: 5 }\n'),
    [[`${FIGURES}:7:3 change`, 'needs `base` or `base_label`']],
  ],
  [
    'a sentence without its number',
    edited(FIGURES, '"{value} in 2018."', '"Many in 2018."'),
    [
      [`${FIGURES}:10:3 languages-differ`, 'name different figures'],
      [`${FIGURES}:10:3 no-value`, 'needs {value} where the number belongs'],
    ],
  ],
  [
    'steps that differ in number',
    edited(GUIDANCE, '  law:', '  steps: { en: [Stop., Call.], zh: [停。] }\n  law:'),
    [[`${GUIDANCE}:7:3 languages-differ`, '2 steps in English, 1 in Chinese']],
  ],
  [
    'a rule that ends before it begins',
    edited(GUIDANCE, '  law:', '  in_force: { from: 2021-01-01, to: 2020-01-01 }\n  law:'),
    [[`${GUIDANCE}:7:33 dates-reversed`, 'before it begins on 2021-01-01']],
  ],
]

it('the smallest good base has no problems', () => {
  const loaded = loadFiles(goodBase())
  expect(loaded.problems).toEqual([])
  expect(loaded.knowledge?.figures.size).toBe(4)
  expect(loaded.bank).toHaveLength(1)
})

describe.each([
  ['what YAML itself trips over', YAML_CASES],
  ['records of the wrong shape', SHAPE_CASES],
  ['records that do not fit together', FIT_CASES],
])('%s', (_name, cases) => {
  it.each(cases)('%s', (_case, files, expected) => {
    const loaded = loadFiles(files)
    expect(places(loaded)).toEqual(expected.map(([place]) => place))
    for (const [index, [, mend]] of expected.entries()) expect(loaded.problems[index]?.message).toContain(mend)
    expect(loaded.knowledge === undefined).toBe(expected.length > 0)
  })
})

describe('what editors on other machines write', () => {
  const rewritten = (change: (text: string) => string): Files =>
    Object.fromEntries(Object.entries(goodBase()).map(([path, text]) => [path, change(text)]))

  it.each([
    ['a byte-order mark', (text: string) => `\uFEFF${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['both', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['comments', (text: string) => `# yaml-language-server: $schema=x.json\n\n${text}`],
  ])('accepts %s', (_name, change) => {
    expect(places(loadFiles(rewritten(change)))).toEqual([])
  })

  it('points at the right place behind a byte-order mark', () => {
    expect(
      places(loadFiles({ ...goodBase(), 'laws.yaml': '\uFEFF- idd: x\n  id: y\n  name: { en: A, zh: 甲 }\n' })),
    ).toEqual(['laws.yaml:1:3 unknown-key'])
  })

  it('passes over files that are no YAML', () => {
    expect(places(loadFiles({ ...goodBase(), 'README.md': '# Knowledge', 'schemas/laws.schema.json': '{' }))).toEqual(
      [],
    )
  })
})

describe('all problems come in one pass', () => {
  it('from files that YAML cannot read and records of the wrong shape together', () => {
    const files = {
      ...edited(GUIDANCE, 'confidence: high', 'confidence: no', edited(GUIDANCE, '2026-11-23', '2020-02-30')),
      'laws.yaml': '- id: "criminal-law\n',
      'voise.yaml': 'a: b\n',
      'hotlines.yaml': (goodBase()['hotlines.yaml'] ?? '').replace('"110"', '0123').replace(', zh: 报警电话', ''),
    }
    expect(places(loadFiles(files))).toEqual([
      `${GUIDANCE}:11:3 wrong-value`,
      `${GUIDANCE}:12:3 wrong-value`,
      'hotlines.yaml:2:11 yaml-leading-zero',
      'hotlines.yaml:3:3 missing-translation',
      'laws.yaml:1:7 yaml-missing-char',
      'voise.yaml:1:1 unknown-file',
    ])
  })

  it('of the wrong shape in one file and of what does not fit in another, without echoes of what is missing', () => {
    let files = edited('laws.yaml', 'name:', 'nahme:')
    files = edited(GUIDANCE, '什么算诈骗', '什麼算詐騙', files)
    const found = places(loadFiles(files))
    expect(found.filter((place) => place.startsWith('laws.yaml'))).not.toEqual([])
    expect(found).toContain(`${GUIDANCE}:17:10 traditional`)
    expect(found.filter((place) => place.includes('unknown-law'))).toEqual([])
  })

  it('from records that do not fit together, in reading order', () => {
    let files = edited(COMPUTED, '{prosecuted-2019}', '{cases-2019}')
    files = edited('figures/series.yaml', 'prosecuted-2019', 'arrested-2019', files)
    files = edited(GUIDANCE, '[spp-2020]', '[ssp-2020]', files)
    files = edited(GUIDANCE, '什么算诈骗', '什麼算詐騙', files)
    files = edited('questions/bank.yaml', 'number of people prosecuted in 2018', 'what counts as fraud', files)
    expect(places(loadFiles(files))).toEqual([
      `${COMPUTED}:2:3 formula`,
      'figures/series.yaml:6:25 run-mixes',
      `${GUIDANCE}:10:13 unknown-source`,
      `${GUIDANCE}:17:10 traditional`,
      'questions/bank.yaml:1:3 bank-repeats-phrasing',
    ])
  })
})

describe('folders', () => {
  it('says so where a folder is missing, and nothing else', () => {
    const missing = join(tmpdir(), 'no-such-knowledge')
    expect(loadKnowledge([missing]).problems.map(showProblem)).toEqual([
      `${missing}:1:1  no-folder  cannot read the knowledge folder (ENOENT); is KNOWLEDGE_DIR right?`,
    ])
  })

  it('names every file that an empty folder lacks', () => {
    expect(places(loadFiles({}))).toEqual([
      'concepts.yaml:1:1 missing-file',
      'signals.yaml:1:1 missing-file',
      'voice.yaml:1:1 missing-file',
    ])
  })

  it('lets a later folder override an earlier one', () => {
    const later = {
      'hotlines.yaml': (goodBase()['hotlines.yaml'] ?? '').replace('en: Police,', 'en: Local police,'),
      'laws.yaml': '- id: civil-code\n  name: { en: Civil Code, zh: 民法典 }\n',
    }
    const { problems, knowledge } = loadFiles(goodBase(), { ...later, 'guidance/local.yaml': localEntry })
    expect(problems).toEqual([])
    expect(knowledge?.hotlines.get('police')?.name.en).toBe('Local police')
    expect([...(knowledge?.laws.keys() ?? [])]).toEqual(['criminal-law', 'civil-code'])
    expect(knowledge?.guidance.get('what-is-fraud')?.title.en).toBe('What fraud is here')
  })

  it('lets a later folder override a whole base, phrasings, series and all', () => {
    expect(places(loadFiles(goodBase(), goodBase()))).toEqual(['questions/bank.yaml:1:3 duplicate-question'])
  })

  // Keeps a phrasing of the entry that it takes the place of.
  const localEntry = `\
- id: what-is-fraud
  title: { en: What fraud is here, zh: 什么是诈骗 }
  questions: { en: [what counts as fraud], zh: [什么算诈骗] }
  short: { en: A lie for money., zh: 为钱撒谎。 }
  sources: [spp-2020]
  confidence: high
  reviewed: 2026-11-23
`
})

describe('the knowledge that comes out', () => {
  it('has a version that changes with any byte of what is answered from', () => {
    const version = (files: Files) => {
      const { knowledge } = loadFiles(files)
      return knowledge?.version
    }
    expect(version(goodBase())).toMatch(/^[0-9a-f]{12}$/)
    expect(version(added('laws.yaml', '# a remark\n'))).not.toBe(version(goodBase()))
    expect(version(added('questions/bank.yaml', '# a remark\n'))).toBe(version(goodBase()))
  })

  it('holds computed figures that follow their inputs', () => {
    expect(loadFiles(goodBase()).knowledge?.computed.get('prosecuted-together')).toMatchObject({
      value: 250,
      inputs: ['prosecuted-2018', 'prosecuted-2019'],
    })
    const changed = edited(FIGURES, 'value: 100', 'value: 1000', edited(FIGURES, 'put: "100"', 'put: "1000"'))
    expect(loadFiles(changed).knowledge?.computed.get('prosecuted-together')?.value).toBe(1150)
  })

  it('cannot be changed, at any depth, nor can its maps', () => {
    const { knowledge } = loadFiles(goodBase())
    expect(thawed(knowledge)).toEqual([])
    const figures = knowledge?.figures
    if (!(figures instanceof Map)) throw new Error('figures are no Map')
    expect(() => figures.set('x', {})).toThrow('frozen')
    expect(() => figures.delete('prosecuted-2018')).toThrow('frozen')
    expect(() => figures.clear()).toThrow('frozen')
    expect(figures.size).toBe(4)
  })

  it('as shipped, loads without problems and is frozen throughout', () => {
    const { problems, knowledge } = loadKnowledge(['knowledge'])
    expect(problems.map(showProblem)).toEqual([])
    expect(thawed(knowledge)).toEqual([])
  })
})

/** Paths of everything that is not frozen. */
function thawed(value: unknown, path = 'knowledge'): string[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = value instanceof Map ? [...value] : Object.entries(value)
  return [...(Object.isFrozen(value) ? [] : [path]), ...inner.flatMap(([key, one]) => thawed(one, `${path}.${key}`))]
}
