/** Knowledge that changes under a talk. */
import { describe, expect, test } from 'vitest'
import { buildAnswerer } from '../../src/answering/answer.ts'
import { buildBot } from '../../src/conversation/bot.ts'
import type { Message } from '../../src/message.ts'
import type { Reply } from '../../src/reply.ts'
import { edited, type Files, goodBase, loadFiles } from '../knowledge/good-base.ts'
import { TODAY } from '../shipped.ts'

function answererOver(files: Files) {
  const { knowledge } = loadFiles(files)
  if (!knowledge) throw new Error('these files have problems')
  return buildAnswerer(knowledge)
}

const QUESTION = 'how do i report a fraud'
const before = answererOver(goodBase())
const after = answererOver(edited('guidance/reporting.yaml', 'Call the police on 110', 'Ring 110'))

/** A chat with a bot whose knowledge can be replaced while it talks. */
function chat() {
  const bot = buildBot(before, () => TODAY)
  const say = async (text: string, more: Partial<Message> = {}): Promise<Reply> => {
    const reply = await bot.respond({ conversation: 'test:1', text, chat: 'private', addressed: true, ...more })
    if (!reply) throw new Error('a private message is always answered')
    return reply
  }
  return { bot, say }
}

test('the next message is answered from the new knowledge, and says which', async () => {
  const { bot, say } = chat()
  expect(await say(QUESTION)).toMatchObject({ version: before.knowledge.version })
  bot.replace(after)
  const reply = await say(QUESTION)
  expect(reply.text).toContain('Ring 110')
  expect(reply.version).toBe(after.knowledge.version)
})

test('a message on its way is answered from what it began with, whole', async () => {
  const { bot, say } = chat()
  const answers = Array.from({ length: 50 }, () => say(QUESTION))
  bot.replace(after)
  for (const reply of [...(await Promise.all(answers)), await say(QUESTION, { conversation: 'test:2' })]) {
    const isOld = reply.text.includes('Call the police on 110')
    expect(reply.version).toBe((isOld ? before : after).knowledge.version)
  }
  expect((await Promise.all(answers)).every(({ version }) => version === before.knowledge.version)).toBe(true)
})

describe('a talk goes on', () => {
  test('with what was remembered: a choice picked by its number, and by its button', async () => {
    const { bot, say } = chat()
    const asked = await say('what is procuratorate')
    bot.replace(after)
    expect((await say('1')).text).toContain('Ring 110')
    expect((await say('', { press: asked.choices[0]?.press ?? '' })).text).toContain('Ring 110')
  })

  test('where what it rested on is gone, and says so', async () => {
    const renamed = Object.fromEntries(
      Object.entries(goodBase()).map(([path, text]) => [
        path,
        text.replaceAll('prosecuted-2018', 'charged-2018').replaceAll('spp-2020', 'spp-april'),
      ]),
    )
    const { bot, say } = chat()
    const { actions, choices } = await say('number of people prosecuted in 2018')
    bot.replace(answererOver(renamed))
    for (const { press } of [...(actions ?? []), ...choices])
      expect((await say('', { press: press ?? '' })).text).not.toBe('')
    for (const text of ['/sources', 'and in 2019?', '1']) expect((await say(text)).text).not.toBe('')
  })
})
