/** The commands that platforms list in their menus, in the order in which they show, with what is filled in behind each. */
import type { Part } from '../answering/complete.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { Language } from '../message.ts'
import { LANGUAGE_NAMES, LANGUAGES } from './languages.ts'

type Option = { name: Part | 'text' | 'language'; required: boolean }

type Listed = {
  name: string
  for: 'everyone' | 'admins'
  options?: readonly Option[]
  /** It can be given over somebody's message, whose text then stands behind it. */
  over?: boolean
}

const required = (name: Option['name']): Option => ({ name, required: true })
const optional = (name: Option['name']): Option => ({ name, required: false })

export const COMMANDS = [
  { name: 'ask', for: 'everyone', options: [required('question')], over: true },
  { name: 'figure', for: 'everyone', options: [required('offence'), optional('year'), optional('stage')] },
  { name: 'topics', for: 'everyone' },
  { name: 'figures', for: 'everyone' },
  { name: 'explain', for: 'everyone', options: [required('text')], over: true },
  { name: 'report', for: 'everyone' },
  { name: 'sources', for: 'everyone' },
  { name: 'language', for: 'everyone', options: [optional('language')] },
  { name: 'privacy', for: 'everyone' },
  { name: 'mydata', for: 'everyone' },
  { name: 'forgetme', for: 'everyone' },
  { name: 'help', for: 'everyone' },
  { name: 'settings', for: 'admins' },
  { name: 'status', for: 'admins' },
] as const satisfies readonly Listed[]

const COMPLETED: ReadonlySet<string> = new Set(['question', 'offence', 'year', 'stage'] satisfies Part[])

export const isCompleted = (option: string): option is Part => COMPLETED.has(option)

export function listCommands(language: Language, knowledge: KnowledgeBase) {
  const { say } = wordsIn(language, knowledge)
  const optionOf = ({ name, required }: Option) => ({
    name,
    label: say(`option-${name}`),
    description: say(`option-${name}-says`),
    required,
    completed: isCompleted(name),
    ...(name === 'language' ? { values: LANGUAGES.map((value) => ({ label: LANGUAGE_NAMES[value], value })) } : {}),
  })
  return COMMANDS.map((command) => ({
    name: command.name,
    label: say(`name-${command.name}`),
    description: say(`command-${command.name}`),
    for: command.for,
    options: 'options' in command ? command.options.map(optionOf) : [],
    ...('over' in command ? { overMessage: say(`over-${command.name}`) } : {}),
  }))
}
