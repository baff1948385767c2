/** Messages about the conversation itself: commands, a number that picks, "source?", "in Chinese please". */
import { normalise } from '../language/normalise.ts'
import type { Language } from '../message.ts'

export type Move =
  | { kind: 'help' | 'topics' | 'figures' | 'sources' | 'report' | 'privacy' | 'settings' | 'status' | 'quit' }
  /** What is kept about whoever asks. */
  | { kind: 'mydata' }
  | { kind: 'forgetme' }
  /** Opens a topic where it names one: links from other places do. */
  | { kind: 'start'; topic: string }
  | { kind: 'ask'; question: string }
  /** The parts of a figure, or nothing. */
  | { kind: 'figure'; parts: string }
  | { kind: 'explain'; text: string }
  | { kind: 'language'; language: Language | undefined; again: boolean }
  | { kind: 'pick'; index: number }
  /** A number that picks nothing. */
  | { kind: 'no-choice' }

const COMMANDS = new Map<string, Move>(
  Object.entries({
    help: { kind: 'help' },
    topics: { kind: 'topics' },
    figures: { kind: 'figures' },
    sources: { kind: 'sources' },
    report: { kind: 'report' },
    privacy: { kind: 'privacy' },
    mydata: { kind: 'mydata' },
    forgetme: { kind: 'forgetme' },
    settings: { kind: 'settings' },
    status: { kind: 'status' },
    quit: { kind: 'quit' },
    exit: { kind: 'quit' },
  }),
)

const LANGUAGE_NAMES: [RegExp, Language][] = [
  [/^(?:en|english|英文|英语|英語)$/i, 'en'],
  [/^(?:zh-hant|zh-tw|zh-hk|traditional(?: chinese)?|繁體|繁体|繁體中文|繁体中文|正體中文)$/i, 'zh-Hant'],
  [
    /^(?:zh|zh-hans|zh-cn|chinese|mandarin|simplified(?: chinese)?|中文|汉语|漢語|普通话|简体|簡體|简体中文)$/i,
    'zh-Hans',
  ],
]
const languageNamed = (name: string): Language | undefined =>
  LANGUAGE_NAMES.find(([pattern]) => pattern.test(name.trim()))?.[1]

const LANGUAGE_REQUEST =
  /^(?:please |pls |can you |could you |say (?:it|that) |tell me |answer |and |now |same |that |请|請|麻烦|麻煩|能)*(?:in |into |to |用|说|說|换成|換成|翻译成|翻譯成|改成)?\s*(english|chinese|mandarin|traditional chinese|simplified chinese|traditional|英文|英语|英語|中文|繁體中文|繁体中文|繁體|繁体|简体中文|简体|簡體)\s*(?:please|pls|plz|thx|thanks|version|version thx|version please|说一遍|说吧|说|說|回答|讲|講|再说一遍|吗|嗎)?[\s?.!？。！]*$/iu
const SOURCE_REQUEST =
  /^(?:and |the |what(?:'?s| is| are)? |your |show |give )*(?:me )?(?:the )?(?:sources?|references?|citations?)(?: please| pls| plz)?[\s?.!？。！]*$|^(?:where (?:is|did|does) (?:that|this|it|you get (?:that|this|it))(?: come)? ?from|where (?:is|does) (?:that|this) (?:number|figure) (?:come )?from|who (?:says|said|reported) (?:so|that|this|it)|says who|according to (?:whom|who)|how do you know(?: that)?)[\s?.!？。！]*$|^(?:来源|來源|出处|出處|数据来源|資料來源|消息来源|来源呢|出处呢|谁说的|誰說的|哪来的|哪來的|从哪来的|从哪里来的|来源是什么|來源是什麼|出处是哪里?|出处在哪里?|有来源吗|数据哪来的|这个数字哪来的|根据是什么|依据是什么)[\s?.!？。！啊呀呢]*$/iu
const PICK =
  /^(?:no\.? ?|number |option |choice |#|第|选|選|the )?(\d{1,2}|[一二三四五六]|first|second|third|fourth|fifth)(?: one| option|个|個|项|項|条|條)?[).。]?\s*$/iu
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth']

/** Longer messages are questions. */
const LONGEST_MOVE = 80

/** @param choices how many choices the last reply offered; without any, a number is a question like another */
export function readMove(text: string, choices: number): Move | undefined {
  const trimmed = normalise(text)
  const [command = '', ...rest] = trimmed.split(/\s+/)
  if (command.startsWith('/')) {
    const name = command.slice(1).toLowerCase()
    if (name === 'lang' || name === 'language')
      return { kind: 'language', language: languageNamed(rest.join(' ')), again: false }
    if (name === 'ask') return { kind: 'ask', question: rest.join(' ') }
    if (name === 'figure') return { kind: 'figure', parts: rest.join(' ') }
    if (name === 'explain') return { kind: 'explain', text: rest.join(' ') }
    if (name === 'start') return { kind: 'start', topic: rest[0] ?? '' }
    return COMMANDS.get(name) ?? { kind: 'help' }
  }
  // Also keeps the patterns below from work that grows with the message.
  if (trimmed.length > LONGEST_MOVE) return undefined
  if (SOURCE_REQUEST.test(trimmed)) return { kind: 'sources' }
  const language = LANGUAGE_REQUEST.exec(trimmed)?.[1]
  if (language) return { kind: 'language', language: languageNamed(language), again: true }
  const picked = PICK.exec(trimmed)?.[1]?.toLowerCase()
  if (picked === undefined) return undefined
  const index = /\d/.test(picked)
    ? Number(picked)
    : Math.max('一二三四五六'.indexOf(picked), ORDINALS.indexOf(picked)) + 1
  if (index >= 1 && index <= choices) return { kind: 'pick', index: index - 1 }
  return /^\d{1,2}[).。]?$/.test(trimmed) ? { kind: 'no-choice' } : undefined
}
