/** `ask`: one question as an argument, or with --jsonl one JSON object per line on standard input. */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { buildAnswerer } from '../answering/answer.ts'
import type { Config } from '../config.ts'
import { buildMemory } from '../conversation/memory.ts'
import { buildConversation, type Conversation } from '../conversation/respond.ts'
import type { Language } from '../message.ts'
import { explain, NO_QUESTION, originsOf, showSteps } from '../workbench/explain.ts'
import { answerJson } from './json.ts'
import { knowledgeOrProblems } from './knowledge.ts'
import { languageNamed, unknownLanguage } from './languages.ts'
import type { ExitCode, Output } from './output.ts'
import { isPicture, saveChart } from './save-chart.ts'

export const USAGE = `Usage: ask "question" [--lang en|zh-Hans|zh-Hant] [--json] [--explain] [--chart FILE.png|FILE.svg]
       ask --jsonl < questions.jsonl      one {"id", "text", "lang"?, "conversation"?} per line`

export async function ask(
  args: string[],
  config: Config,
  output: Output,
  input: NodeJS.ReadableStream,
): Promise<ExitCode> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    output.err(`${options}\n${USAGE}`)
    return 2
  }
  const knowledge = await knowledgeOrProblems(config, output)
  if (!knowledge) return 1
  const conversation = buildConversation(buildAnswerer(knowledge), buildMemory(), config.today)
  if (options.jsonl) {
    await answerLines(input, conversation, output)
    return 0
  }
  const responded = await conversation.respond({
    conversation: 'ask:1',
    text: options.question,
    chat: 'private',
    addressed: true,
    ...(options.language ? { language: options.language } : {}),
  })
  if (!responded) throw new Error('a private message is always answered')
  if (options.json) output.out(JSON.stringify(answerJson('1', responded.reply), null, 2))
  else output.out(responded.reply.text)
  if (options.explain) {
    const { answered, reply } = responded
    const entries = originsOf(reply.entries, knowledge, config.knowledgeFolders)
    const steps = showSteps(answered ? explain(answered, entries) : NO_QUESTION)
    // JSON on standard output stays JSON.
    if (options.json) output.err(steps)
    else output.out(`\n${steps}`)
  }
  return options.chart === undefined ? 0 : saveChart(responded.reply, options.chart, output)
}

type Options = {
  question: string
  language: Language | undefined
  json: boolean
  jsonl: boolean
  explain: boolean
  /** Where to write the picture of the answer's chart. */
  chart: string | undefined
}

function readOptions(args: string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        lang: { type: 'string' },
        json: { type: 'boolean' },
        jsonl: { type: 'boolean' },
        explain: { type: 'boolean' },
        chart: { type: 'string' },
      },
    })
    const language = values.lang === undefined ? undefined : languageNamed(values.lang)
    if (values.lang !== undefined && !language) return unknownLanguage(values.lang)
    if (!values.jsonl && positionals.length === 0) return 'there is no question'
    if (values.jsonl && (positionals.length > 0 || values.json || values.explain || values.lang || values.chart)) {
      return '--jsonl reads its questions, and their "lang", from standard input; it goes with nothing else'
    }
    if (values.chart !== undefined && !isPicture(values.chart))
      return `--chart writes .png or .svg, and "${values.chart}" is neither`
    return {
      question: positionals.join(' '),
      language,
      json: values.json ?? false,
      jsonl: values.jsonl ?? false,
      explain: values.explain ?? false,
      chart: values.chart,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const line = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  lang: z.string().optional(),
  conversation: z.union([z.string(), z.number()]).optional(),
})

/** Every line gets its line, in order; one that cannot be read gets an error object and the rest go on. */
async function answerLines(input: NodeJS.ReadableStream, conversation: Conversation, { out }: Output): Promise<void> {
  let number = 0
  for await (const raw of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (raw.trim() === '') continue
    const asked = readLine(raw)
    if ('error' in asked) {
      out(JSON.stringify({ id: asked.id ?? null, line: number, error: asked.error }))
      continue
    }
    const { id = number, text, lang, conversation: thread } = asked
    const language = lang === undefined ? undefined : languageNamed(lang)
    if (lang !== undefined && !language) {
      out(
        JSON.stringify({
          id,
          line: number,
          error: `unknown "lang" ${JSON.stringify(lang)}; write en, zh-Hans or zh-Hant`,
        }),
      )
      continue
    }
    const responded = await conversation.respond({
      conversation: thread === undefined ? `jsonl:line-${number}` : `jsonl:${thread}`,
      text,
      chat: 'private',
      addressed: true,
      ...(language ? { language } : {}),
    })
    if (responded) out(JSON.stringify(answerJson(id, responded.reply)))
  }
}

function readLine(raw: string): z.infer<typeof line> | { error: string; id?: unknown } {
  let value: unknown
  try {
    value = JSON.parse(raw.replace(/^\ufeff/, ''))
  } catch {
    return { error: 'this line is not JSON; write {"id": "1", "text": "the question"}' }
  }
  const checked = line.safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const id = typeof value === 'object' && value !== null && 'id' in value ? { id: value.id } : {}
  return {
    error: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'has the wrong form'}; write {"id": "1", "text": "the question"}`,
    ...id,
  }
}
