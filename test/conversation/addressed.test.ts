/** When the bot speaks in a group, as a table. */
import { describe, expect, test } from 'vitest'
import { type Attention, attentionTo, speaksUp } from '../../src/conversation/addressed.ts'
import { DEFAULTS, type Settings } from '../../src/conversation/settings.ts'
import type { Message } from '../../src/message.ts'

const said = (more: Partial<Message> = {}): Message => ({
  ...{ conversation: 'test:1', place: 'test:1', text: 'x', chat: 'group', addressed: false },
  ...more,
})
const mention = { addressed: true, by: 'mention' } as const
const command = { addressed: true, by: 'command' } as const

test.each<
  [what: string, message: Partial<Message>, settings: Partial<Settings>, cooling: boolean, expected: Attention]
>([
  ['a private message', { chat: 'private', addressed: true }, {}, false, 'always'],
  ['a private message while the place cools', { chat: 'private', addressed: true }, {}, true, 'always'],
  ['a mention', mention, {}, false, 'always'],
  ['a command', command, {}, false, 'always'],
  ['talk among others', {}, {}, false, 'never'],
  ['a program', { ...mention, fromBot: true }, {}, false, 'never'],
  ['a program in a private chat', { chat: 'private', addressed: true, fromBot: true }, {}, false, 'never'],
  ['a mention where only commands count', mention, { speak: 'commands' }, false, 'if-urgent'],
  ['a command where only commands count', command, { speak: 'commands' }, false, 'always'],
  ['talk among others where only commands count', {}, { speak: 'commands' }, false, 'never'],
  ['talk among others where questions count', {}, { speak: 'questions' }, false, 'if-sure'],
  ['… while the place cools', {}, { speak: 'questions' }, true, 'never'],
  ['… out of place', { thread: '2' }, { speak: 'questions', threads: ['1'] }, false, 'never'],
  ['a mention while the place cools', mention, {}, true, 'if-urgent'],
  ['an edited mention while the place cools', { ...mention, edited: true }, {}, true, 'always'],
  ['a mention in its topic', { ...mention, thread: '1' }, { threads: ['1'] }, false, 'always'],
  ['a mention in another topic', { ...mention, thread: '2' }, { threads: ['1'] }, false, 'if-urgent'],
  ['a mention in no topic', mention, { threads: ['1'] }, false, 'if-urgent'],
])('%s', (_what, message, settings, cooling, expected) => {
  expect(attentionTo(said(message), { ...DEFAULTS, ...settings }, cooling)).toBe(expected)
})

describe('speaking up', () => {
  const answer = (confidence: number) => ({ outcome: 'answer' as const, confidence })
  const urgent = { outcome: 'urgent' as const, confidence: 0.95 }
  const abstain = { outcome: 'abstain' as const, confidence: 0.99 }

  test.each<[Attention, Parameters<typeof speaksUp>[1], boolean]>([
    ['always', abstain, true],
    ['never', urgent, false],
    ['if-urgent', urgent, true],
    ['if-urgent', answer(0.99), false],
    ['if-sure', urgent, true],
    ['if-sure', answer(0.9), true],
    ['if-sure', answer(0.6), false],
    ['if-sure', abstain, false],
  ])('%s, with %j: %s', (attention, reply, expected) => {
    expect(speaksUp(attention, reply)).toBe(expected)
  })
})
