/** `try`: questions against the knowledge as it is on disk, with the reply as every platform shows it. */
import { createInterface } from 'node:readline'
import { parseArgs, styleText } from 'node:util'
import type { Measure, ShownMessage } from '../adapter.ts'
import type { Answerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { buildMemory } from '../conversation/memory.ts'
import type { Language } from '../message.ts'
import { showSteps } from '../workbench/explain.ts'
import { latestAnswerer } from '../workbench/latest-answerer.ts'
import { buildTrial, type Previews, type Tried } from '../workbench/try.ts'
import { answerJson } from './json.ts'
import { tellProblems } from './knowledge.ts'
import { languageNamed, unknownLanguage } from './languages.ts'
import type { ExitCode, Output } from './output.ts'

const USAGE = `Usage: try ["question"] [--lang en|zh-Hans|zh-Hant] [--on PLATFORM] [--json]
  without a question: asks for one after another, or reads one a line from a pipe; edited files count from the next question on
  --on PLATFORM   shows one platform alone, such as telegram (may stand several times)`

export type Prompt = {
  input: NodeJS.ReadableStream
  /** Where a person's typing shows; absent: nobody sits there. */
  echo?: NodeJS.WritableStream
}

export async function tryOut(
  args: string[],
  config: Config,
  output: Output,
  all: Previews,
  prompt: Prompt,
): Promise<ExitCode> {
  const options = readOptions(args, [...all.keys()])
  if (typeof options === 'string') {
    output.err(`${options}\n${USAGE}`)
    return 2
  }
  const { question, language, json, platforms } = options
  const previews = new Map([...all].filter(([name]) => platforms.length === 0 || platforms.includes(name)))
  const ask = asker(config, output, previews)
  if (question === undefined) {
    for await (const line of lines(prompt)) {
      const tried = await ask(line, language)
      if (tried) output.out(json ? JSON.stringify(asJson(tried)) : `${show(tried, output)}\n`)
    }
    return 0
  }
  const tried = await ask(question, language)
  if (!tried) return 1
  output.out(json ? JSON.stringify(asJson(tried), null, 2) : show(tried, output))
  const cut = tried.shown.flatMap(({ platform, messages }) => (messages.some(isCut) ? [platform] : []))
  if (cut.length > 0) output.err(`Readers on ${cut.join(', ')} do not see all of it: it is over the limit.`)
  return cut.length === 0 ? 0 : 1
}

/** Asks the files as they are now; while they have problems, as they were when they last had none. */
function asker(config: Config, output: Output, previews: Previews) {
  const { knowledgeFolders: folders, today } = config
  const latest = latestAnswerer(folders)
  const memory = buildMemory()
  let before: Answerer | undefined
  return async (question: string, language: Language | undefined): Promise<Tried | undefined> => {
    const { answerer, problems } = await latest()
    if (problems.length > 0) {
      tellProblems(problems, output)
      if (answerer) output.err('Answered from the files as they were before:')
    } else if (before && answerer !== before) output.err('The files have changed.')
    before = answerer
    return answerer && buildTrial({ answerer, folders, previews, memory, today })(question, language)
  }
}

async function* lines({ input, echo }: Prompt): AsyncGenerator<string> {
  using editor = createInterface({
    input,
    crlfDelay: Number.POSITIVE_INFINITY,
    ...(echo ? { output: echo, terminal: true, prompt: 'try> ' } : {}),
  })
  if (echo) editor.prompt()
  for await (const line of editor) {
    const text = line.trim()
    if (/^\/(?:quit|exit)$/.test(text)) return
    if (text !== '') yield text
    if (echo) editor.prompt()
  }
}

function show({ steps, shown }: Tried, { colour = false }: Output): string {
  const heading = (text: string): string => (colour ? styleText('bold', text, { validateStream: false }) : text)
  const platforms = shown.flatMap(({ platform, messages }) =>
    messages.map((message, index) => {
      const title = messages.length > 1 ? `${platform}, message ${index + 1} of ${messages.length}` : platform
      return `${heading(`── ${title} ──`)}\n${showMessage(message, colour)}`
    }),
  )
  const explanation = `${heading('── why ──')}\n${showSteps(steps)}`
  return [...platforms, explanation].join('\n\n')
}

function showMessage({ text, buttons, lists = {}, picture, measures }: ShownMessage, colour: boolean): string {
  return [
    ...(picture ? [`[picture: ${picture.title}]`] : []),
    text,
    ...(buttons.length > 0 ? ['', ...buttons.map((row, index) => showRow(row, lists[index]))] : []),
    ...(measures.length > 0 ? ['', measures.map((measure) => showMeasure(measure, colour)).join(' · ')] : []),
  ].join('\n')
}

function showRow(labels: readonly string[], list: string | undefined): string {
  const shown = labels.map((label) => `[ ${label} ]`).join(' ')
  return list === undefined ? shown : `${list} ▾ ${shown}`
}

function showMeasure(measure: Measure, colour: boolean): string {
  const text = `${measure.count} of ${measure.limit} ${measure.what}`
  if (!isOver(measure)) return text
  return colour ? styleText('red', `${text} (!)`, { validateStream: false }) : `${text} (!)`
}

const isOver = ({ count, limit }: Measure): boolean => count > limit
const isCut = ({ measures }: ShownMessage): boolean => measures.some(isOver)

const asJson = ({ question, reply, entries, steps, shown }: Tried) => ({
  question,
  answer: answerJson('1', reply),
  entries,
  explanation: steps,
  shown,
})

type Options = { question: string | undefined; language: Language | undefined; json: boolean; platforms: string[] }

function readOptions(args: string[], known: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { lang: { type: 'string' }, json: { type: 'boolean' }, on: { type: 'string', multiple: true } },
    })
    const language = values.lang === undefined ? undefined : languageNamed(values.lang)
    if (values.lang !== undefined && !language) return unknownLanguage(values.lang)
    const platforms = values.on ?? []
    const strange = platforms.find((name) => !known.includes(name))
    if (strange !== undefined) return `there is no platform "${strange}"; there are ${known.join(', ')}`
    const question = positionals.length === 0 ? undefined : positionals.join(' ')
    return { question, language, json: values.json ?? false, platforms }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
