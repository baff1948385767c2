/** What is kept, in words: in general as the running program is set up, and about whoever asks. */
import { finish, replyAbout } from '../answering/asides.ts'
import { wordsIn } from '../answering/wording.ts'
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts'
import type { VoiceKey } from '../knowledge/schema/voice.ts'
import type { Language } from '../message.ts'
import type { Reply } from '../reply.ts'
import { MINUTES } from './memory.ts'
import type { AboutSomebody } from './people.ts'

/** For how many days the running program keeps what. */
export type Retention = {
  answers: number
  deliveries: number
  /** Votes, and who changed a setting. */
  history: number
  /** 0: no questions are kept. */
  unanswered: number
  /** Whether talks are kept where several processes can go on with them. */
  sharesTalks: boolean
}

/** @param retention undefined: there is no store */
export function privacyReply(retention: Retention | undefined, language: Language, knowledge: KnowledgeBase): Reply {
  const words = wordsIn(language, knowledge)
  const items = linesFor(retention).map(([key, blanks]) => words.say(key, blanks))
  return finish(words, {
    blocks: [
      { kind: 'lead', text: words.say('privacy') },
      { kind: 'list', items },
      { kind: 'paragraph', text: words.say('privacy-rights') },
    ],
  })
}

function linesFor(retention: Retention | undefined): [VoiceKey, Record<string, string>][] {
  const minutes = { minutes: String(MINUTES) }
  if (!retention)
    return [
      ['privacy-talk', minutes],
      ['privacy-until-stopped', {}],
      ['privacy-no-questions', {}],
    ]
  const { answers, deliveries, history, unanswered, sharesTalks } = retention
  const days = (count: number) => ({ days: String(count) })
  return [
    [sharesTalks ? 'privacy-talk-shared' : 'privacy-talk', minutes],
    ['privacy-deliveries', days(deliveries)],
    ['privacy-answers', days(answers)],
    ['privacy-votes', days(history)],
    ['privacy-settings', days(history)],
    unanswered > 0 ? ['privacy-unanswered', days(unanswered)] : ['privacy-no-questions', {}],
  ]
}

/** What is kept about somebody, or what it was until they had it deleted. */
export function aboutReply(
  about: 'mydata' | 'forgetme',
  kept: AboutSomebody,
  language: Language,
  knowledge: KnowledgeBase,
): Reply {
  const words = wordsIn(language, knowledge)
  const items = KINDS.filter((kind) => kept[kind] > 0).map((kind) =>
    words.say(`kept-${kind}`, { count: String(kept[kind]) }),
  )
  const reply =
    items.length === 0
      ? replyAbout(`${about}-nothing`, language, knowledge)
      : finish(words, {
          blocks: [
            { kind: 'lead', text: words.say(about) },
            { kind: 'list', items },
          ],
        })
  return { ...reply, audience: 'asker' }
}

const KINDS = ['conversations', 'answers', 'votes', 'changes'] as const satisfies (keyof AboutSomebody)[]
