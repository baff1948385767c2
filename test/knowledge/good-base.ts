/** The smallest knowledge folder that loads without problems, and ways to spoil it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { type Loaded, loadKnowledge } from '../../src/knowledge/load.ts'
import { VOICE_KEYS } from '../../src/knowledge/schema/voice.ts'

/** Contents by path inside the knowledge folder. */
export type Files = Record<string, string>

export const goodBase = (): Files => ({
  'sources.yaml': `\
- id: spp-2020
  title: Press conference
  publisher: Supreme People's Procuratorate
  published: 2020-04-08
  language: zh
`,
  'laws.yaml': `\
- id: criminal-law
  name: { en: Criminal Law, zh: 刑法 }
`,
  'concepts.yaml': `\
offences:
  - id: online-crime
    name: { en: online crime, zh: 网络犯罪 }
    words: { en: [online crime], zh: [网络犯罪] }
stages:
  - id: prosecuted
    name: { en: prosecuted, zh: 起诉 }
    words: { en: [prosecuted], zh: [起诉] }
  - id: arrested
    name: { en: arrests approved, zh: 批捕 }
    words: { en: [arrested], zh: [批捕] }
measures:
  - id: people
    name: { en: people, zh: 人数 }
    words: { en: [people], zh: [人数] }
    unit: people
  - id: cases
    name: { en: cases, zh: 案件数 }
    words: { en: [cases], zh: [案件数] }
    unit: cases
places:
  - id: china
    name: { en: China, zh: 全国 }
    words: { en: [china], zh: [全国] }
  - id: taiwan
    name: { en: Taiwan, zh: 台湾 }
    words: { en: [taiwan], zh: [台湾] }
    outside: true
operations: []
`,
  'signals.yaml': `\
groups:
  - id: suicide
    words: { en: [suicide], zh: [自杀] }
signals:
  - id: self-harm
    outcome: urgent
    entry: report-fraud
    all: [suicide]
courtesies: []
`,
  'voice.yaml': VOICE_KEYS.map((key) => `${key}: { en: Words for ${key}, zh: 话语 }\n`).join(''),
  'hotlines.yaml': `\
- id: police
  number: "110"
  name: { en: Police, zh: 报警电话 }
  use: { en: In danger., zh: 遇到危险时。 }
  sources: [spp-2020]
  reviewed: 2026-11-23
`,
  'glossary.yaml': `\
- id: procuratorate
  term: { en: procuratorate, zh: 检察院 }
  words: { en: [prosecutor], zh: [检察机关] }
  definition: { en: The office of the prosecutors., zh: 检察官所在的机关。 }
  sources: [spp-2020]
  related: [report-fraud]
  reviewed: 2026-11-23
`,
  'figures/online-crime.yaml': `\
${figureText('prosecuted-2018', '2018', 'prosecuted', 'people', 100)}\
${figureText('prosecuted-2019', '2019', 'prosecuted', 'people', 150)}\
${figureText('arrested-2019', '2019', 'arrested', 'people', 90)}\
${figureText('cases-2019', '2019', 'prosecuted', 'cases', 60)}`,
  'figures/series.yaml': `\
- id: prosecuted-by-year
  label: { en: People prosecuted by year, zh: 历年起诉人数 }
  measure: people
  stage: prosecuted
  runs:
    - [prosecuted-2018, prosecuted-2019]
`,
  'figures/computed.yaml': `\
- id: prosecuted-together
  formula: "{prosecuted-2018} + {prosecuted-2019}"
  round: 3
  measure: people
  label: { en: Both years, zh: 两年合计 }
  says: { en: "{value} people.", zh: "{value}人。" }
  formula_in_words: { en: the sum of both years, zh: 两年之和 }
  reviewed: 2026-11-23
`,
  'guidance/reporting.yaml': `\
- id: report-fraud
  title: { en: Report a fraud, zh: 报案 }
  questions:
    en: [how do i report a fraud]
    zh: [被骗了怎么报案]
  short: { en: "Call the police on 110; see article 266.", zh: 请拨打110报警，见刑法第266条。 }
  law: [criminal-law 266]
  numbers:
    hotlines: ["110"]
  sources: [spp-2020]
  confidence: high
  reviewed: 2026-11-23
- id: what-is-fraud
  title: { en: What fraud is, zh: 什么是诈骗 }
  questions:
    en: [what counts as fraud]
    zh: [什么算诈骗]
  short: { en: "Prosecutors charged {prosecuted-2018} people.", zh: "检察机关起诉{prosecuted-2018}人。" }
  sources: [spp-2020]
  confidence: high
  reviewed: 2026-11-23
`,
  'questions/bank.yaml': `\
- ask: number of people prosecuted in 2018
  expect: { entry: prosecuted-2018 }
`,
})

export function figureText(id: string, period: string, stage: string, measure: string, value: number): string {
  return `\
- id: ${id}
  offence: online-crime
  stage: ${stage}
  measure: ${measure}
  period: "${period}"
  value: ${value}
  qualifier: exact
  tier: core
  label: { en: "Number, ${period}", zh: "${period}年数字" }
  says: { en: "{value} in ${period}.", zh: "${period}年{value}。" }
  reports:
    - { source: spp-2020, put: "${value}" }
  confidence: high
  reviewed: 2026-11-23
`
}

/** Contents of a file with one piece replaced; the piece must be there. */
export function edited(path: string, from: string, to: string, files: Files = goodBase()): Files {
  const text = files[path]
  if (!text?.includes(from)) throw new Error(`${path} holds no "${from}"`)
  return { ...files, [path]: text.replace(from, () => to) }
}

export function writeFiles(folder: string, files: Record<string, string | Buffer>): void {
  mkdirSync(folder, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Writes each set of files into a folder of its own, loads them as one base, and removes them again. */
export function loadFiles(...folders: Files[]): Loaded {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'))
  try {
    const paths = folders.map((files, index) => {
      const folder = join(root, String(index))
      writeFiles(folder, files)
      return folder
    })
    const loaded = loadKnowledge(paths)
    return { ...loaded, problems: loaded.problems.map((one) => ({ ...one, file: insideFolder(root, one.file) })) }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** `…/knowledge-x/0/laws.yaml` to `laws.yaml`. */
const insideFolder = (root: string, file: string): string =>
  relative(root, file)
    .replaceAll('\\', '/')
    .replace(/^\d+\//, '')

/** Problems as `file:line:column code`, the message apart. */
export const places = ({ problems }: Loaded): string[] =>
  problems.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)
