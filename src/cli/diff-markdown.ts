/** What `diff` found, as Markdown for a pull request. */
import { diffLines } from 'diff'
import type { AnswerChange, GivenAnswer } from '../workbench/answer-changes.ts'
import type { KnowledgeDiff, Removed } from '../workbench/diff.ts'
import type { FieldChange, FigureChange } from '../workbench/figure-changes.ts'
import { code, fenced, literal } from './markdown.ts'

type Compared = { revision: string; commit: string }
type Titles = KnowledgeDiff['titles']

/** GitHub takes comments and descriptions of 65,536 characters. */
const LONGEST = 60_000
/** Questions that one line names; all of them stand in the JSON. */
const MOST_NAMED = 8

export function diffMarkdown(found: KnowledgeDiff, { revision, commit }: Compared): string {
  const { asked, answers, figures, added, removed } = found
  const heading = `# What changes for readers\n\nSince ${literal(revision)} (\`${commit.slice(0, 12)}\`), over ${asked} questions: ${summary(answers)}.`
  const records = [
    ...(added.length > 0 ? [`New: ${codes(added)}.`] : []),
    ...(removed.length > 0 ? [`Gone: ${removed.map(gone).join(', ')}.`] : []),
  ]
  return asMuchAsFits([heading, ...records, ...figureSection(figures), ...answerSections(answers, found.titles)])
}

function asMuchAsFits(parts: readonly string[]): string {
  const fitting: string[] = []
  let length = 0
  for (const part of parts) {
    length += part.length + 2
    if (length > LONGEST) break
    fitting.push(part)
  }
  const left = parts.length - fitting.length
  return [...fitting, ...(left > 0 ? [`… and ${left} more; \`--json\` has all of it.`] : [])].join('\n\n')
}

const WORDS = [
  ['refused', 'now refused'],
  ['moved', 'answered from elsewhere'],
  ['answered', 'newly answered'],
  ['different', 'answered in other words'],
  ['otherwise', 'still not answered, but told otherwise'],
] as const

function summary(answers: readonly AnswerChange[]): string {
  const parts = WORDS.flatMap(([kind, words]) => {
    const count = answers.filter((one) => one.kind === kind).length
    return count > 0 ? [`**${count}** ${words}`] : []
  })
  return parts.length > 0 ? parts.join(', ') : 'every answer stays as it is'
}

const gone = ({ id, successor }: Removed): string =>
  `\`${id}\`${successor === null ? '' : `, led on to \`${successor}\``}`

const FIGURES = {
  corrected: 'Corrected',
  withdrawn: 'Withdrawn',
  added: 'Added',
  reworded: 'Told or sourced otherwise',
}

function figureSection(figures: readonly FigureChange[]): string[] {
  const byKind = [...Map.groupBy(figures, ({ kind }) => kind)]
  const parts = byKind.map(
    ([kind, same]) => `### ${FIGURES[kind]} (${same.length})\n\n${same.map(figureItem).join('\n')}`,
  )
  return parts.length > 0 ? ['## Figures', ...parts] : []
}

function figureItem(figure: FigureChange): string {
  const { kind, id, label, before, after, fields, successor } = figure
  const number = kind === 'added' ? ` **${after}**` : kind === 'withdrawn' ? ` **${before}**` : ''
  const led = kind !== 'withdrawn' ? '' : successor === null ? ', with nothing in its place' : `; now \`${successor}\``
  const rests = [
    ...(figure.computed.length > 0 ? [`computed from it: ${codes(figure.computed)}`] : []),
    ...(figure.series.length > 0 ? [`in the series ${codes(figure.series)}`] : []),
    ...(figure.entries.length > 0 ? [`named by ${codes(figure.entries)}`] : []),
    ...(figure.questions.length > 0 ? [`stated to ${figure.questions.length}: ${quoted(figure.questions)}`] : []),
  ]
  return [
    `- \`${id}\` ${literal(label)}${number}${led}`,
    ...fields.map((field) => `  - ${fieldLine(field)}`),
    ...rests.map((line) => `  - ${line}`),
  ].join('\n')
}

const fieldLine = ({ field, before, after }: FieldChange): string =>
  `\`${field}\`: ${valueIn(before)} → ${valueIn(after)}`

