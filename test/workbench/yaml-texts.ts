/** Made-up YAML texts in every way that people write them: indents, brackets, quotes, folded texts, comments, line ends. */
import fc from 'fast-check'
import { parseDocument } from 'yaml'

type Value = string | number | boolean | Value[] | { [key: string]: Value }

const text = fc.constantFrom(
  'plain',
  'two words',
  'how long, in years?',
  '帮信罪最高判几年',
  "people's court",
  'one sentence. Then another that goes on for a while',
)
const { value } = fc.letrec<{ value: Value; leaf: Value; list: Value[]; record: { [key: string]: Value } }>((tie) => ({
  leaf: fc.oneof(text, fc.integer({ min: 0, max: 999 }), fc.boolean()),
  list: fc.array(tie('value'), { maxLength: 4 }),
  record: fc.dictionary(fc.constantFrom('id', 'title', 'en', 'zh', 'sources', 'note'), tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('list'), tie('record')),
}))

/** One choice after another out of a list of numbers, so that fast-check can make a failing text smaller. */
type Choose = (among: number) => number

function write(value: Value, indent: number, choose: Choose): string {
  const pad = ' '.repeat(indent)
  const isCollection = typeof value === 'object' && value !== null
  if (!isCollection) return scalar(value, indent, choose)
  const empty = Object.keys(value).length === 0
  if (empty || choose(4) === 0) return inBrackets(value, choose)
  const isList = Array.isArray(value)
  return Object.entries(value)
    .map(([key, inner], index) => {
      const above = index > 0 || indent === 0 ? noise(pad, choose) : ''
      const nested = typeof inner === 'object' && Object.keys(inner).length > 0
      const deeper = indent + (isList ? 2 : ([2, 4, Array.isArray(inner) ? 0 : 2][choose(3)] ?? 2))
      const written = write(inner, Math.max(deeper, nested ? 0 : indent + 2), choose)
      const onOwnLines = nested && !/^[[{]/.test(written)
      if (isList) {
        const body = onOwnLines ? written.slice(written.search(/\S/)) : written
        // A comment may not come between the dash and what stands behind it.
        return `${above}${pad}- ${onOwnLines && written.trimStart().startsWith('#') ? `\n${written}` : body}`
      }
      return `${above}${pad}${key}:${onOwnLines ? `${remark(choose)}\n${written}` : ` ${written}`}`
    })
    .join('')
}

function scalar(value: string | number | boolean, indent: number, choose: Choose): string {
  const way = choose(7)
  if (typeof value !== 'string') return `${value}${remark(choose)}\n`
  const pad = ' '.repeat(indent + 2)
  if (way === 0) return `${JSON.stringify(value)}${remark(choose)}\n`
  if (way === 1) return `'${value.replaceAll("'", "''")}'${remark(choose)}\n`
  if (way === 2) return `>-\n${pad}${value.replace('. ', `.\n${pad}`)}\n`
  if (way === 3) return `|${['', '-', '+'][choose(3)]}\n${pad}${value}\n${'\n'.repeat(choose(3))}`
  if (way === 4) return `${value.replace('. ', `.\n${pad}`)}${remark(choose)}\n`
  return `${value}${remark(choose)}\n`
}

function inBrackets(value: Value, choose: Choose): string {
  const inner = (one: Value): string => {
    if (typeof one !== 'object') return JSON.stringify(one)
    const space = [' ', ''][choose(2)]
    const parts = Array.isArray(one)
      ? one.map(inner)
      : Object.entries(one).map(([key, member]) => `${key}: ${inner(member)}`)
    const [open, close] = Array.isArray(one) ? '[]' : '{}'
    return parts.length === 0 ? `${open}${close}` : `${open}${space}${parts.join(', ')}${space}${close}`
  }
  return `${inner(value)}${remark(choose)}\n`
}

let notes = 0
const remark = (choose: Choose): string => (choose(5) === 0 ? ` # note ${notes++}` : '')
const noise = (pad: string, choose: Choose): string =>
  ['', '', '', '\n', `${pad}# note ${notes++}\n`, `\n${pad}# note ${notes++}\n`][choose(6)] ?? ''

export const yamlTexts: fc.Arbitrary<string> = fc
  .tuple(
    value.filter((one) => typeof one === 'object'),
    fc.array(fc.nat(419), { minLength: 40, maxLength: 40 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([one, numbers, eol, mark, cut]) => {
    let next = 0
    const choose: Choose = (among) => (numbers[next++ % numbers.length] ?? 0) % among
    const written = write(one, 0, choose)
    const whole = cut && !/[|>]/.test(written) ? written.trimEnd() : written
    return (mark ? '\uFEFF' : '') + whole.replaceAll('\n', eol)
  })
  .filter((written) => parseDocument(written.replace('\uFEFF', '')).errors.length === 0)