const valueIn = (value: unknown): string =>
  value === undefined ? 'nothing' : code(typeof value === 'string' ? value : JSON.stringify(value))

type Rewording = { lines: string; changes: AnswerChange[]; about: (string | null)[] }

/** By what an answer is about; what changes alike in the answers of several, such as a title that they offer, stands once. */
function answerSections(answers: readonly AnswerChange[], titles: Titles): string[] {
  const [others, rewordings] = [answers.filter((one) => !isReworded(one)), rewordingsIn(answers.filter(isReworded))]
  const shared = rewordings.filter(({ about }) => about.length > 1)
  const single = rewordings.filter(({ about }) => about.length === 1)
  // What is refused comes first, as in WORDS.
  const inOrder = WORDS.flatMap(([kind]) => others.filter((one) => one.kind === kind))
  const entries = new Set([...inOrder.map(({ entry }) => entry), ...single.flatMap(({ about }) => about)])
  const sections = [...entries].map((entry) =>
    [
      `### ${entry === null ? 'Resting on nothing' : `${literal(titles[entry] ?? entry)} (${code(entry)})`}`,
      ...answerLists(inOrder.filter((one) => one.entry === entry)),
      ...single.filter(({ about }) => about[0] === entry).map(rewordingItem),
    ].join('\n\n'),
  )
  return [
    ...(sections.length > 0 ? ['## Answers', ...sections] : []),
    ...(shared.length > 0 ? ['## Alike in several answers', ...shared.map(sharedItem)] : []),
  ]
}

const isReworded = ({ kind }: AnswerChange): boolean => kind === 'different' || kind === 'otherwise'

const rewordingsIn = (changes: readonly AnswerChange[]): Rewording[] =>
  [...Map.groupBy(changes, ({ before, after }) => changedLines(before.text, after.text))].map(([lines, changes]) => ({
    lines,
    changes,
    about: [...new Set(changes.map(({ entry }) => entry))],
  }))

const answerLists = (changes: readonly AnswerChange[]): string[] =>
  WORDS.flatMap(([kind, words]) => {
    const same = changes.filter((one) => one.kind === kind)
    if (same.length === 0) return []
    return [`${capital(words)}:\n\n${same.slice(0, MOST_NAMED).map(answerItem).join('\n')}${more(same)}`]
  })

const sharedItem = ({ about, ...rewording }: Rewording): string => {
  const named = codes(about.slice(0, MOST_NAMED).map((id) => id ?? 'nothing'))
  return `In answers about ${named}${about.length > MOST_NAMED ? ` and ${about.length - MOST_NAMED} more` : ''}:\n\n${rewordingItem(rewording)}`
}

const rewordingItem = ({ lines, changes }: Omit<Rewording, 'about'>): string =>
  `In other words, to ${changes.length}: ${quoted(changes.map(({ ask }) => ask))}\n\n${fenced('diff', lines)}`

function answerItem({ ask, said, before, after }: AnswerChange): string {
  const talk = said.length > 0 ? ` after ${quoted(said)}` : ''
  return `- ${quoted([ask])}${talk}\n  - before: ${told(before)}\n  - now: ${told(after)}`
}

function told({ outcome, reason, entries, text }: GivenAnswer): string {
  const what =
    outcome === 'answer' || outcome === 'urgent' ? codes(entries) : `${outcome}${reason ? `, ${reason}` : ''}`
  return `${what}: ${literal(text.split('\n')[0] ?? '')}`
}

/** The lines that differ, each with its sign. */
const changedLines = (before: string, after: string): string =>
  diffLines(`${before}\n`, `${after}\n`)
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ value, added }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${added ? '+' : '-'} ${line}`),
    )
    .join('\n')

const codes = (ids: readonly string[]): string => ids.map(code).join(', ')

const quoted = (texts: readonly string[]): string =>
  texts
    .slice(0, MOST_NAMED)
    .map((text) => `“${literal(text)}”`)
    .join(', ') + (texts.length > MOST_NAMED ? ` and ${texts.length - MOST_NAMED} more` : '')

const more = (all: readonly unknown[]): string =>
  all.length > MOST_NAMED ? `\n- … and ${all.length - MOST_NAMED} more, all of them with \`--json\`` : ''

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
